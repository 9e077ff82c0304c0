using System.Globalization;
using System.Text;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.Tests;

/// <summary>When an alert may go, on the days that are not like others.</summary>
public sealed class AlertPolicyTests
{
    const string Meetings = """{ "why": "before the MASH meetings", "severities": ["late", "none"], "digestAt": ["13:30", "08:30"], "workingDaysOnly": true }""";
    const string Nights = """{ "why": "agreed with the night team", "quiet": { "from": "22:00", "until": "07:00" } }""";

    // raised, asked, due; moments in London's clock are in the comment
    [Theory]
    [InlineData("2025-07-08T07:30:00Z", "2025-07-08T07:30:00Z", "2025-07-08T07:30:00Z")] // 08:30 on a Tuesday: that very digest
    [InlineData("2025-07-08T07:31:00Z", "2025-07-08T07:31:00Z", "2025-07-08T12:30:00Z")] // a minute late: the one at 13:30
    [InlineData("2025-07-08T07:31:00Z", "2025-07-08T18:00:00Z", "2025-07-08T18:00:00Z")] // asked when it is past: now, not tomorrow
    [InlineData("2025-07-11T16:00:00Z", "2025-07-11T16:00:00Z", "2025-07-14T07:30:00Z")] // Friday afternoon: over the weekend
    [InlineData("2025-12-24T14:00:00Z", "2025-12-24T14:00:00Z", "2025-12-29T08:30:00Z")] // Christmas, Boxing Day, a weekend
    [InlineData("2025-03-28T15:00:00Z", "2025-03-28T15:00:00Z", "2025-03-31T07:30:00Z")] // the clocks go forward between
    [InlineData("2025-10-24T15:00:00Z", "2025-10-24T15:00:00Z", "2025-10-27T08:30:00Z")] // and back
    public void A_round_up_is_the_next_on_a_working_day(string raised, string asked, string due) =>
    Assert.Equal(due, Due(Meetings, raised, asked));

    [Theory]
    [InlineData("2025-07-08T20:59:00Z", "2025-07-08T20:59:00Z")] // 21:59
    [InlineData("2025-07-08T21:00:00Z", "2025-07-09T06:00:00Z")] // 22:00 until 07:00
    [InlineData("2025-07-09T02:00:00Z", "2025-07-09T06:00:00Z")] // 03:00
    [InlineData("2025-07-09T06:00:00Z", "2025-07-09T06:00:00Z")] // 07:00
    [InlineData("2025-03-29T23:00:00Z", "2025-03-30T06:00:00Z")] // a night of eight hours
    [InlineData("2025-10-25T21:00:00Z", "2025-10-26T07:00:00Z")] // and one of ten
    public void Quiet_hours_are_those_of_London(string asked, string due) => Assert.Equal(due, Due(Nights, "2025-01-01T00:00:00Z", asked));

    [Fact]
    public void A_quiet_hour_that_the_clock_shows_twice_ends_after_the_second()
    {
        const string rule = """{ "why": "w", "quiet": { "from": "01:00", "until": "01:45" } }""";

        Assert.Equal("2025-10-26T01:45:00Z", Due(rule, "2025-01-01T00:00:00Z", "2025-10-26T01:30:00Z")); // 01:30 for the second time
    }

    [Fact]
    public void The_first_rule_that_fits_decides_and_where_none_does_it_is_sent_at_once()
    {
        var policy = Parse($$"""{ "why": "one feed", "feeds": ["police/domestic-abuse"], "kinds": ["file-summary"], "digestAt": ["08:30"] }, {{Nights}}""");

        Assert.Equal("one feed", policy.RuleFor("police/domestic-abuse", AlertKind.FileSummary, Severity.Late, null).Why);
        Assert.Equal("agreed with the night team", policy.RuleFor("police/domestic-abuse", AlertKind.Late, Severity.Critical, "999").Why);
        Assert.Same(AlertRule.AtOnce, AlertPolicy.Shipped.RuleFor("police/domestic-abuse", AlertKind.Late, Severity.Critical, null));
    }

