using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain;

namespace FrontDoor.Tests;

public sealed class ContractStrictnessTests
{
    static readonly string Housing = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

    static Contracts Load(string json, string name = "housing-concern.json") => Contracts.Parse([(name, Encoding.UTF8.GetBytes(json))]);

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
        Assert.Contains("landing-council/northshire-council/housing-concern/", FeedGuide.Section(housing), StringComparison.Ordinal);
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

    // from, to, what the message must say beside the file's name
    public static TheoryData<string, string, string[]> Mistakes => new()
    {
        { "\"version\":", "\"versoin\":", ["line 17", "versoin", "contract.schema.json"] }, // a key nobody knows
        { "\"aliases\": [\"Case No\"]", "\"alias\": [\"Case No\"]", ["line 19", "$.columns[0]", "alias"] }, // the same, further in
        { "\"title\": \"Housing concerns\"", "\"title\": \"A\", \"title\": \"B\"", ["line 4", "title", "stands once"] }, // a key twice
        { "  \"title\": \"Housing concerns\",\n", "", ["'title'", "requires"] }, // a key missing
        { "\"organisation\": \"Northshire Council, Housing\",\n", "", ["$.senders[0]", "'organisation'"] }, // the same, further in
        { "\"aliases\": [\"Case No\"]", "\"aliases\": null", ["line 19", "$.columns[0]"] }, // null is not empty
        { "\"type\": \"date\"", "\"type\": \"day\"", ["line 24", "$.columns[5].type"] }, // no such type
        { "\"type\": \"date\"", "\"type\": 2", ["line 24", "$.columns[5].type"] }, // a type by number
        { "\"ends\": \"2030-03-31\"", "\"ends\": \"31/03/2030\"", ["line 11", "agreement.ends"] }, // a date of another form
        { "\"Ada\" },", "\"Ada\" }", ["line 24"] }, // not JSON
        { "\"feed\": \"council/housing-concern\"", "\"feed\": \"housing\"", ["feed:", "'housing'", "agency/feed"] },
        { "[\"Case Number\"]", "[\"Case Nunber\"]", ["naturalKey.columns", "'Case Nunber'", "name one exactly"] }, // a reference to no column
        { "\"version\": \"Updated\"", "\"version\": \"Concern\"", ["version", "'Concern'", "expected integer or local-date-time"] },
        { "[\"Case No\"]", "[\"Case No\", \"visit_date\"]", ["'Case Number'", "'Seen At'", "give it to one"] }, // two columns, one header
        { "[\"Case No\"]", "[\"%\"]", ["'%'", "no letter or digit"] },
        { "\"name\": \"Updated\"", "\"name\": \"Child DOB\"", ["'Child DOB' stands twice"] },
        { "\"overcrowding\": [\"Overcrowding\"", "\"overcrowding\": [\"NEGLECT.\"", ["'Concern'", "'NEGLECT.' means two codes"] },
        { "\"type\": \"code\"", "\"type\": \"text\"", ["lake.category", "of type text; expected code"] }, // free text would reach analysts
        { "{ \"neglect\": \"16A\" }", "{ \"neglct\": \"16A\" }", ["lake.factors", "'neglct'"] },
        { "\"column\": \"Seen At\"", "\"column\": \"Concern\"", ["clocks.sharing.start", "'Concern'", "expected date or local-date-time or instant"] },
        { "\"column\": \"Seen At\"", "\"column\": \"Seen At\", \"time\": \"Updated\"", ["clocks.sharing.start.time", "expected time"] },
        { "\"unit\": \"clock hours\"", "\"unit\": \"fortnights\"", ["'fortnights'", "clock hours, working hours"] },
        { "\"n\": 48", "\"n\": 0", ["limit of 0"] },
        { "\"severity\": \"serious\"", "\"severity\": \"grave\"", ["'grave'", "late, serious, critical"] },
        { "\"first receipt\"", "\"decision\"", ["'decision'", "expected first receipt"] },
        { "\"formats\": [\"csv\"]", "\"formats\": [\"pdf\"]", ["'pdf'", "expected csv"] },
        { "\"schedule\": \"weekly\"", "\"schedule\": \"often\"", ["expected.schedule", "'often'", "daily, working days, weekly"] },
        { "\"by\": \"09:00\"", "\"by\": \"9am\"", ["expected.by", "'9am'", "07:00"] },
        { "\"type\": \"date\",", "\"type\": \"date\", \"severity\": { \"DQ_ODD\": \"warn\" },", ["'DQ_ODD'", "docs/defects.md"] },
        { "\"type\": \"date\",", "\"type\": \"date\", \"severity\": { \"DQ_MISSING\": \"stop\" },", ["'stop'", "refuse file, reject row, warn"] },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_place_and_what_to_do(string from, string to, string[] said)
    {
        var json = Changed(from, to);

        var error = Assert.Throws<ContractException>(() => Load(json));

        Assert.All(said.Append("housing-concern.json"), words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void All_contradictions_of_a_contract_are_said_at_once()
    {
        var json = Changed("\"n\": 48", "\"n\": 0").Replace("\"weekly\"", "\"often\"", StringComparison.Ordinal).Replace("\"csv\"", "\"pdf\"", StringComparison.Ordinal);

        var error = Assert.Throws<ContractException>(() => Load(json));

        Assert.True(error.Faults.Count >= 3, error.Message);
    }

    [Fact]
    public void Two_contracts_cannot_be_one_feed()
    {
        var housing = Encoding.UTF8.GetBytes(Housing);

        var error = Assert.Throws<ContractException>(() => Contracts.Parse([("a.json", housing), ("b.json", housing)]));

        Assert.Contains("b.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("council/housing-concern", error.Message, StringComparison.Ordinal);
    }
}
