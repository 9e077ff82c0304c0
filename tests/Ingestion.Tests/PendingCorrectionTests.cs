using FrontDoor.Ingestion.Corrections;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Queries;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A correction that would loosen a clock waits for an operator: accepted, its own result holds; refused, the stricter one
/// stands.</summary>
public sealed class PendingCorrectionTests : IDisposable
{
    const string Reason = "CANARYREASON of Zephyrine Quagglebottom";
    const string All = "record_version, as_of, status, severity, proposed_status, proposed_severity";

    // 70 hours from incident to first receipt: late against 24, in time against 72.
    static readonly Ppn First = Some.Ppn();
    static readonly Ppn Corrected = First with { Version = "2", Risk = "Standard" };

    readonly Premises _at = new();

    static Task<IngestResult> Take(Premises at, Ppn row, double hours) => at.Take(Some.PoliceFile(row), hours, $"{hours}.csv");

    async Task Waiting()
    {
        await Take(_at, First, 60);
        await Take(_at, Corrected, 61);
    }

    static async Task<PendingCorrection> Waits(Premises at) => Assert.Single(await at.PendingCorrections().List(default));

    static async Task<CorrectionDecisionResult> Decide(Premises at, bool isAccepted, double hours = 70, IStore? store = null,
        int? version = null)
    {
        var key = at.Ask("select distinct notification_key from notifications").Single();
        return await at.PendingCorrections(store)
            .Decide(new CorrectionChoice(key, isAccepted, Reason, "duty manager", version), Some.Morning(hours + 0.4), default);
    }

    static List<string> Stands(Premises at,
        string columns = "first_received_at, status, severity, proposed_status, proposed_severity, explanation") =>
        at.Ask($"select {columns} from ({OverdueChecks.Standing}) t join (select notification_key, record_version, first_received_at "
        + $"from notifications) using (notification_key, record_version) order by clock");

    [Fact]
    public async Task What_waits_is_listed_with_what_stands_and_what_the_newest_version_alone_gives()
    {
        await Waiting();

        var waits = await Waits(_at);
        Assert.Equal(("police/domestic-abuse", "northshire-police", "sharing", 2), (waits.Feed, waits.Sender, waits.Clock,
            waits.RecordVersion));
        Assert.Equal(("late", "late", "on_time", "none", Some.Morning(61)), (waits.Status, waits.Severity, waits.ProposedStatus,
            waits.ProposedSeverity, waits.Since));
    }

    [Fact]
    public async Task Accepted_its_own_result_holds_from_then_on_and_no_later_version_asks_again()
    {
        await Waiting();
        var before = _at.HowAllStands("limit_text, elapsed_hours, due_at, started_on, started_basis, file_id, line");
        Assert.IsType<CorrectionDecisionResult.Now>(await Decide(_at, isAccepted: true));

        Assert.Equal(["1|2019-01-07T19:00Z|late|late||", "2|2019-01-07T20:00Z|late|late|on_time|none",
            "2|2019-01-08T05:00Z|on_time|none||"],
            _at.Ask($"select {All} from timeliness order by 1, 2"));
        Assert.EndsWith("70 h against 72 h for standard risk: on time. It relaxes an earlier result; the council accepted that.",
            Stands(_at)[0], StringComparison.Ordinal);
        Assert.Equal(before, _at.HowAllStands("limit_text, elapsed_hours, due_at, started_on, started_basis, file_id, line"));
        Assert.Empty(await _at.PendingCorrections().List(default));

        await Take(_at, Corrected with { Version = "3", Narrative = "More." }, 80);
        Assert.Equal(["on_time|none||"], Stands(_at, "status, severity, proposed_status, proposed_severity"));
        Assert.Equal(["0"], _at.Ask(
            "select count(*) from notifications where record_version = 3 and contains(coalesce(flags, ''), 'LOOSEN')"));
    }

