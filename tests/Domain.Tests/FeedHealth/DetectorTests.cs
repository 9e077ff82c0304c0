using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.FeedHealth;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>Each detector on twelve quiet weeks and a few days of its own: a hundred days, twenty records a day, of events of the day
/// before.</summary>
public sealed class DetectorTests
{
    const int Quiet = 100;

    // Monday 1 January 2018; the hundredth day after is Wednesday 11 April.
    static readonly int s_first = DayNumber.Of(new LocalDate(2018, 1, 1));

    static ReceivedDay Usual(int at) => new()
    {
        Day = s_first + at,
        IsDue = true,
        Files = 1,
        RowsIn = 20,
        Rows = 20,
        Defective = 1,
        MedianHours = 20,
        MaxHours = 30,
        Events = [new(s_first + at - 1, 20)],
        Headers = ["HDR_COLUMN_ABSENT Ethnicity"],
        UnknownColumns = [2],
    };

    static ReceivedDay Silent(int at) =>
        Usual(at) with
        {
            Files = 0,
            RowsIn = 0,
            Rows = 0,
            Defective = 0,
            MedianHours = null,
            MaxHours = null,
            Events = [],
            Headers = [],
            UnknownColumns = []
        };

    static ReceivedDay Nil(int at) => Silent(at) with { Files = 1, NilReturns = 1 };

    static ReceivedDay Burst(int at, int rows, int fromDays) => Usual(at) with
    {
        Rows = rows,
        RowsIn = rows,
        Old = fromDays < 5 ? 0 : rows * (fromDays - 4) / fromDays,
        Events = [.. Enumerable.Range(0, fromDays).Select(ago => new EventDay(s_first + at - fromDays + ago, rows / fromDays))],
        MaxHours = 24 * fromDays,
    };

    static IReadOnlyList<HealthDay> Judge(params Func<int, ReceivedDay>[] then) =>
        FeedAssessment.Judge([.. Enumerable.Range(0, Quiet).Select(Usual), .. then.Select((day, i) => day(Quiet + i))], 0,
        HealthRules.Usual);

    static List<string?> Reasons(params Func<int, ReceivedDay>[] then) => [.. Judge(then).Skip(Quiet).Select(day => day.Reasons.Codes())];

    [Fact]
    public void Nothing_is_said_of_quiet_weeks() => Assert.All(Judge(Usual, Usual), day => Assert.Null(day.Reasons.Codes()));

    [Fact]
    public void A_missing_file_is_a_silence_and_a_nil_return_is_not() =>
    Assert.Equal(["SILENCE", null, "SILENCE"], Reasons(Silent, Nil, Silent));

    [Fact]
    public void A_silence_is_told_from_the_first_day() =>
        Assert.Equal(["learning", "silent"], FeedAssessment.Judge([Usual(0), Silent(1)], 0, HealthRules.Usual).Select(day => day.State));

    [Fact]
    public void A_file_sent_ahead_on_a_day_off_is_no_silence() =>
        Assert.Equal([null, null], Reasons(at => Usual(at) with { IsDue = false }, Silent));

    [Fact]
    public void Nil_returns_for_days_are_a_collapse() => Assert.Equal([null, "GAP;COUNT_COLLAPSE"], Reasons(Nil, Nil));

    [Fact]
    public void A_fifth_is_a_collapse_and_a_quarter_is_not()
    {
        Assert.Equal([null, "COUNT_COLLAPSE"], Reasons(at => Burst(at, 4, 1), at => Burst(at, 4, 1)));
        Assert.Equal([null, null], Reasons(at => Burst(at, 5, 1), at => Burst(at, 5, 1)));
    }

    [Fact]
    public void Fewer_rows_than_the_contract_asks_for_are_asked_about()
    {
        var days = FeedAssessment.Judge([Usual(0), Usual(1) with { RowsIn = 9 }, Usual(2) with { RowsIn = 10 }], 10, HealthRules.Usual);

        Assert.Equal([null, "COUNT_COLLAPSE", null], days.Select(day => day.Reasons.Codes()));
    }

    [Theory]
    [InlineData(60, 5, "BUNCH;BACKLOG_RELEASE")] // a fifth of it five days old
    [InlineData(60, 4, "BUNCH")]
    [InlineData(60, 3, null)] // a busy weekend
    [InlineData(39, 4, null)] // less than twice
    [InlineData(51, 4, null)] // within chance: 20 and five times the root of 40 is 51.6
    [InlineData(52, 4, "BUNCH")]
    public void A_bunch_is_far_more_than_usual_about_several_days(int rows, int fromDays, string? said) =>
    Assert.Equal([said], Reasons(at => Burst(at, rows, fromDays)));

    [Theory]
    [InlineData(10, 20, "BACKLOG_RELEASE")]
    [InlineData(8, 20, "BACKLOG_RELEASE")] // over a quarter
    [InlineData(8, 40, null)] // a fifth
    [InlineData(7, 20, null)] // one or two families
    public void A_backlog_is_many_old_records_at_once(int old, int rows, string? said) =>
        Assert.Equal([said], Reasons(at =>
        Usual(at) with { Old = old, Rows = rows, Events = [new(s_first + at - 10, old), new(s_first + at - 1, rows - old)] }));

