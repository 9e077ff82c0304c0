using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Tests;

public sealed class CodeListTests
{
    static readonly CodeLists Lists = CodeLists.Shipped;

    static string Find(string list, string text) => Find(Lists.Find(list)!.Spellings(), text);

    static string Find(Spellings spellings, string text) => spellings.Find(Encoding.UTF8.GetBytes(text)) switch
    {
        Spellings.Unmapped => "unmapped",
        Spellings.Blank => "blank",
        var code => Encoding.UTF8.GetString(spellings.Words[code]),
    };

    [Fact]
    public void The_lists_in_docs_are_those_of_the_code() => Written.Check("docs/codes.md", CodeGuide.Page(Lists));

    // The published lists, counted at their source.
    [Theory]
    [InlineData("referral-source", "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10")]
    [InlineData("primary-need", "N1 N2 N3 N4 N5 N6 N7 N8 N9 N0")]
    [InlineData("assessment-factor", "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A "
        + "15A 16A 17A 18A 18B 18C 19A 19B 19C 20 21 22A 23A 24A")]
    [InlineData("closure-reason", "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9")]
    [InlineData("ethnicity", "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT")]
    [InlineData("ethnicity-group", "white mixed asian black other not-stated")]
    [InlineData("sex", "M F U")]
    [InlineData("risk-grade", "high medium standard")]
    [InlineData("mash-rag", "red amber green blue")]
    [InlineData("pseudo-postcode", "ZZ99 3VZ|ZZ99 3WZ|ZZ99 3CZ|ZZ99 3GZ|ZZ99 2WZ|ZZ99 1WZ")]
    [InlineData("practice-default", "V81997 V81998 V81999")]
    public void A_list_has_the_codes_of_its_source(string list, string codes) =>
        Assert.Equal(codes.Split(codes.Contains('|', StringComparison.Ordinal) ? '|' : ' '), Lists.Find(list)!.Codes);

    [Theory]
    [InlineData("police", "6")]
    [InlineData("health", "3A 3B 3C 3D 3E 3F")]
    [InlineData("education", "2A 2B")]
    public void A_source_belongs_to_its_agency(string agency, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(agency, Find("referral-agency", code)));