    [Theory]
    [InlineData("""{ "why": "w", "digestAt": ["8:30"] }""", "rules[0].digestAt", "'8:30' is no time of day")]
    [InlineData("""{ "why": "w", "quiet": { "from": "22:00" } }""", "rules[0].quiet", "the key 'until' is missing")]
    [InlineData("""{ "why": "w", "quiet": { "from": "22:00", "until": "22:00" } }""", "rules[0].quiet", "it begins when it ends")]
    [InlineData("""{ "why": "w", "to": ["someone@example.org"] }""", "rules[0].to", "is no routing key")]
    [InlineData("""{ "why": "w", "severities": ["dire"] }""", "rules[0].severities", "'dire' is no severity")]
    [InlineData("""{ "why": "w", "kinds": ["gossip"] }""", "rules[0].kinds", "'gossip' is no kind")]
    [InlineData("""{ "why": "w", "feeds": ["police"] }""", "rules[0].feeds", "'police' is no feed")]
    [InlineData("""{ "why": "w", "workingDaysOnly": true }""", "rules[0].workingDaysOnly", "there is no digestAt")]
    [InlineData("""{ "why": "w", "digest": true }""", "rules[0].digest", "'digest' is no key")]
    public void What_is_wrong_is_said_with_file_line_and_key(string rule, string key, string says)
    {
        var fault = Assert.Single(Assert.Throws<ContractException>(() => Parse(rule)).Faults);

        Assert.Equal(("ours.json", 2, key), (fault.File, fault.Line, fault.Key));
        Assert.Contains(says, fault.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "ladder": [{ "why": "w", "afterWorkingHours": 0, "to": ["head"] }] """, "ladder[0].afterWorkingHours", "0 is no wait")]
    [InlineData(""" "ladder": [{ "why": "w", "afterWorkingHours": 1.5, "to": ["head"] }] """, "ladder[0].afterWorkingHours",
        "1.5 is no whole number")]
    [InlineData(""" "ladder": [{ "why": "w", "afterWorkingHours": 4 }] """, "ladder[0]", "the key 'to' is missing")]
    [InlineData(""" "ladder": [{ "why": "w", "afterWorkingHours": 4, "to": [] }] """, "ladder[0].to", "it names nobody")]
    [InlineData(""" "ladder": [{ "why": "w", "afterWorkingHours": 4, "to": ["Jo Bloggs"] }] """, "ladder[0].to", "is no routing key")]
    [InlineData(""" "ladder": [{ "why": "w", "afterWorkingHours": 4, "to": ["head"], "kinds": ["file-summary"] }] """, "ladder[0].kinds",
        "'file-summary' is no kind of alert this can be about")]
    [InlineData(""" "ladder": [{ "afterWorkingHours": 4, "to": ["head"] }] """, "ladder[0]", "the key 'why' is missing")]
    [InlineData(""" "joins": [{ "why": "w", "by": "street", "withinHours": 24 }] """, "joins[0].by",
        "'street' is nothing alerts are joined by")]
    [InlineData(""" "joins": [{ "why": "w", "by": "child", "withinHours": 9999 }] """, "joins[0].withinHours", "9999 is no such time")]
    [InlineData(""" "joins": [{ "why": "w", "by": "child", "withinHours": 24, "kinds": ["silence"] }] """, "joins[0].kinds",
        "'silence' is no kind of alert this can be about")]
    [InlineData(""" "councils": { "Northshire": { "why": "w" } } """, "councils.Northshire", "is no council's code")]
    [InlineData(""" "councils": { "999": { } } """, "councils.999", "the key 'why' is missing")]
    [InlineData(""" "councils": { "999": { "why": "w", "rules": [{ "why": "w", "severities": ["dire"] }] } } """,
        "councils.999.rules[0].severities", "'dire' is no severity")]
    [InlineData(""" "councils": { "999": { "why": "w", "quiet": { } } } """, "councils.999.quiet", "'quiet' is no key")]
    public void What_is_wrong_with_the_rest_is_said_with_file_line_and_key(string part, string key, string says)
    {
        var fault = Assert.Single(Assert.Throws<ContractException>(() => AlertPolicy.Parse("ours.json", Encoding.UTF8.GetBytes($$"""
            { "policy": "ours", "description": "d", "rules": [],
            {{part}} }
            """))).Faults);

        Assert.Equal(("ours.json", 2, key), (fault.File, fault.Line, fault.Key));
        Assert.Contains(says, fault.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_council_agreed_stands_in_place_of_what_all_have_list_by_list()
    {
        var policy = AlertPolicy.Parse("p.json", Encoding.UTF8.GetBytes("""
            { "policy": "p", "description": "d", "rules": [{ "why": "all" }], "ladder": [{ "why": "all", "afterWorkingHours": 4, "to": ["head"] }],
              "joins": [{ "why": "all", "by": "record", "withinHours": 24 }],
              "councils": { "999": { "why": "own", "rules": [{ "why": "own" }], "joins": [] }, "998": { "why": "own", "ladder": [] } } }
            """));
        (string Rule, int Rungs,
            string? Join) Of(string? council) =>
            (policy.RuleFor("police/incident", AlertKind.Late, Severity.Late, council).Why,
            policy.LadderFor("police/incident", AlertKind.Late, Severity.Late, council).Count,
                policy.JoinFor("police/incident", AlertKind.Late, Severity.Late, council)?.By);

        Assert.Equal(("all", 1, "record"), Of(null));
        Assert.Equal(("all", 1, "record"), Of("997"));
        Assert.Equal(("own", 1, null), Of("999"));
        Assert.Equal(("all", 0, "record"), Of("998"));
    }

    [Fact]
    public void The_policy_that_ships_sends_what_is_critical_up_sooner_than_what_is_serious()
    {
        Assert.Equal([(4, "service-manager"), (8, "head-of-service")], Ladder("critical"));
        Assert.Equal([(8, "service-manager"), (16, "head-of-service")], Ladder("serious"));
        Assert.Empty(Ladder("late"));

        static IEnumerable<(int, string)> Ladder(string severity) =>
            AlertPolicy.Shipped.LadderFor("police/domestic-abuse", AlertKind.Late, TimeWords.SeverityOf(severity), null)
            .Select(rung => (rung.WorkingHours, string.Join(',', rung.To)));
    }

    static string Due(string rule, string raised, string asked) =>
        Parse(rule).RuleFor("police/domestic-abuse", AlertKind.Late, Severity.Late, null).DueAt(At(raised), At(asked))
        .ToString("uuuu-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    static AlertPolicy Parse(string rules) => AlertPolicy.Parse("ours.json", Encoding.UTF8.GetBytes($$"""
        { "policy": "ours", "description": "d", "rules": [
        {{rules}} ] }
        """));
}