    [Fact]
    public void What_no_earlier_file_could_have_held_is_no_backlog() =>
        Assert.Null(Reasons([.. Enumerable.Repeat<Func<int, ReceivedDay>>(at => Silent(at) with { IsDue = false, IsHoliday = true }, 9),
            at => Usual(at) with { Old = 18, Events = [new(s_first + at - 10, 18), new(s_first + at - 1, 2)] }])[^1]);

    [Fact]
    public void A_burst_after_a_silence_is_the_same_incident()
    {
        var days = Judge([.. Enumerable.Repeat(Silent, 10), at => Burst(at, 200, 10), .. Enumerable.Repeat(Usual, 7)]).Skip(Quiet).ToList();

        Assert.Equal("catching_up", days[10].State);
        Assert.Equal("BUNCH;BACKLOG_RELEASE;CATCH_UP", days[10].Reasons.Codes());
        var incident = Assert.Single(days.Select(day => day.Incident).Distinct())!;
        Assert.Equal((AlertKind.Silence, s_first + Quiet, (int?)s_first + Quiet + 17), (incident.Kind, incident.From, incident.Recovered));
    }

    [Fact]
    public void One_missed_file_is_over_after_two_good_days_and_what_comes_later_is_another_incident()
    {
        var days = Judge(Silent, Usual, Usual, Usual, Silent).Skip(Quiet).ToList();

        Assert.Equal([s_first + Quiet, s_first + Quiet, s_first + Quiet, null, s_first + Quiet + 4],
            days.Select(day => day.Incident?.From));
        Assert.Equal(s_first + Quiet + 2, days[0].Incident!.Recovered);
    }

    [Fact]
    public void Days_of_events_without_a_record_are_a_gap_only_when_all_but_one_in_twenty_would_be_here()
    {
        Func<int, ReceivedDay> others = at => Usual(at) with { Events = [new(s_first + Quiet - 5, 20)] }; // files come, and nothing new

        // the day before yesterday has none; yesterday's may still come
        Assert.Equal([null, "GAP", "GAP"], Reasons(others, others, others));
    }

    [Fact]
    public void Clumps_on_two_weekdays_are_a_skew_on_the_first_of_the_month()
    {
        // From 2 April: each Tuesday and Thursday what came since.
        var since = 0;
        var days = FeedAssessment.Judge([.. Enumerable.Range(0, 91).Select(Usual), .. Enumerable.Range(91, 31).Select(at =>
        {
            since++;
            if (at % 7 is not (1 or 3)) return Nil(at);
            var burst = Burst(at, 20 * since, since);
            since = 0;
            return burst;
        })], 0, HealthRules.Usual);

        Assert.Equal([new LocalDate(2018, 5, 1)],
            days.Where(day => (day.Reasons & HealthReason.WeekdaySkew) != 0).Select(day => DayNumber.ToLocalDate(day.Received.Day)));
    }

    // Two hundred days of a feed that sends so, by events: so many on each, and the day their records come.
    static IReadOnlyList<HealthDay> Sent(Func<int, int> events, Func<int, int, int> comes, Func<int, bool>? isDue = null)
    {
        var received = new SortedDictionary<int, int>[200];
        foreach (var i in Enumerable.Range(0, 200)) received[i] = [];
        for (var at = 0; at < 200; at++)
            for (var one = 0; one < events(at); one++)
                if (comes(at, one) is < 200 and var on) received[on][at] = received[on].GetValueOrDefault(at) + 1;
        return FeedAssessment.Judge([.. received.Select((by, at) => isDue?.Invoke(at) ?? true ? Usual(at) with
        {
            Rows = by.Values.Sum(),
            RowsIn = by.Values.Sum(),
            Events = [.. by.Select(one => new EventDay(s_first + one.Key, one.Value))],
        } : Silent(at) with { IsDue = false })], 0, HealthRules.Usual);
    }

    static List<LocalDate> Skewed(IReadOnlyList<HealthDay> days) =>
        [.. days.Where(day => (day.Reasons & HealthReason.WeekdaySkew) != 0).Select(day => DayNumber.ToLocalDate(day.Received.Day))];

    // The first day is a Monday.
    static int Weekday(int at) => at % 7;

    static int AtWeekends(int at) => Weekday(at) > 4 ? 30 : 15;

    static int Next(int at, params int[] weekdays)
    {
        do at++; while (!weekdays.Contains(Weekday(at)));
        return at;
    }

    [Fact]
    public void A_weekend_peak_that_comes_over_several_days_is_no_skew() =>
        Assert.Empty(Skewed(Sent(at => Weekday(at) == 6 ? 60 : 15, (at, one) => at + 1 + one % 3)));