    [Theory]
    [InlineData("referral-source", "6", "6")]
    [InlineData("referral-source", " 6 .", "6")]
    [InlineData("referral-source", "‘6", "6")] // a curled apostrophe
    [InlineData("referral-source", "6 - Police", "6")] // the code before
    [InlineData("referral-source", "Police (6)", "6")] // and after
    [InlineData("referral-source", "6: POLICE - MERLINS", "6")] // with another of its spellings
    [InlineData("referral-source", "02) Police - 78 Notification", "6")] // somebody's numbering
    [InlineData("referral-source", "g) Police", "6")]
    [InlineData("referral-source", "q) 6: Police", "6")] // Annex A
    [InlineData("referral-source", "Code 'POLICE' is not mapped", "6")] // what another system made of it
    [InlineData("referral-source", "3b: Health services \u0096 Health Visitor", "3B")] // a dash of Windows-1252 read as Latin-1
    [InlineData("referral-source", "3B - Health services â€“ Health Visitor", "3B")] // decoded twice
    [InlineData("referral-source", "8 - Other â€” childrenÃ¢â‚¬â„¢s centres", "unmapped")] // repaired, and still nobody's spelling
    [InlineData("referral-source", "childrenÃ¢â‚¬â„¢s centre", "8")] // three times
    [InlineData("referral-source", "7 - Police", "unmapped")] // 7 is courts and prisons: a contradiction
    [InlineData("referral-source", "7) Police", "unmapped")] // and here
    [InlineData("referral-source", "Fire brigade", "unmapped")]
    [InlineData("referral-source", "Police Ada Testcase", "unmapped")] // what begins with a spelling is none
    [InlineData("sex", "a) Male", "M")]
    [InlineData("sex", "1 - Male", "M")]
    [InlineData("sex", "2) Female", "F")]
    [InlineData("sex", "1) Female", "unmapped")]
    [InlineData("sex", "female", "F")] // HL7 FHIR
    [InlineData("sex", "Unborn", "U")]
    [InlineData("ethnicity", "a) WBRI", "WBRI")]
    [InlineData("ethnicity", "WBRI: White - British [WBRI]", "unmapped")] // twice is once too often
    [InlineData("ethnicity", "White - British [WBRI]", "WBRI")]
    [InlineData("ethnicity", "WENG", "WBRI")] // a school system's extended code
    [InlineData("ethnicity", "White", "unmapped")] // which of five?
    [InlineData("ethnicity-group", "White", "white")]
    [InlineData("ethnicity-group", "WROM", "white")]
    [InlineData("ethnicity-group", "f) MWBC", "mixed")]
    [InlineData("ethnicity-group", "CHNE - Chinese", "asian")]
    [InlineData("ethnicity-group", "Refused", "not-stated")]
    [InlineData("risk-grade", "High Risk", "high")]
    [InlineData("risk-grade", "DARA: Medium", "medium")]
    [InlineData("risk-grade", "Low", "standard")]
    [InlineData("risk-grade", "AMBER", "medium")]
    [InlineData("risk-grade", "Not assessed", "blank")]
    [InlineData("risk-grade", "n/a", "blank")]
    [InlineData("risk-grade", "DASH: High, DARA: Standard", "unmapped")] // two grades are none
    [InlineData("mash-rag", "Blue", "blue")]
    [InlineData("police-force", "46", "46")]
    [InlineData("police-force", "Kent Police", "46")]
    [InlineData("police-force", "E23000032", "46")]
    [InlineData("police-force", "1", "unmapped")] // 01 without its nought is not guessed at
    [InlineData("local-authority", "887", "887")]
    [InlineData("local-authority", "001", "001")]
    [InlineData("local-authority", "243", "unmapped")]
    [InlineData("pseudo-postcode", "ZZ993VZ", "ZZ99 3VZ")]
    [InlineData("practice-default", "v81999", "V81999")]
    public void A_spelling_means_its_code_and_nothing_is_guessed(string list, string text, string code) =>
    Assert.Equal(code, Find(list, text));

