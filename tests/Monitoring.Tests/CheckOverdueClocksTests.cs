using FrontDoor.Tests;

namespace FrontDoor.Monitoring.Tests;

/// <summary>Clocks that nothing stops: judged by the hour, written when they have worsened, alerted to once.</summary>
public sealed class CheckOverdueClocksTests : IDisposable
{
    // Friday 4 January 2019, 10:15. Files come from Saturday 5 January, 07:00, on; the decision is overdue from 11:00 that day, serious
    // from Monday 11:00.
    const string Fresh = "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20";
    const double Overdue = 4, Serious = 52, Critical = 148;

    readonly Premises _at = new();

    List<string> Rows(string columns = "status, severity") =>
        _at.Ask($"select record_version, as_of, {columns} from timeliness where clock = 'decision' order by record_version, as_of");

    [Fact]
    public async Task An_open_clock_becomes_overdue_and_then_graver_and_each_is_written_once()
    {
        await _at.Council(0, Fresh);
        foreach (var hour in new[] { 1, 2, 3, Overdue - 0.1, Overdue, Overdue, Overdue + 0.7, Overdue + 1, Serious - 1,
            Serious, Serious + 40, Critical, Critical + 1000 })
            await _at.Tick(hour);

        Assert.Equal([
            "1|2019-01-05T07:00Z|open|none",
            "1|2019-01-05T11:00Z|overdue|late",
            "1|2019-01-07T11:00Z|overdue|serious",
            "1|2019-01-11T11:00Z|overdue|critical"], Rows());
    }

    [Fact]
    public async Task The_row_of_a_tick_says_what_the_record_came_to_and_no_exact_time()
    {
        await _at.Council(0, Fresh);
        await _at.Tick(Serious + 0.4);

        Assert.Equal(["contact_received||2019-01-04|2019-01-05T10:00Z|72|72|1|24 h|48|2019-01-05T07:00Z|2|Contact received on Fri 4 Jan "
            + "2019; was due Sat 5 Jan 2019 about 10:00; nothing has stopped it by Mon 7 Jan 2019 about 11:00; 72 h against 24 h: "
            + "overdue, serious."], _at.Ask("""
            select started_basis, stopped_on, started_on, due_at, elapsed_hours, elapsed_hours_min, elapsed_working_days, limit_text, late_by_hours, received_at, line, explanation
            from timeliness where clock = 'decision' and status = 'overdue'
            """));
        Assert.Equal(["1"], _at.Ask("select count(distinct file_id) from timeliness")); // the row's own arrival still
    }