    [Fact]
    public async Task Refused_the_stricter_stands_and_only_another_version_asks_again()
    {
        await Waiting();
        Assert.IsType<CorrectionDecisionResult.Now>(await Decide(_at, isAccepted: false));

        Assert.Equal("2|2019-01-08T05:00Z|late|late||", _at.Ask($"select {All} from timeliness order by 1, 2")[^1]);
        Assert.EndsWith("; an earlier version was late, and that result applies. The council refused the correction.", Stands(_at)[0],
            StringComparison.Ordinal);
        Assert.Empty(await _at.PendingCorrections().List(default));
        await Take(_at, Corrected, 80);
        Assert.Empty(await _at.PendingCorrections().List(default));

        await Take(_at, Corrected with { Version = "3", Narrative = "We mean it." }, 81);
        Assert.Equal(3, (await Waits(_at)).RecordVersion);
        Assert.IsType<CorrectionDecisionResult.Now>(await Decide(_at, isAccepted: true, 90));
        Assert.Equal(["on_time|none||"], Stands(_at, "status, severity, proposed_status, proposed_severity"));
    }

    [Fact]
    public async Task An_accepted_record_that_would_be_loosened_further_asks_again()
    {
        await Take(_at, First with { Risk = "High" }, 80); // critical
        await Take(_at, First with { Version = "2" }, 81); // medium, 90 h: late
        Assert.Equal(("critical", "late"), ((await Waits(_at)).Severity, (await Waits(_at)).ProposedSeverity));
        await Decide(_at, isAccepted: true, 90);
        await Take(_at, First with
        {
            Version = "3",
            Risk = "Standard",
            From = "08/01/2019 10:00",
            To = "08/01/2019 10:00",
            Reported = "08/01/2019 11:00"
        }, 91);

        Assert.Equal(("late", "on_time"), ((await Waits(_at)).Severity, (await Waits(_at)).ProposedStatus));
    }