    public static TheoryData<string> Names => [.. Lists.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_code_of_a_list_is_found_by_itself(string list) =>
        Assert.All(Lists.Find(list)!.Codes, code => Assert.Equal(code, Find(list, code.ToUpperInvariant())));

    [Fact]
    public void Every_spelling_means_its_code_in_any_case_with_any_marks_and_beside_its_code()
    {
        var tried = 0;
        foreach (var list in Lists.Files)
            foreach (var (code, listed) in list.Codes)
                foreach (var spelling in listed.Aliases.Append(listed.Label))
                {
                    Assert.Equal(code, Find(list.List, $" “{spelling.ToUpperInvariant()}” ."));
                    Assert.Equal(code, Find(list.List, spelling.ToLowerInvariant().Replace(" ", "  ", StringComparison.Ordinal)));
                    if (listed.Group is { } group) Assert.Equal(group, Find(list.Groups!, spelling));
                    tried++;
                }
        Assert.True(tried > 400, $"only {tried} spellings were tried");
    }

    const string Fruit = """
        {
          "list": "fruit",
          "title": "Fruit",
          "source": "Invented",
          "blank": ["None"],
          "codes": {
            "A": { "label": "Apple", "aliases": ["Pippin"] },
            "B": { "label": "Pear" }
          }
        }
        """;

    static CodeLists Load(string json) => CodeLists.Parse([("fruit.json", Encoding.UTF8.GetBytes(json))]);

    [Theory]
    [InlineData("\"title\"", "\"titel\"", "line 3", "titel", "list.schema.json")] // a key nobody knows
    [InlineData("\"label\": \"Pear\"", "\"label\": \"Pear\", \"lable\": \"x\"", "line 8", "lable")] // the same, further in
    [InlineData("\"source\": \"Invented\",", "", "'source'", "requires")]
    [InlineData("\"B\":", "\"A\":", "line 8", "stands once")] // a code twice
    [InlineData("\"Pippin\"", "\"pear.\"", "'Pear' means two codes")] // one spelling, two codes
    [InlineData("\"None\"", "\"apple\"", "'apple' means two codes")] // or a code and nothing
    [InlineData("\"label\": \"Pear\"", "\"label\": \"Pear\", \"group\": \"soft\"", "'B' has a group")]
    [InlineData("\"title\"", "\"groups\": \"fruits\", \"title\"", "'A' has no group")]
    [InlineData("\"codes\"", "\"ranges\": [\"1-\"], \"codes\"", "'1-' is no range")]
    public void A_mistake_in_a_list_is_named_with_its_file_and_place(string from, string to, params string[] said)
    {
        Assert.Contains(from, Fruit, StringComparison.Ordinal);

        var error = Assert.Throws<ContractException>(() => Load(Fruit.Replace(from, to, StringComparison.Ordinal)));

        Assert.All(said.Append("fruit.json"), words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_code_and_label_together_would_mean_two_codes_they_mean_none()
    {
        var lists = Load(Fruit.Replace("\"Pippin\"", "\"bc\"", StringComparison.Ordinal)
            .Replace("\"B\": { \"label\": \"Pear\" }", "\"AB\": { \"label\": \"C\" }", StringComparison.Ordinal));

        Assert.Equal("unmapped", Find(lists.Find("fruit")!.Spellings(), "A - BC")); // A and bc, or AB and C
    }

    [Fact]
    public void A_deployments_own_list_takes_the_place_of_the_one_that_ships()
    {
        var own = Fruit.Replace("\"fruit\"", "\"sex\"", StringComparison.Ordinal);
        var lists = CodeLists.ShippedWith([("sex.json", Encoding.UTF8.GetBytes(own))]);

        Assert.Equal("A", Find(lists.Find("sex")!.Spellings(), "Pippin"));
        Assert.Equal("6", Find(lists.Find("referral-source")!.Spellings(), "Police"));
    }

    static readonly string Housing = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));
    const string OwnCodes = "\"codes\": { \"neglect\": [\"Neglect\"], \"overcrowding\": [\"Overcrowding\", \"Too many people\"] }";

    static Feed WithConcern(string codes)
    {
        Assert.Contains(OwnCodes, Housing, StringComparison.Ordinal);
        return Contracts.Parse([("housing.json", Encoding.UTF8.GetBytes(Housing.Replace(OwnCodes, codes, StringComparison.Ordinal)))],
            FileFormats.InContracts).Feeds
            .Single();
    }

    [Theory]
    [InlineData("\"list\": \"concern\"", "Neglect", "neglect")]
    [InlineData("\"list\": \"concern\", \"codes\": { \"neglect\": [\"Dirty home\"] }", "Dirty home", "neglect")] // a spelling of its own
    // and the list's
    [InlineData("\"list\": \"concern\", \"codes\": { \"neglect\": [\"Dirty home\"] }", "CSE", "child-sexual-exploitation")]
    [InlineData("\"list\": \"concern\", \"only\": [\"neglect\"]", "CSE", "unmapped")]
    public void A_column_takes_its_codes_from_a_list(string codes, string text, string code)
    {
        var feed = WithConcern(codes);

        Assert.Equal(code, Find(feed.Codes[feed.Contract.PlaceOf("Concern")]!, text));
    }

    [Theory]
    [InlineData("\"list\": \"concrn\"", "'concrn', which there is not", "concern, ")]
    [InlineData("\"list\": \"concern\", \"only\": [\"neglct\"]", "only 'neglct'", "list concern")]
    [InlineData("\"list\": \"concern\", \"codes\": { \"overcrowding\": [] }", "'overcrowding'", "list concern")]
    [InlineData("\"list\": \"concern\", \"codes\": { \"neglect\": [\"CSE\"] }", "'CSE' means two codes")]
    [InlineData("\"only\": [\"neglect\"], " + OwnCodes, "names no list")]
    [InlineData("\"required\": true", "without codes")]
    [InlineData("\"list\": 7", "line 21", "list")]
    public void A_mistake_in_a_columns_list_is_named(string codes, params string[] said)
    {
        var error = Assert.Throws<ContractException>(() => WithConcern(codes));

        Assert.All(said.Append("housing.json"), words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
    }
}
