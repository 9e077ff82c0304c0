using System.Globalization;
using System.Text;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>Re-referrals, repeats, factors that come together, days of unassessed risk, and what became of contacts: each view over a
/// history small enough to count by hand.</summary>
public sealed class QuestionViewTests : IDisposable
{
    readonly TestLake _lake = new();

    [Theory]
    [InlineData("2018-01-31", "2019-01-31", true)] // the last day of the twelve months
    [InlineData("2018-01-31", "2019-02-01", false)]
    [InlineData("2016-02-29", "2017-02-28", true)] // the last day of February stands for the 29th
    [InlineData("2016-02-29", "2017-03-01", false)]
    public void A_referral_within_12_months_of_the_childs_last_one_is_a_re_referral(string first, string then, bool expected)
    {
        Known.Put(_lake, Contact("1", "Ada", first), Contact("2", "Ada", then), Contact("3", "Ben", then));

        Assert.Equal([$"{first}|null|False", $"{then}|{first}|{expected}", $"{then}|null|False"],
            Ask("select referred_on, previous_on, re_referral from re_referrals order by referred_on, previous_on nulls last"));
    }

    [Fact]
    public void Contacts_referred_on_one_day_are_one_referral_and_a_cancelled_one_is_none()
    {
        Known.Put(_lake, Contact("1", "Ada", "2018-05-01"), Contact("2", "Ada", "2018-05-01"),
            Contact("3", "Ada", "2018-06-01") with { Status = "cancelled" }, Contact("4", "Ada", "2018-07-01"));

        Assert.Equal(["2018-05-01|False|False|True", "2018-07-01|True|False|True"],
            Ask("select referred_on, re_referral, looks_back_12_months, probable from re_referrals order by 1"));
    }

    [Fact]
    public void A_referral_that_was_put_right_counts_on_its_newest_day()
    {
        Known.Put(_lake, Contact("1", "Ada", "2018-05-01"), Contact("1", "Ada", "2018-06-01") with { Version = 2 });

        Assert.Equal(["2018-06|null"], Ask("select month, days_between from re_referrals"));
    }

    [Fact]
    public void What_was_notified_before_is_counted_for_the_child_and_by_days_for_the_household()
    {
        Known.Put(_lake,
            Event("1", "Ada", "2018-01-10"), Event("2", "Ben", "2018-01-10"), // one incident, brother and sister
            Event("3", "Ada", "2018-03-01"), Event("4", "Ada", "2018-03-01") with { Agency = "health" }, // told by two
            Event("5", "Ada", "2019-01-10"), // the last day on which the first still counts
            Event("6", "Ada", "2019-01-11"),
            Event("7", "Ada", "2019-01-12") with { Agency = "council" }, // the council's own contact about it
            Event("8", "Ada", "2019-01-11") with { Status = "cancelled" });

        Assert.Equal(["2018-01-10|0|0", "2018-01-10|0|0", "2018-03-01|1|1", "2018-03-01|1|1", "2019-01-10|3|2", "2019-01-11|3|2"],
            Ask("select occurred_on, person_before, household_before from repeat_notifications order by all"));
    }

    [Fact]
    public void Factors_of_several_agencies_come_together_within_12_months()
    {
        Known.Put(_lake,
            Event("1", "Ada", "2018-01-10") with { Factors = "3A;16A" },
                Event("2", "Ada", "2018-12-01") with { Agency = "health", Factors = "4B" },
            // more than 12 months after the first
            Event("3", "Ada", "2019-02-01") with { Agency = "education", Category = "substance-misuse" },
            // a day too late
            Event("4", "Ben", "2018-01-10") with { Factors = "3A" }, Event("5", "Ben", "2019-01-11") with { Factors = "4B" },
            Event("6", "Cleo", "2018-01-10") with { Factors = "3C;2B;4B" },
            Event("7", "Dev", "2018-01-10") with { Factors = "3A;1A;4A" }, // the child's own drinking and health
            Event("8", "Elif", "2018-01-10") with { Factors = "3A;4B", Status = "cancelled" });

        Assert.Equal(["True|True|True|3|1|1|2018-01-10|2018-01-10", "True|False|True|2|2|2|2018-01-10|2018-12-01"],
            Ask("select domestic_abuse, substance_misuse, parental_mental_health, factors_together, agencies, notifications, first_on, "
                + "last_on from co_occurrence order by factors_together desc"));
    }