    [Fact]
    public async Task The_decision_is_on_record_with_who_when_why_which_version_and_what_stood()
    {
        await Waiting();
        await Decide(_at, isAccepted: false);

        var path = Assert.Single(
            Directory.GetFiles(Path.Combine(_at.Root, Containers.Restricted, "decisions"), "*", SearchOption.AllDirectories));
        var made = System.Text.Json.JsonSerializer.Deserialize(await File.ReadAllTextAsync(path),
            CorrectionDecisionJson.Default.CorrectionDecision)!;
        Assert.Equal((false, Reason, "duty manager", Some.Morning(70.4), 2), (made.IsAccepted, made.Reason, made.By, made.DecidedAt,
            made.RecordVersion));
        Assert.Equal(("late", "late", "on_time", "none", "sharing"), (made.StoodStatus, made.StoodSeverity, made.ProposedStatus,
            made.ProposedSeverity, made.Clock));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decided_again_either_way_the_first_decision_holds_and_nothing_is_written(bool isAccepted)
    {
        await Waiting();
        await Decide(_at, isAccepted);
        var once = _at.Dump();

        Assert.Equal(isAccepted,
            Assert.IsType<CorrectionDecisionResult.Before>(await Decide(_at, isAccepted: true, 99)).Decision.IsAccepted);
        Assert.Equal(isAccepted,
            Assert.IsType<CorrectionDecisionResult.Before>(await Decide(_at, isAccepted: false, 99)).Decision.IsAccepted);
        Assert.Equal(once, _at.Dump());
    }

    [Fact]
    public async Task Nothing_is_decided_about_what_does_not_wait_is_unknown_or_was_overtaken()
    {
        await Take(_at, First, 60);
        Assert.IsType<CorrectionDecisionResult.Nothing>(await Decide(_at, isAccepted: true));
        Assert.IsType<CorrectionDecisionResult.Unknown>(await _at.PendingCorrections()
            .Decide(new CorrectionChoice(new string('a', 32), true, Reason, ""), Some.Morning(70), default));
        await Take(_at, Corrected, 61);
        await Take(_at, Corrected with { Version = "3", Narrative = "More." }, 62);
        var before = _at.Dump();
        Assert.IsType<CorrectionDecisionResult.Overtaken>(await Decide(_at, isAccepted: true, version: 2));
        Assert.Equal(before, _at.Dump());
    }

    [Fact]
    public async Task A_file_that_comes_while_it_is_decided_brings_another_version_and_that_is_not_decided()
    {
        await Waiting();
        using var counted = _at.Copy();
        var counting = new Meanwhile(counted.Store, int.MaxValue, () => Task.CompletedTask);
        await Decide(counted, isAccepted: true, store: counting);
        foreach (var call in Nightly.Of(counting.Calls, 5, StageSeeds.New()))
        {
            using var at = _at.Copy();
            var decided = await Decide(at, isAccepted: true,
                store: new Meanwhile(at.Store, call, () => Take(at, Corrected with { Version = "3", Narrative = "More." }, 62)));

            // Whichever came first: the record is accepted as it was looked at, or waits as it is now.
            if (decided is CorrectionDecisionResult.Now) Assert.Equal(["3|on_time"], Stands(at, "record_version, status"));
            else Assert.Equal(3, Assert.IsType<CorrectionDecisionResult.Overtaken>(decided).Newest.RecordVersion);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task As_known_before_the_decision_the_stricter_stood(bool isAccepted)
    {
        await Waiting();
        await Decide(_at, isAccepted);

        Assert.EndsWith("late|on_time", _at.HowAllStood(70, "status, proposed_status")[0], StringComparison.Ordinal);
        Assert.EndsWith(isAccepted ? "on_time|" : "late|", _at.HowAllStood(71, "status, proposed_status")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decided_within_the_hour_of_its_receipt_the_decision_still_holds()
    {
        await Waiting();
        await Decide(_at, isAccepted: true, 61); // as of 61, as the row is that stands

        Assert.EndsWith("on_time", _at.HowAllStands("status")[0], StringComparison.Ordinal);
        Assert.Equal(["1", "1", "1"], _at.Ask("select count(*) from timeliness group by record_version, as_of"));
    }

    static readonly string[] s_orders = ["ABDXC", "ABDCX", "AXBDC", "BADXC", "BXADCY", "ABDYXC", "ABDCYX"];

    /// <summary>By day every second one, from one that the seed says.</summary>
    public static TheoryData<string> Orders => [.. Nightly.Of(s_orders.Length, 2, StageSeeds.New()).Select(number => s_orders[number - 1])];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task In_whatever_order_files_are_dealt_with_the_record_stands_as_in_order_with_the_decision(string order)
    {
        var files = new Dictionary<char, (Ppn Row, double Hours)>
        {
            ['X'] = (First with { Version = "0", Narrative = "The first word." }, 20), // 30 h: late too, by less
            ['A'] = (First, 60),
            ['Y'] = (First with { Narrative = "Between." }, 60.5),
            ['B'] = (Corrected, 61),
            ['C'] = (Corrected with { Version = "3", Narrative = "After it was decided." }, 80), // loosens again if it was refused
        };
        foreach (var isAccepted in new[] { true, false })
        {
            using var inOrder = new Premises();
            using var other = new Premises();
            foreach (var (at, letters) in new[] { (inOrder, string.Concat(order.OrderBy("XAYBDC".IndexOf))), (other, order) })
                foreach (var letter in letters)
                    if (letter == 'D') Assert.IsType<CorrectionDecisionResult.Now>(await Decide(at, isAccepted));
                    else await Take(at, files[letter].Row, files[letter].Hours);

            Assert.Equal(Stands(inOrder), Stands(other));
            Assert.Equal(isAccepted ? 0 : 1, (await other.PendingCorrections().List(default)).Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_first_receipt_that_moves_after_the_decision_leaves_it_as_decided(bool isAccepted)
    {
        await Waiting();
        await Decide(_at, isAccepted);
        await _at.Take(Some.PoliceFile(First), 30, "earlier.csv"); // 40 h: late, and in time against 72

        Assert.Equal([isAccepted ? "2019-01-06T13:00Z|on_time||1" : "2019-01-06T13:00Z|late||1"],
            Stands(_at, "first_received_at, status, proposed_status, contains(explanation, 'council')::int"));
        Assert.Equal([isAccepted ? "TIME_LOOSENING_ACCEPTED" : "TIME_LOOSENED;TIME_LOOSENING_REFUSED"],
            _at.Ask("select flags from notifications where record_version = 3"));
        Assert.Empty(await _at.PendingCorrections().List(default));
    }

    [Fact]
    public async Task The_same_content_sent_anew_after_another_is_another_version_and_asks_again_in_any_order()
    {
        foreach (var outOfOrder in new[] { false, true })
        {
            using var at = new Premises();
            await Take(at, First, 60);
            await Take(at, Corrected with { Version = "1" }, 61);
            await Decide(at, isAccepted: true, 61.5);
            await Take(at, First, 64);
            await Take(at, Corrected with { Version = "1" }, 66);
            if (outOfOrder) await Take(at, First with { Version = "0", Narrative = "The first word." }, 20);

            Assert.Equal(["late|on_time"], Stands(at, "status, proposed_status"));
        }
    }

    [Theory]
    [InlineData("07/01/2019 10:15,07/01/2019 15:00", "late", "on_time")]
    [InlineData("07/01/2019 10:15,07/01/2019 15:00", "late", "on_time", false)] // another start, and a decision soon after
    [InlineData("07/01/2019 22:15,", "overdue", "open")] // another start, and no decision yet
    [InlineData(",", "overdue", "unknown")] // no start
    public async Task A_limit_moved_after_it_had_passed_loosens_whether_or_not_a_tick_told_so(string times, string status, string alone,
    bool isTold = true)
    {
        await _at.Council(0, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        if (isTold) await _at.Tick(52);
        await _at.Council(80, $"CT/19/1,P1,{times},,,,,Update,08/01/2019 10:00");

        Assert.Equal([$"{status}|serious|{alone}"],
            _at.Ask($"select status, severity, proposed_status from ({OverdueChecks.Standing}) where clock = 'decision'"));
        Assert.Contains("TIME_LOOSENED", _at.Ask("select flags from notifications where record_version = 2")[0], StringComparison.Ordinal);
        await _at.Council(81, $"CT/19/1,P1,{times},,,,,Update,08/01/2019 10:01"); // sent again: stands on
        await _at.Council(-5, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:11"); // and folded anew
        Assert.Equal([$"{status}|serious|{alone}"],
            _at.Ask($"select status, severity, proposed_status from ({OverdueChecks.Standing}) where clock = 'decision'"));
        Assert.Single(_at.Ask("select notice_id from notices where subject_key is not null and severity = 'serious'"));

        Assert.IsType<CorrectionDecisionResult.Now>(await Decide(_at, isAccepted: true, 82));
        await _at.Council(-6, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:09");
        Assert.Equal([$"{alone}|none|"],
            _at.Ask($"select status, severity, proposed_status from ({OverdueChecks.Standing}) where clock = 'decision'"));
    }

    // both limits had passed when the first was sent, so that only the limits themselves tell them apart
    [Theory]
    [InlineData("04/01/2019 10:15,04/01/2019 15:00", "on_time||TIME_STOP_REPORTED_LATE")] // its own limit
    [InlineData("04/01/2019 09:15,04/01/2019 15:00", "on_time||TIME_STOP_REPORTED_LATE")] // an earlier one
    [InlineData("05/01/2019 11:15,05/01/2019 15:00", "late|on_time|TIME_LOOSENED")] // another start
    public async Task A_later_limit_loosens_in_one_file_and_after_a_cancellation_too(string times, string stands)
    {
        const string overdue = "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20";
        var then = $"CT/19/1,P1,{times},,,,,Update,07/01/2019 10:00";
        foreach (var how in (string[])["files", "one file", "one receipt", "cancelled"])
        {
            using var at = new Premises();
            if (how == "one file") await at.Council(60, overdue, then);
            else await at.Council(60, overdue);
            if (how == "one receipt") await at.Take(Some.Lines([OverdueChecks.Header, then]), 60, "z.csv", OverdueChecks.Place);
            if (how == "cancelled") await at.Council(61, "CT/19/1,P1,04/01/2019 10:15,,,,,,Cancelled,06/01/2019 10:20");
            if (how is "files" or "cancelled") await at.Council(62, then);

            Assert.Equal([$"{how}|{stands}"], at.Ask($"select '{how}', t.status, proposed_status, flags from ({OverdueChecks.Standing}) "
                + $"t join notifications using (notification_key, record_version) where clock = 'decision'"));
        }
    }

    [Fact]
    public async Task What_ends_within_the_limit_of_a_correction_that_waits_is_not_ended_in_time()
    {
        await _at.Council(60, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        await _at.Council(62, "CT/19/1,P1,05/01/2019 11:15,,,,,,Update,07/01/2019 10:00"); // a later start, which nobody has decided about
        await _at.Council(64, "CT/19/1,P1,05/01/2019 11:15,05/01/2019 15:00,,,,,Update,07/01/2019 12:00");

        Assert.Equal(["late|serious|on_time|none"],
            _at.Ask($"select status, severity, proposed_status, proposed_severity from ({OverdueChecks.Standing}) where clock "
                + $"= 'decision'"));
    }

    [Fact]
    public async Task What_was_cancelled_in_time_did_not_come_to_be_overdue_and_opened_again_is_measured_anew()
    {
        await _at.Council(0, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        await _at.Council(2, "CT/19/1,P1,04/01/2019 10:15,,,,,,Cancelled,05/01/2019 08:00");
        Assert.Equal(0, (await _at.Tick(52)).Notices);
        await _at.Council(80, "CT/19/1,P1,07/01/2019 10:15,07/01/2019 15:00,,,,,Update,08/01/2019 10:00");

        Assert.Equal(["on_time|"], _at.Ask($"select status, proposed_status from ({OverdueChecks.Standing}) where clock = 'decision'"));
    }

    [Fact]
    public async Task A_clock_that_runs_on_is_accepted_as_it_has_come_to_be_and_ticks_go_on_from_there()
    {
        await _at.Council(0, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        await _at.Tick(52);
        await _at.Council(70, "CT/19/1,P1,07/01/2019 22:15,,,,,,Update,08/01/2019 04:00");
        using var late = _at.Copy();
        await Decide(_at, isAccepted: true, 72);
        Assert.Equal(0, (await _at.Tick(72.5)).Worsened);
        var ticked = await _at.Tick(90);
        Assert.True(ticked is { Worsened: > 0, Notices: 1 }, $"{ticked}"); // what was told was of another limit
        Assert.EndsWith("|overdue|late|", Last(_at), StringComparison.Ordinal);

        await Decide(late, isAccepted: true, 92);
        Assert.EndsWith("|overdue|late|", Last(late), StringComparison.Ordinal);
        Assert.EndsWith("against 24 h: overdue. It relaxes an earlier result; the council accepted that.",
            late.Ask("select explanation from timeliness where clock = 'decision' order by record_version, as_of")[^1],
                StringComparison.Ordinal);

        static string Last(Premises at) => at.Ask("select as_of, status, severity, proposed_status from timeliness where clock = "
            + "'decision' order by record_version, timeliness.as_of")[^1];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_a_decision_dies_the_next_run_ends_as_if_it_had_not(bool isAccepted)
    {
        await Waiting();
        var last = _at.File(Some.PoliceFile(First with { Version = "0", Narrative = "The first word." }, Some.Ppn(2)), 20, "last.csv");
        using var undisturbed = _at.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Decide(undisturbed, isAccepted, store: counting);
        await undisturbed.Take(last);
        var expected = undisturbed.Dump();
        Assert.True(counting.Calls > 5, $"{counting.Calls} calls");

        foreach (var call in Nightly.Of(counting.Calls, 5, StageSeeds.New()))
        {
            using var at = _at.Copy();
            await Assert.ThrowsAsync<Died>(() => Decide(at, isAccepted, store: new Dying(at.Store, call)));

            if (call % 3 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Decide(at, isAccepted);
            await at.Take(last);
            Assert.Equal(expected, at.Dump());
            Assert.Single(Directory.GetFiles(Path.Combine(at.Root, Containers.Restricted, "decisions"), "*", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public async Task The_reason_is_nowhere_but_in_restricted()
    {
        await Waiting();
        using var died = _at.Copy();
        await Decide(_at, isAccepted: true);
        await Take(_at, First with { Version = "0", Narrative = "The first word." }, 20);
        await Assert.ThrowsAsync<Died>(() => Decide(died, isAccepted: false, store: new Dying(died.Store, 5)));

        var (scanned, found) = (0, 0);
        foreach (var file in new[] { _at,
            died }.SelectMany(at => Directory.GetFiles(at.Root, "*", SearchOption.AllDirectories).Select(path => (at.Root, path))))
        {
            scanned++;
            if ((await File.ReadAllBytesAsync(file.path)).AsSpan().IndexOf("CANARYREASON"u8) < 0) continue;
            Assert.StartsWith("restricted", Path.GetRelativePath(file.Root, file.path), StringComparison.Ordinal);
            found++;
        }
        Assert.True(scanned > 20 && found > 0, $"{scanned} files scanned, the reason in {found}");
    }

    public void Dispose() => _at.Dispose();
}
