using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Tests;

/// <summary>An edition is the contract with its changes; which one holds is a matter of the day.</summary>
public sealed class EditionTests
{
    const string First = "\"editions\": [{ \"name\": \"2019\", \"from\": \"2019-04-01\" }]";

    static readonly string Housing = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

    /// <summary>The housing contract with a second edition from 1 June 2019, and perhaps more.</summary>
    static Feed Load(string change, string more = "") =>
        Contracts.Parse([("housing-concern.json", Encoding.UTF8.GetBytes(Json(change, more)))], FileFormats.InContracts).Feeds.Single();

    static string Json(string change, string more = "")
    {
        Assert.Contains(First, Housing, StringComparison.Ordinal);
        var second = $$"""
            { "name": "2019-06", "from": "2019-06-01", "change": { "why": "Agreed in May 2019." {{(change.Length > 0 ? "," : "")}} {{change}} } }
            """;
        return Housing.Replace(First, First[..^1] + ",\n" + second + more + "]", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-01-01", "2019")] // before any edition: the first
    [InlineData("2019-05-31", "2019")]
    [InlineData("2019-06-01", "2019-06")] // its first day is its own
    [InlineData("2030-01-01", "2019-06")]
    public void The_edition_of_a_day_is_the_last_that_began(string day, string edition)
    {
        var feed = Load("");

        Assert.Equal(edition, feed.On(DateOnly.ParseExact(day, "yyyy-MM-dd")).Edition.Name);
        Assert.Equal("2019-06", feed.Edition.Name); // what a caller gets who gives no day
        Assert.Equal(2, feed.Editions.Count);
    }

    [Fact]
    public void Every_edition_has_every_column_in_one_place_and_reads_its_own()
    {
        var feed = Load("""
            "add": [{ "name": "Landlord", "type": "text" }], "remove": ["Child Forename"],
            "aliases": { "Seen At": ["Visited"] }, "codes": { "Concern": { "neglect": ["Neglected"], "damp": ["Damp", "Mould"] } }, "required": ["Concern"], "optional": ["Seen At"]
            """);
        var (before, after) = (feed.Editions[0], feed.Editions[1]);

        Assert.Equal(before.Columns.Select(column => column.Name), after.Columns.Select(column => column.Name));
        Assert.Equal(["Landlord"], before.Columns.Select(column => column.Name).Except(before.OwnColumns.Select(column => column.Name)));
        Assert.Equal(["Child Forename"],
            after.Columns.Select(column => column.Name).Except(after.OwnColumns.Select(column => column.Name)));
        var (seen, concern) = (after.Contract.PlaceOf("Seen At"), after.Contract.PlaceOf("Concern"));
        Assert.Equal(["Visit Date"], before.Columns[seen].Aliases);
        Assert.Equal(["Visit Date", "Visited"], after.Columns[seen].Aliases);
        Assert.Equal((Spellings.Unmapped, 2), (before.Codes[concern]!.Find("mould"u8), after.Codes[concern]!.Find("mould"u8)));
        Assert.Equal((Spellings.Unmapped, 0), (before.Codes[concern]!.Find("neglected"u8), after.Codes[concern]!.Find("neglected"u8)));
        Assert.Equal((false, true), (before.Columns[concern].Required, after.Columns[concern].Required));
        Assert.Equal((true, false), (before.Columns[seen].Required, after.Columns[seen].Required));
    }

    [Fact]
    public void A_change_holds_until_another_edition_changes_it_again()
    {
        var feed = Load("\"required\": [\"Concern\"]",
            """, { "name": "2020", "from": "2020-01-01", "change": { "why": "Back.", "optional": ["Concern"] } }""");

        Assert.Equal([false, true, false], feed.Editions.Select(edition => edition.Columns[2].Required));
    }

    [Fact]
    public void Key_and_version_may_change()
    {
        var feed = Load("\"naturalKey\": { \"columns\": [\"Case Number\", \"Seen At\"] }, \"version\": \"Seen At\"");

        Assert.Equal([1, 2], feed.Editions.Select(edition => edition.Key.Count));
        Assert.Equal(["Updated", "Seen At"], feed.Editions.Select(edition => edition.Columns[edition.Version].Name));
    }

    // the change, the key that is at fault, what is said of it
    public static TheoryData<string, string, string> Contradictions => new()
    {
        { "\"add\": [{ \"name\": \"Concern\", \"type\": \"text\" }]", "editions[1].change.add[0].name", "'Concern' stands twice" },
        { "\"add\": [{ \"name\": \"Seen\", \"aliases\": [\"Visit Date\"], \"type\": \"date\" }]", "editions[1].change.add[0]",
        "would mean 'Seen At' and 'Seen'" },
        { "\"add\": [{ \"name\": \"Seen\", \"type\": \"code\" }]", "editions[1].change.add[0]", "without codes" },
        { "\"remove\": [\"Landlord\"]", "editions[1].change.remove[0]", "'Landlord' is no column of this contract" },
        { "\"remove\": [\"Child DOB\", \"Child DOB\"]", "editions[1].change.remove[1]", "removed it" },
        { "\"remove\": [\"Child DOB\"], \"aliases\": { \"Child DOB\": [\"Born\"] }", "editions[1].change.aliases.Child DOB", "removed it" },
        { "\"remove\": [\"Case Number\"]", "naturalKey.columns[0]", "'2019-06', which needs it" }, // no row could be told from another
        { "\"remove\": [\"Updated\"]", "version", "'2019-06', which needs it" },
        { "\"remove\": [\"Seen At\"]", "editions[1].change.remove", "no column that starts a clock" }, // nothing could be late
        { "\"aliases\": { \"Landlord\": [\"Owner\"] }", "editions[1].change.aliases.Landlord", "no column" },
        { "\"aliases\": { \"Seen At\": [\"visit_date\"] }", "editions[1].change.aliases.Seen At", "already" },
        { "\"aliases\": { \"Seen At\": [\"Case No\"] }", "columns[1]", "would mean 'Case Number' and 'Seen At'" },
        { "\"codes\": { \"Updated\": { \"a\": [\"A\"] } }", "editions[1].change.codes.Updated", "has no codes" },
        { "\"codes\": { \"Concern\": { \"overcrowding\": [\"Neglect\"] } }", "columns[2].codes", "means two codes" },
        { "\"required\": [\"Seen At\"]", "editions[1].change.required[0]", "required already" },
        { "\"optional\": [\"Concern\"]", "editions[1].change.optional[0]", "optional already" },
        { "\"naturalKey\": { \"columns\": [\"Casw\"] }", "editions[1].change.naturalKey.columns[0]", "'Casw' is no column" },
        { "\"version\": \"Concern\"", "editions[1].change.version", "expected integer" },
        // every later version would be lost
        { "\"add\": [{ \"name\": \"Issue\", \"type\": \"integer\" }], \"version\": \"Issue\"", "editions[1].change.version",
        "taken for repeats" },
        { "\"formats\": [\"pdf\"]", "editions[1].change.formats[0]", "'pdf' is not a format" },
        { "\"remvoe\": [\"Child DOB\"]", "editions[1].change.remvoe", "no key of this object" },
    };

    [Theory, MemberData(nameof(Contradictions))]
    public void What_contradicts_the_edition_before_is_named_with_its_line_and_key(string change, string key, string said)
    {
        var json = Json(change);

        var error = Assert.Throws<ContractException>(() => Load(change));

        var fault = error.Faults.First(fault => fault.Key == key);
        Assert.Contains(said, fault.Says, StringComparison.Ordinal);
        if (key.StartsWith("editions[1]", StringComparison.Ordinal))
            Assert.Equal(Array.FindIndex(json.Split('\n'), line => line.Contains("2019-06-01", StringComparison.Ordinal)) + 1, fault.Line);
    }

    [Fact]
    public void Editions_stand_in_order_under_names_of_their_own()
    {
        var error = Assert.Throws<ContractException>(() => Load("", """, { "name": "2019", "from": "2019-06-01" }"""));

        Assert.Equal(["editions[2].name", "editions[2].from"], error.Faults.Select(fault => fault.Key));
    }

    [Fact]
    public void The_first_edition_changes_nothing()
    {
        var json = Housing.Replace("\"from\": \"2019-04-01\" }]", "\"from\": \"2019-04-01\", \"change\": { \"why\": \"None.\" } }]",
            StringComparison.Ordinal);

        var error = Assert.Throws<ContractException>(() => Contracts.Parse([("a.json", Encoding.UTF8.GetBytes(json))],
            FileFormats.InContracts));

        Assert.Equal(("editions[0].change", 15), (error.Faults.Single().Key, error.Faults.Single().Line));
    }

    [Fact]
    public void The_edition_in_contributing_is_one_and_the_guide_tells_of_it()
    {
        var text = File.ReadAllText(Repository.Path("CONTRIBUTING.md")).ReplaceLineEndings("\n");
        var from = text.IndexOf("\"editions\": [\n", StringComparison.Ordinal);
        var shown = text[from..text.IndexOf("\n```", from, StringComparison.Ordinal)];

        var feed = Contracts.Parse(
            [("housing-concern.json", Encoding.UTF8.GetBytes(Housing.Replace(First, shown, StringComparison.Ordinal)))],
                FileFormats.InContracts).Feeds.Single();
        var (before, after) = (FeedGuide.Section(feed.Editions[0], FileFormats.InContracts),
            FeedGuide.Section(feed, FileFormats.InContracts));

        Assert.Contains("- `2020`, from 1 April 2020: Landlords are distinguished, and forenames are no longer shared. New: `Landlord`. No "
            + "longer read: `Child Forename`.", after, StringComparison.Ordinal);
        Assert.Equal((true, false), (before.Contains("| `Child Forename` |", StringComparison.Ordinal),
            after.Contains("| `Child Forename` |", StringComparison.Ordinal)));
        Assert.Equal((false, true), (before.Contains("| `Landlord` |", StringComparison.Ordinal),
            after.Contains("| `Landlord` |", StringComparison.Ordinal)));
        Assert.DoesNotContain("Child Forename", Encoding.UTF8.GetString(FeedSchema.Of(feed)), StringComparison.Ordinal);
        Assert.DoesNotContain("Child Forename", Encoding.UTF8.GetString(FeedSample.Template(feed)), StringComparison.Ordinal);
    }
}
