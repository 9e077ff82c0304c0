using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Tests;

public sealed class ContractStrictnessTests
{
    static readonly string Housing = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

    static Contracts Load(string json, string name = "housing-concern.json") => Contracts.Parse([(name, Encoding.UTF8.GetBytes(json))],
        FileFormats.InContracts);

    /// <summary>The housing contract with one text in place of another that it must hold.</summary>
    static string Changed(string from, string to)
    {
        Assert.Contains(from, Housing, StringComparison.Ordinal);
        return new Regex(Regex.Escape(from)).Replace(Housing, to.Replace("$", "$$", StringComparison.Ordinal), 1);
    }

    [Fact]
    public void A_new_feed_is_one_document()
    {
        var housing = Load(Housing).Find(new FeedId("council", "housing-concern"))!;

        Assert.Equal("Northshire Council, Housing", housing.FindSender("northshire-council")!.Organisation);
        Assert.Equal(housing.Contract.PlaceOf("Case Number"), Assert.Single(housing.Key));
        Assert.Equal("48 h", Assert.Single(housing.Clocks).Limit.Text);
        Assert.Contains("landing-council/northshire-council/housing-concern/",
            FeedGuide.Section(housing, FileFormats.InContracts), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_empty()
    {
        var feed = Load(Housing).Feeds.Single();
        var concern = feed.Columns[feed.Contract.PlaceOf("Concern")];

        Assert.Empty(concern.Aliases);
        Assert.Empty(concern.Severity);
        Assert.Empty(feed.Contract.NaturalKey.OrElse);
        Assert.Empty(feed.Contract.Clocks[0].When);
        Assert.Empty(feed.Contract.Clocks[0].Start.LowerBound);
    }

    // from, to, the line and key the message must name, what it must say
    public static TheoryData<string, string, string, string[]> Mistakes => new()
    {
        // a key nobody knows
        { "\"version\":", "\"versoin\":", "line 17, versoin:", ["expected one of", "version", "contract.schema.json"] },
        { "\"aliases\": [\"Case No\"]", "\"alias\": [\"Case No\"]", "line 19, columns[0].alias:", ["'alias'"] }, // the same, further in
        // a key twice
        { "\"title\": \"Housing concerns\"", "\"title\": \"A\", \"title\": \"B\"", "line 4, title:", ["a second time", "stands once"] },
        // a code twice
        { "\"neglect\": [\"Neglect\"]", "\"neglect\": [\"A\"], \"neglect\": [\"B\"]",
        "line 21, columns[2].codes.neglect:", ["a second time"] },
        { "  \"title\": \"Housing concerns\",\n", "", "line 1, $:", ["'title'", "requires"] }, // a key missing
        { "\"organisation\": \"Northshire Council, Housing\",\n", "", "line 7, senders[0]:", ["'organisation'"] }, // the same, further in
        { "\"aliases\": [\"Case No\"]", "\"aliases\": null", "line 19, columns[0].aliases:", ["null is no value"] }, // null is not empty
        { "\"aliases\": [\"Case No\"]", "\"aliases\": \"Case No\"", "line 19, columns[0].aliases:", ["expected a list"] },
        // no such type
        { "\"type\": \"date\"", "\"type\": \"day\"", "line 24, columns[5].type:", ["\"day\"", "expected one of text, code, date"] },
        { "\"type\": \"date\"", "\"type\": 2", "line 24, columns[5].type:", ["2 is no type"] }, // a type by number
        // a date of another form
        { "\"ends\": \"2030-03-31\"", "\"ends\": \"31/03/2030\"", "line 11, senders[0].agreement.ends:", ["2026-04-01"] },
        { "\"Ada\" },", "\"Ada\" }", "line 24,", ["contract.schema.json"] }, // not JSON
        { "\"feed\": \"council/housing-concern\"", "\"feed\": \"housing\"", "line 3, feed:", ["'housing'", "agency/feed"] },
        // no landing container
        { "\"feed\": \"council/housing-concern\"", "\"feed\": \"probation/concern\"",
        "line 3, feed:", ["'probation'", "police, health, education, council"] },
        // no folder's name
        { "\"feed\": \"council/housing-concern\"", "\"feed\": \"council/Housing Concern\"", "line 3, feed:", ["small letters"] },
        // what nobody may be called
        { "\"id\": \"northshire-council\"", "\"id\": \"unregistered\"", "line 8, senders[0].id:", ["another name"] },
        { "\"id\": \"northshire-council\"", "\"id\": \"../police\"", "line 8, senders[0].id:", ["small letters"] },
        // a reference to no column
        { "[\"Case Number\"]", "[\"Case Nunber\"]", "line 16, naturalKey.columns[0]:", ["'Case Nunber'", "name one exactly"] },
        { "\"version\": \"Updated\"", "\"version\": \"Concern\"",
        "line 17, version:", ["'Concern'", "expected integer or local-date-time"] },
        // two columns, one header
        { "[\"Case No\"]", "[\"Case No\", \"visit_date\"]", "line 20, columns[1]:", ["'Case Number'", "'Seen At'", "give it to one"] },
        { "[\"Case No\"]", "[\"%\"]", "line 19, columns[0]:", ["'%'", "no letter or digit"] },
        { "\"name\": \"Updated\"", "\"name\": \"Child DOB\"", "line 25, columns[6].name:", ["'Child DOB' stands twice"] },
        { "\"overcrowding\": [\"Overcrowding\"", "\"overcrowding\": [\"NEGLECT.\"",
        "line 21, columns[2].codes:", ["'Concern'", "'NEGLECT.' means two codes"] },
        // free text would reach analysts
        { "\"type\": \"code\"", "\"type\": \"text\"", "line 28, lake.category:", ["of type text; expected code"] },
        { "{ \"neglect\": \"16A\" }", "{ \"neglct\": \"16A\" }", "line 28, lake.factors.neglct:", ["'neglct'"] },
        { "\"column\": \"Seen At\"", "\"column\": \"Concern\"",
        "line 35, clocks[0].start.incident[0].column:", ["'Concern'", "expected date or local-date-time or instant"] },
        { "\"column\": \"Seen At\"", "\"column\": \"Seen At\", \"time\": \"Updated\"",
        "line 35, clocks[0].start.incident[0].time:", ["expected time"] },
        // an edition for a sender that is none
        { "\"stop\": \"first receipt\"", "\"stop\": \"first receipt\", \"senders\": [\"nobody\"]",
        "line 36, clocks[0].senders:", ["'nobody', which sends nothing here"] },
        { "\"stop\": \"first receipt\"", "\"stop\": \"first receipt\", \"councils\": [\"998\"]",
        "line 36, clocks[0].councils:", ["'998', for which nobody sends"] },
        { "\"stop\": \"first receipt\"", "\"stop\": \"first receipt\", \"senders\": [\"northshire-council\"]",
        "line 31, clocks[0].name:", ["give it one for all"] },
        { "\"unit\": \"clock hours\"", "\"unit\": \"fortnights\"",
        "line 37, clocks[0].limit.unit:", ["'fortnights'", "clock hours, working hours"] },
        { "\"n\": 48", "\"n\": 0", "line 37, clocks[0].limit.n:", ["limit of 0"] },
        { "\"bands\"", "\"when\": { \"medium\": { \"n\": 24, \"unit\": \"clock hours\" } }, \"bands\"",
        "line 37, clocks[0].limit:", ["48 h for an ungraded", "24 h for a medium"] },
        { "\"severity\": \"serious\"", "\"severity\": \"grave\"",
        "line 38, clocks[0].bands[0].severity:", ["'grave'", "late, serious, critical"] },
        { "\"first receipt\"", "\"decision\"", "line 36, clocks[0].stop:", ["'decision'", "expected first receipt"] },
        // or a record would have no status
        { "\"bands\"", "\"ifStarted\": true, \"bands\"", "line 38, clocks[0].ifStarted:", ["first clock", "leave this out"] },
        { "\"bands\"", "\"unless\": { \"column\": \"Concern\", \"codes\": [\"damp\"] }, \"bands\"",
        "line 38, clocks[0].unless:", ["first clock", "'damp'", "neglect, overcrowding"] },
        { "\"bands\"", "\"unless\": { \"column\": \"Seen At\", \"codes\": [\"x\"] }, \"bands\"",
        "line 38, clocks[0].unless.column:", ["expected code"] },
        { "\"Case No\"], \"type\": \"text\"", "\"Case No\"], \"weekday\": true, \"type\": \"text\"",
        "line 19, columns[0].weekday:", ["only a date does"] },
        { "\"formats\": [\"csv\"]", "\"formats\": [\"pdf\"]",
        "line 14, formats[0]:", ["'pdf'", "expected one of csv, excel, json, fhir, xml"] },
        // a format, and no mapping
        { "\"formats\": [\"csv\"]", "\"formats\": [\"csv\", \"fhir\"]", "line 14, formats:", ["write it under fhir"] },
        // a mapping, and no format
        { "\"formats\": [\"csv\"]", "\"formats\": [\"csv\"], \"xml\": { \"record\": \"Cases/Case\" }",
        "line 14, xml:", ["no edition takes xml"] },
        { "\"formats\": [\"csv\"]", "\"formats\": [\"xml\"], \"xml\": { \"record\": \"/Cases\", \"columns\": { \"Age\": [\"Age\"] } }",
        "line 14, xml.columns.Age:", ["'Age' is no column", "is no path"] },
        { "\"bands\"", "\"segments\": [{ \"name\": \"posted\", \"to\": \"Seen At\" }], \"bands\"",
        "line 38, clocks[0].segments[0].name:", ["'posted'", "written, reviewed, sent, arrived"] },
        // the clock itself
        { "\"bands\"", "\"segments\": [{ \"name\": \"written\" }], \"bands\"", "line 38, clocks[0].segments[0]:", ["names no column"] },
        { "\"bands\"", "\"segments\": [{ \"name\": \"written\", \"to\": \"Concern\" }], \"bands\"",
        "line 38, clocks[0].segments[0].to:", ["expected date"] },
        { "\"agreement\":", "\"systems\": [{ \"name\": \"A\", \"from\": \"2019-01-01\" }, { \"name\": \"B\", \"from\": \"2018-01-01\" "
        + "}], \"agreement\":", "line 11, senders[0].systems[1]:", ["in the order of their first days"] },
        // on which day?
        { "\"schedule\": \"fridays\"", "\"schedule\": \"weekly\"",
        "line 41, expected.schedule:", ["'weekly'", "daily, working days, mondays"] },
        { "\"minimumRows\": 1", "\"notOn\": [\"sundays\"]",
        "line 41, expected.notOn[0]:", ["'sundays'", "bank holidays or school holidays"] },
        { "\"graceHours\": 4", "\"graceHours\": 100", "line 41, expected.graceHours:", ["0 to 72"] },
        { "\"by\": \"09:00\"", "\"by\": \"9am\"", "line 41, expected.by:", ["'9am'", "07:00"] },
        { "\"type\": \"date\",", "\"type\": \"date\", \"severity\": { \"DQ_ODD\": \"warn\" },",
        "line 24, columns[5].severity.DQ_ODD:", ["'DQ_ODD'", "docs/defects.md"] },
        // or a row without a key would be taken
        { "\"type\": \"date\",", "\"type\": \"date\", \"severity\": { \"ROW_KEY_MISSING\": \"warn\" },",
        "line 24, columns[5].severity.ROW_KEY_MISSING:", ["rejects the row always"] },
        { "\"type\": \"date\",", "\"type\": \"date\", \"severity\": { \"DQ_MISSING\": \"refuse file\" },",
        "line 24, columns[5].severity.DQ_MISSING:", ["never its file"] },
        { "\"type\": \"date\",", "\"type\": \"date\", \"severity\": { \"DQ_MISSING\": \"stop\" },",
        "line 24, columns[5].severity.DQ_MISSING:", ["'stop'", "refuse file, reject row, warn"] },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_file_line_and_key_and_what_to_do(string from, string to, string place, string[] said)
    {
        var json = Changed(from, to);

        var error = Assert.Throws<ContractException>(() => Load(json));

        Assert.All([.. said, $"housing-concern.json, {place}"], words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void All_misspelled_keys_are_said_at_once_with_their_lines()
    {
        var json = Changed("\"version\":", "\"versoin\":").Replace("\"limit\":", "\"limmit\":", StringComparison.Ordinal)
            .Replace("\"graceHours\": 4", "\"graceHours\": \"4\"", StringComparison.Ordinal);

        var error = Assert.Throws<ContractException>(() => Load(json));

        // versoin; limmit, and the clock without a limit; "4" is no number
        Assert.Equal([17, 37, 30, 41], error.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void What_is_wrong_with_each_of_several_files_is_said_at_once()
    {
        var error = Assert.Throws<ContractException>(() => Contracts.Parse([
            ("a.json", Encoding.UTF8.GetBytes(Changed("\"n\": 48", "\"n\": 0"))), ("b.json",
                Encoding.UTF8.GetBytes(Changed("\"version\":", "\"versoin\":")))], FileFormats.InContracts));

        Assert.Equal(["a.json", "b.json"], error.Faults.Select(fault => fault.File).Distinct());
    }

    [Fact]
    public void All_contradictions_of_a_contract_are_said_at_once()
    {
        var json = Changed("\"n\": 48", "\"n\": 0").Replace("\"fridays\"", "\"often\"", StringComparison.Ordinal)
            .Replace("\"csv\"", "\"pdf\"", StringComparison.Ordinal);

        var error = Assert.Throws<ContractException>(() => Load(json));

        Assert.True(error.Faults.Count >= 3, error.Message);
    }

    [Fact]
    public void Two_contracts_cannot_be_one_feed()
    {
        var housing = Encoding.UTF8.GetBytes(Housing);

        var error = Assert.Throws<ContractException>(() => Contracts.Parse([("a.json", housing), ("b.json", housing)],
            FileFormats.InContracts));

        Assert.Equal(("b.json", 3, "feed"), (error.Faults.Single().File, error.Faults.Single().Line, error.Faults.Single().Key));
        Assert.Contains("'council/housing-concern' is the feed of a.json too", error.Message, StringComparison.Ordinal);
    }
}