    [Fact]
    public void A_feed_that_always_came_in_clumps_is_skewed_from_its_first_month() =>
        Assert.Equal(Enumerable.Range(2, 6).Select(month => new LocalDate(2018, month, 1)),
        Skewed(Sent(AtWeekends, (at, _) => Next(at, 1, 3))));

    [Theory]
    [InlineData(20, false)] // with Monday's own, 1.4 times as many
    [InlineData(4, true)]
    public void A_part_held_until_Tuesdays_is_a_skew_where_they_have_half_as_many_again(int oneIn, bool skewed) =>
        Assert.Equal(skewed, Skewed(Sent(AtWeekends, (at, one) => one % oneIn == 0 ? Next(at, 1) : at + 1)).Count > 0);

    [Theory]
    [InlineData(3, false)] // five on each Tuesday for three: families
    [InlineData(30, true)]
    public void What_is_a_skew_of_many_records_is_chance_of_few(int aDay, bool skewed) =>
        Assert.Equal(skewed, Skewed(Sent(_ => aDay, (at, one) => Weekday(at) == 6 && one % 3 > 0 ? at + 2 : at + 1)).Count > 0);

    [Fact]
    public void Once_held_back_for_a_week_is_a_bunch_and_no_skew()
    {
        var days = Sent(AtWeekends, (at, _) => at is >= 34 and < 41 ? 41 : at + 1);

        Assert.Contains(days, day => (day.Reasons & HealthReason.Bunch) != 0);
        Assert.Empty(Skewed(days));
    }

    [Fact]
    public void Mondays_bring_the_weekend_where_files_are_due_on_working_days_and_are_a_skew_where_they_are_due_daily()
    {
        static int Monday(int at, int one) => Next(at + one % 2, 0, 1, 2, 3, 4);

        Assert.Empty(Skewed(Sent(AtWeekends, Monday, at => Weekday(at) < 5)));
        Assert.NotEmpty(Skewed(Sent(AtWeekends, Monday)));
    }

    [Fact]
    public void A_weekend_peak_of_events_is_no_skew_of_receipts()
    {
        static ReceivedDay Peaked(int at) =>
            Usual(at) with { Rows = Rows(at - 1), RowsIn = Rows(at - 1), Events = [new(s_first + at - 1, Rows(at - 1))] };
        static int Rows(int at) => (at + 7) % 7 is 5 or 6 ? 60 : 15;

        Assert.All(FeedAssessment.Judge([.. Enumerable.Range(0, 200).Select(Peaked)], 0, HealthRules.Usual),
            day => Assert.Null(day.Reasons.Codes()));
    }

    [Fact]
    public void A_lost_column_is_said_on_its_first_day_alone() =>
        Assert.Equal(["SCHEMA_DRIFT", null, null], Reasons(Changed, Usual, Changed));

    [Fact]
    public void A_column_nobody_agreed_to_that_appears_is_drift_and_one_that_goes_again_is_none_of_it_new()
    {
        Assert.Equal(["SCHEMA_DRIFT", null, null], Reasons(Wider, Usual, Wider));
        // of a file with no header, or from before they were counted
        Assert.Equal([null], Reasons(at => Usual(at) with { UnknownColumns = [] }));
    }

    static ReceivedDay Wider(int at) => Usual(at) with { UnknownColumns = [3] };

    static ReceivedDay Changed(int at) => Usual(at) with { Headers = ["HDR_COLUMN_ABSENT Ethnicity;HDR_COLUMN_ABSENT Risk Level"] };

    [Fact]
    public void Defects_jump_when_the_last_sixty_rows_have_far_more() =>
        Assert.Equal([null, "DEFECT_JUMP"], Reasons(at => Usual(at) with { Defective = 9 }, at => Usual(at) with { Defective = 9 }));

    [Fact]
    public void Files_that_are_all_refused_are_a_silence_and_say_so() =>
    Assert.Equal(["SILENCE;ALL_REFUSED"], Reasons(at => Silent(at) with { Refused = 2 }));

    [Fact]
    public void What_lasts_for_twelve_weeks_is_the_usual()
    {
        var days = Judge([.. Enumerable.Repeat<Func<int, ReceivedDay>>(at => Burst(at, 100, 4), 150)]);

        Assert.Equal("bunched", days[Quiet].State);
        Assert.Equal("ok", days[^1].State);
        Assert.Equal(100, days[^1].Usual);
    }

    [Fact]
    public void Any_past_day_judged_again_comes_out_the_same()
    {
        var seed = Seeds.New();
        foreach (var feed in SimulatedCouncil.Athena(seed))
        {
            var days = feed.Seen();
            var all = FeedAssessment.Judge(days, 0, HealthRules.Usual);
            foreach (var until in new[] { 150, 260, 333, 470 })
                Assert.Equal(all.Take(until).Select(Said), FeedAssessment.Judge([.. days.Take(until)], 0, HealthRules.Usual).Select(Said));
        }

        static string Said(HealthDay day) => $"{day.Received.Day} {day.State} {day.Reasons} {day.Usual} {day.Incident?.From}";
    }
}