    [Fact]
    public void A_day_of_unassessed_risk_counts_once_however_many_notifications_it_lies_in()
    {
        Known.Put(_lake, Event("1", "Ada", "2019-01-01"), Event("2", "Ada", "2019-01-05"), Event("3", "Ada", "2019-01-20"),
            Contact("4", "Ada", "2019-01-12"), Contact("5", "Ben", "2019-01-12"), Event("6", "Cleo", "2019-01-01"),
            new Known("7") { Agency = "council", Name = "Nobody", On = new DateOnly(2019, 1, 31) });
        Timing("1", "sharing", "2019-01-01", "2019-01-11", "late", "2019-01-02");
        Timing("2", "sharing", "2019-01-05", "2019-01-09", "late", "2019-01-06"); // within the first
        Timing("3", "sharing", "2019-01-20", "2019-01-22", "on_time", "2019-01-22");
        Timing("4", "decision", "2019-01-10", "2019-01-12", "late", "2019-01-11"); // begins before the first ends
        Timing("5", "decision", "2019-01-10", null, "overdue", "2019-01-11"); // open until the newest file, of 31 January
        Timing("6", "sharing", "2019-01-01", "2019-01-01", "on_time", "2019-01-02");
        Timing("4", "assessment", "2019-01-10", "2019-03-12", "late", "2019-01-11"); // no clock of this

        Assert.Equal(["4|2019-01-01|2019-01-22|12|9|2|13|False", "1|2019-01-10|2019-01-31|0|0|21|21|True",
            "1|2019-01-01|2019-01-01|0|0|0|0|False"],
            Ask("select records, first_event_on, last_end_on, unshared_days, late_days, undecided_days, unassessed_days, still_open "
                + "from unassessed_days order by records desc, unassessed_days desc"));
    }

    [Fact]
    public void A_clock_judged_again_counts_as_it_was_judged_last()
    {
        Known.Put(_lake, Contact("4", "Ada", "2019-01-12"));
        Timing("4", "decision", "2019-01-10", null, "open", "2019-01-11");
        Timing("4", "decision", "2019-01-10", "2019-01-13", "late", "2019-01-11", asOf: "2019-01-14");

        Assert.Equal(["3|False"], Ask("select undecided_days, still_open from unassessed_days"));
    }

    [Fact]
    public void Contacts_become_referrals_or_nothing_by_who_made_them_and_when()
    {
        Known Made(string record, string source, string? outcome, string on) =>
            new(record) { Agency = "council", Source = source, Outcome = outcome, On = Day(on) };
        Known.Put(_lake,
            Made("1", "6", "referral", "2019-01-04"), Made("2", "6", "no-further-action", "2019-01-31"),
                Made("3", "6", "strategy-discussion", "2019-01-05"), Made("4", "6", null, "2019-01-05"),
            Made("5", "3E", "early-help", "2019-01-05"), Made("6", "3A", "information-and-advice", "2019-02-01"),
                Made("7", "1A", "open-case", "2019-02-01"), Made("8", "unmapped", "unmapped", "2019-02-01"),
            Made("9", "2A", "no-further-action", "2019-01-04"), Made("9", "2A", "referral", "2019-01-04") with { Version = 2 },
                Made("10", "6", "referral", "2019-01-04") with { Status = "cancelled" },
            Event("11", "Ada", "2019-01-04") with { Agency = "health", Source = "3E" }); // what health sends is no contact yet

        Assert.Equal([
            "education|2A|2019-01|1|1|1|0|0|0|0|100|0",
            "health|3A|2019-02|1|1|0|0|0|1|0|0|0",
            "health|3E|2019-01|1|1|0|0|1|0|0|0|0",
            "individual|1A|2019-02|1|1|0|0|0|0|1|0|0",
            "police|6|2019-01|4|3|2|1|0|0|0|66.7|33.3",
            "unknown|unmapped|2019-02|1|1|0|0|0|0|1|0|0"], Ask("from conversion order by all"));
    }

    [Fact]
    public void Every_view_is_there_on_an_empty_lake_and_by_any_name_of_it()
    {
        foreach (var view in DerivedView.All) Assert.Empty(Ask($"from {view.Name}"));

        Known.Put(_lake, Event("1", "Ada", "2018-01-10"));
        Assert.Single(Ask("from \"Children\""));
        Assert.Single(Ask("from query_table('repeat' || '_notifications')"));
    }

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static Known Contact(string record, string name, string referred) =>
        new(record) { Agency = "council", Name = name, Referred = Day(referred), On = Day(referred), Outcome = "referral" };

    static Known Event(string record, string name, string on) => new(record) { Agency = "police", Name = name, Home = "h", On = Day(on) };

    void Timing(string record, string clock, string started, string? stopped, string status, string due, string? asOf = null) =>
        _lake.Put<TimelinessTable>("police", "2026-03", row =>
        {
            row.NotificationKey.Set(Known.Hex("record", record));
            row.Clock.Set(clock);
            row.Status.Set(status);
            row.RecordVersion.Set(1);
            row.StartedOn.Set(Day(started));
            if (stopped is not null) row.StoppedOn.Set(Day(stopped));
            row.DueAt.Set(Day(due).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            row.AsOf.Set(Day(asOf ?? stopped ?? started).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        });

    List<string> Ask(string sql) => [.. _lake.Ask(sql).Select(row => string.Join('|', row.Select(value => value switch
    {
        null => "null",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    })))];

    public void Dispose() => _lake.Dispose();
}