    [Fact]
    public async Task A_start_told_less_exactly_opens_no_clock_that_was_overdue()
    {
        await _at.Council(0, Fresh);
        // may have started at night, and not be overdue before midnight
        await _at.Council(10, "CT/19/1,P1,04/01/2019,,,,,,Update,05/01/2019 16:00");

        Assert.EndsWith("|overdue|late|open|none", Rows("status, severity, proposed_status, proposed_severity")[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_grave_it_was_before_its_correction_is_by_the_hours_that_are_certain()
    {
        await _at.Council(0, "CT/19/1,P1,04/01/2019,,,,,,New,04/01/2019 10:20"); // a day: as late as midnight
        // 57 h after that, and 81 after the day began: serious is 72
        await _at.Council(50, "CT/19/1,P1,06/01/2019 20:00,,,,,,Update,07/01/2019 08:00");

        Assert.EndsWith("|overdue|late|open|none", Rows("status, severity, proposed_status, proposed_severity")[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_nobody_has_let_a_later_start_hold_what_comes_after_is_measured_against_the_limit_before_it()
    {
        await _at.Council(0, Fresh);
        await _at.Council(30, "CT/19/1,P1,05/01/2019 20:00,,,,,,Update,06/01/2019 12:00");
        await _at.Council(150, "CT/19/1,P1,05/01/2019 20:00,06/01/2019 21:00,,,,,Update,11/01/2019 12:00");

        Assert.Equal(["overdue|late|open|none", "late|serious|late|late"],
            Rows("status, severity, proposed_status, proposed_severity")[^2..].Select(row => row.Split('|', 3)[2]));
    }

    [Theory]
    [InlineData("04/01/2019 15:00", "on_time")] // decided in time, told after
    [InlineData("07/01/2019 10:00", "late")]
    [InlineData("", "overdue")] // sent again, and still nothing
    public async Task A_later_file_is_judged_as_if_no_tick_had_been(string decided, string status)
    {
        using var never = new Premises();
        foreach (var at in new[] { _at, never })
        {
            await at.Council(0, Fresh);
            if (at == _at) await at.Tick(Serious);
            await at.Council(80, $"CT/19/1,P1,04/01/2019 10:15,{decided},,,,,Update,08/01/2019 10:00");
            if (at == _at) await at.Tick(80);
        }

        Assert.Equal(never.HowAllStands("clock, status, severity, elapsed_hours, explanation"),
            _at.HowAllStands("clock, status, severity, elapsed_hours, explanation"));
        Assert.EndsWith($"|{status}", Rows("status")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_dealt_with_after_the_tick_and_received_before_is_judged_anew()
    {
        await _at.Council(50, "CT/19/1,P1,04/01/2019 10:15,,NFA,,,,Update,07/01/2019 08:00");
        await _at.Tick(Serious);
        await _at.Council(0, Fresh); // moves the first receipt; what stands is judged by its own receipt again

        Assert.EndsWith("2|2019-01-07T09:00Z|overdue|late", Rows()[^1], StringComparison.Ordinal);
        var ticked = await _at.Tick(Serious + 1);
        Assert.Equal((1, 0), (ticked.Worsened, ticked.Notices)); // told before
        Assert.EndsWith("2|2019-01-07T12:00Z|overdue|serious", Rows()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_booked_stops_no_clock_when_its_day_comes()
    {
        await _at.Council(0, "CT/19/1,P1,04/01/2019 10:15,04/01/2019 12:00,Strategy Discussion,,04/01/2019 "
            + "14:00,24/01/2019,New,04/01/2019 15:00");
        await _at.Tick(24 * 30);

        // due by the 25th: nobody has said that it was held
        Assert.Equal(["open", "overdue"], _at.Ask("select status from timeliness where clock = 'conference' order by as_of"));
    }

    [Fact]
    public async Task A_cancelled_record_runs_no_further_and_a_clock_that_has_stopped_neither()
    {
        await _at.Council(0, Fresh, Fresh.Replace("/1,P1", "/2,P2", StringComparison.Ordinal),
            "CT/19/3,P3,04/01/2019 10:15,04/01/2019 15:30,NFA,,,,New,04/01/2019 16:00");
        await _at.Council(1, Fresh.Replace("New,04/01/2019 10:20", "Cancelled,04/01/2019 11:00", StringComparison.Ordinal));

        Assert.Equal(2, (await _at.Tick(2000)).Worsened); // the second record's two clocks
        Assert.Single(_at.Announced);
    }

    [Fact]
    public async Task Each_is_alerted_to_once_for_each_gravity_by_whoever_finds_it()
    {
        await _at.Council(0, Fresh);
        foreach (var hour in new[] { Overdue, Overdue + 1, Serious }) await _at.Tick(hour);
        // sent again, as serious as it was told to be
        await _at.Council(Serious + 2, Fresh.Replace("04/01/2019 10:20", "07/01/2019 10:20", StringComparison.Ordinal));
        await _at.Tick(Serious + 3);
        // now the file finds it critical first
        await _at.Council(Critical + 1, Fresh.Replace("04/01/2019 10:20", "10/01/2019 10:20", StringComparison.Ordinal));
        await _at.Tick(Critical + 2);

        Assert.Equal([
            "2019-01-05T11:00Z|overdue|late|25|Overdue: council/front-door record from northshire-council: the clock decision has run "
                + "24 h against a limit of 24 h, and nothing has stopped it. See it: ./pipeline record KEY",
            "2019-01-07T11:00Z|overdue|serious|73|Serious: council/front-door record from northshire-council: the clock decision has "
                + "run 72 h against a limit of 24 h, and nothing has stopped it. See it: ./pipeline record KEY"],
            _at.Ask("select raised_at, kind, severity, worst_hours + 1, regexp_replace(text, '[0-9a-f]{8}$', 'KEY') from notices where "
                + "raised_at < '2019-01-10' and kind = 'overdue' order by raised_at"));
        Assert.Equal(["critical"], _at.Ask("select severity from notices where raised_at > '2019-01-10' and subject_key is not null"));
        Assert.Equal(_at.Ask("select count(*), count(distinct notice_id) from notices")[0],
            $"{_at.Announced.Count}|{_at.Announced.Distinct().Count()}");
    }

    [Fact]
    public async Task Many_at_once_are_ten_alerts_and_one_for_the_rest()
    {
        await _at.Council(0, Enumerable.Range(1, 30).Select(i => Fresh.Replace("/1,P1", $"/{i},P{i}", StringComparison.Ordinal)));

        var ticked = await _at.Tick(Overdue);

        Assert.Equal((30, 11), (ticked.Worsened, ticked.Notices));
        Assert.Equal(["10|10", "20|1"],
            _at.Ask("select sum(count), count(*) from notices where kind = 'overdue' group by subject_key is null order by 1"));
        // serious, and the working day's clock, whose contract says that it alerts no one
        Assert.Equal(30, (await _at.Tick(24 * 4)).Worsened - 30);
        Assert.Equal(["22"], _at.Ask("select count(*) from notices where kind = 'overdue'"));
    }

    [Fact]
    public async Task With_nothing_due_a_tick_reads_two_objects_of_a_sender_and_writes_none()
    {
        await _at.Council(0, Fresh);
        await _at.Tick(1);
        var counting = new Meanwhile(_at.Store, int.MaxValue, () => Task.CompletedTask);

        await _at.Tick(2, counting);

        Assert.Equal(2, counting.Calls);
    }

    [Fact]
    public async Task However_often_it_runs_and_whatever_runs_beside_it_all_stands_as_one_tick_at_the_end_makes_it()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        using var once = new Premises();
        var statuses = new HashSet<string>();
        for (var day = 0; day < 8; day++)
        {
            var rows = Enumerable.Range(0, 8).Select(_ => Row(random, day)).ToList();
            var file = (Content: Some.Lines([OverdueChecks.Header, .. rows]), Hours: day * 24 + random.Next(0, 20) + 0.25,
                Name: $"{day}.csv");
            await once.Take(file.Content, file.Hours, file.Name, OverdueChecks.Place);
            var ticks = Enumerable.Range(0, random.Next(3)).Select(_ => Task.Run(() => _at.Tick(file.Hours))).ToList(); // beside the file
            await Task.WhenAll([_at.Take(file.Content, file.Hours, file.Name, OverdueChecks.Place), .. ticks]);
            for (var more = random.Next(4); more > 0; more--) await _at.Tick((day + 1) * 24 - more);

            await _at.Tick((day + 1) * 24);
            using var now = once.Copy();
            await now.Tick((day + 1) * 24);
            Assert.True(now.HowAllStands()
                .SequenceEqual(_at.HowAllStands()),
                $"seed {seed}, day {day}:\n{string.Join('\n', now.HowAllStands().Except(_at.HowAllStands()))}\nbut "
                + $"found\n{string.Join('\n', _at.HowAllStands().Except(now.HowAllStands()))}");
            statuses.UnionWith(_at.HowAllStands("status, clock").Select(row => row.Split('|')[1]));
        }
        Assert.Superset(new HashSet<string> { "open", "overdue", "on_time", "late" }, statuses);
        Assert.Equal(["0"], _at.Ask("select count(*) from (select 1 from timeliness group by notification_key, record_version, clock, "
            + "as_of having count(*) > 1)"));
        // Told again only where it had been ended in time meanwhile, and that was taken back.
        Assert.Empty(_at.Ask("""
            select subject_key, severity from notices where subject_key is not null and kind = 'overdue' and clock = 'decision'
              and subject_key not in (select notification_key from timeliness where clock = 'decision' and status = 'on_time')
            group by all having count(*) > 1
            """));
    }

    public void Dispose() => _at.Dispose();

    /// <summary>A contact of these days, as its council knows it by this day's file.</summary>
    internal static string Row(Random random, int day)
    {
        var number = random.Next(1, 25);
        var came = new DateTime(2019, 1, 4, 6, 0, 0).AddDays(number % 9).AddMinutes(number * 37 % 700);
        var decided = random.Next(3) == 0 && number % 9 < day ? came.AddHours(number * 3) : (DateTime?)null;
        var referral = number % 2 == 0 ? came.ToString("dd/MM/yyyy") : "";
        return $"CT/19/{number},P{number},{came:dd/MM/yyyy HH:mm},{decided:dd/MM/yyyy HH:mm},,{referral},,,"
            + $"{(random.Next(9) == 0 ? "Cancelled" : "Update")},{came.AddDays(day):dd/MM/yyyy HH:mm}";
    }
}
