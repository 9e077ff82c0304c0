using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Tests;

public sealed class ShippedContractsTests
{
    static readonly IReadOnlyList<Feed> All = [.. Contracts.Shipped.Feeds];

    public static TheoryData<string> Names => [.. All.Select(feed => feed.Id.ToString())];

    static Feed Of(string name) => All.Single(feed => feed.Id.ToString() == name);

    [Fact]
    public void These_feeds_ship()
    {
        Assert.Equal([
            "council/front-door", "council/missing-response", "council/strategy-meeting", "council/visit",
            "education/concern", "education/home-education", "education/joiner", "education/leaver", "education/missing-education",
            "health/attendance", "health/maternity", "health/safeguarding-referral",
            "police/domestic-abuse", "police/incident", "police/missing-episode", "police/operation-encompass", "police/relevant-crime"],
                All.Select(feed => feed.Id.ToString()));
    }

    [Theory, InlineData("education/concern"), InlineData("health/safeguarding-referral"), InlineData("police/domestic-abuse"),
        InlineData("health/attendance"), InlineData("police/missing-episode"), InlineData("police/relevant-crime")]
    public void A_clock_named_sharing_runs_in_clock_hours(string name)
    {
        var clock = Assert.Single(Of(name).Clocks);

        Assert.Equal("sharing", clock.Name);
        Assert.Equal(new Limit(24, TimeUnit.ClockHours), clock.LimitFor(RiskGrade.Ungraded));
        Assert.Equal([96, 672], clock.Bands.Where(band => band.Risk is null).Select(band => band.Hours));
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_spelling_of_a_code_means_that_code_whatever_its_case_spaces_and_points(string name)
    {
        var feed = Of(name);
        var tried = 0;
        foreach (var (column, spellings) in feed.Columns.Zip(feed.Codes).Where(pair => pair.Second is not null))
            foreach (var (code, labels) in spellings!.Words.Select(word => Encoding.UTF8.GetString(word))
                .Select(code => (code, column.Codes.GetValueOrDefault(code) ?? [])))
                foreach (var label in labels.Prepend(code))
                {
                    var found = spellings!.Find(Encoding.UTF8.GetBytes($" {label.ToUpperInvariant()} ."));
                    Assert.Equal(code, found == Spellings.Unmapped ? $"{label} unmapped" : Encoding.UTF8.GetString(spellings.Words[found]));
                    tried++;
                }
        Assert.True(tried > 5, $"only {tried} spellings were tried");
    }

    [Theory, MemberData(nameof(Names))]
    public void No_spelling_stands_twice_under_a_code(string name)
    {
        foreach (var column in Of(name).Columns)
        {
            Assert.Distinct(column.Aliases.Prepend(column.Name).Select(Spellings.Plain));
            Assert.Distinct(column.Codes.SelectMany(code => code.Value.Select(Spellings.Plain)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_says_who_somebody_is_stays_restricted(string name)
    {
        var feed = Of(name);
        string[] telling = ["surname", "forename", "dob", "nhs number", "upn", "address", "postcode", "narrative", "school name", "urn",
            "laestab", "reference", " id", "edd"];

        var open = feed.Columns.Where(
            column => !column.Personal && telling.Any(word => $" {column.Name}".EndsWith(word, StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(open.Select(column => column.Name));
        Assert.All(feed.Columns.Where(column => column.Pseudonym), column => Assert.True(column.Personal, column.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_example_can_be_read_as_its_type(string name)
    {
        var feed = Of(name);
        for (var place = 0; place < feed.Columns.Count; place++)
        {
            var column = feed.Columns[place];
            if (column.Example is not { } example) continue;
            var text = Encoding.UTF8.GetBytes(example);
            var good = column.Type switch
            {
                ColumnType.Code => feed.Codes[place]!.Find(text) != Spellings.Unmapped,
                ColumnType.Date or ColumnType.LocalDateTime or ColumnType.Instant => TimeText.Parse(text).IsUsable,
                ColumnType.NhsNumber => NhsNumber.Check(text, new byte[NhsNumber.Length]) == IdCheck.TestRange,
                ColumnType.Upn => Upn.Check(text, new byte[Upn.Length]) == IdCheck.Valid,
                ColumnType.Urn => Urn.Check(text, new byte[Urn.Length]) == IdCheck.Valid,
                ColumnType.Laestab => LaEstab.Check(text, new byte[LaEstab.Length]) == IdCheck.TestRange,
                ColumnType.PoliceReference => PoliceReference.Check(text) == IdCheck.Valid,
                ColumnType.Postcode => Postcode.Check(text, new byte[Postcode.MaxLength], out _) == IdCheck.StandIn,
                _ => example.Length > 0,
            };
            Assert.True(good, $"{name}, {column.Name}: '{example}'");
        }
    }

    [Fact]
    public void The_concern_happened_at_its_date_and_time()
    {
        var education = Of("education/concern");

        var occurred = education.Times[Assert.Single(education.Occurred)];

        Assert.Equal("Concern Date", education.Columns[occurred.Column].Name);
        Assert.Equal("Concern Time", education.Columns[occurred.TimeColumn].Name);
    }
}
