using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>Measures every clock of a record. The first one decides the status of the record: an amendment may make it stricter, never
/// relax it.</summary>
sealed class ClockMeasurement(Feed feed, EditionRules rules, PipelineOptions options)
{
    readonly Clock[] _clocks = [.. feed.Clocks];
    readonly CouncilClocks _byCouncil = new(feed, rules.Validate.Councils, options.Calendars);
    readonly Timing[] _timings = new Timing[rules.Clocks(Feed.None).Length];
    readonly int _cancelled = feed.Lake.Status < 0 ? Feed.None : feed.Codes[feed.Lake.Status]!.CodeOf("cancelled");

    /// <summary>The feed's first clock, in the edition for a council.</summary>
    public Clock First(EditionRules rules, int council) => _clocks[rules.Clocks(council)[0]];

    /// <param name="rules">The rules for the measured version.</param>
    /// <param name="entry">The record's index entry, still without its status.</param>
    /// <param name="prior">The state of the record before.</param>
    /// <returns>Valid until the next call.</returns>
    public MeasuredClocks Measure(EditionRules rules, ValidatedRecord record, RecordIndexEntry entry, in PriorStatus prior)
    {
        var (first, received) = (ArrivalContext.FromMicroseconds(entry.FirstReceived), ArrivalContext.FromMicroseconds(entry.Received));
        var clocks = rules.Clocks(record.Council);
        for (var place = 0; place < _timings.Length; place++)
        {
            var clock = _clocks[clocks[place]];
            _timings[place] = clock.Runs(record.Times, record.Codes)
                ? _byCouncil.Measure(rules, place, record, first, received)
                : new Timing { IsNotRun = true, Status = TimeStatus.Unknown, Limit = clock.Limit };
        }
        ref var timing = ref _timings[0];
        var proposed = timing;
        var isKept = prior.MayNotLoosen && StatusRatchet.Keep(ref timing, prior.Held, prior.Due);
        isKept |= StatusRatchet.KeepOverdue(ref timing, prior.Overdue, prior.Due);
        if (prior.Decision is { IsAccepted: true })
            (timing, isKept) = (proposed with { Flags = proposed.Flags | TimingFlags.LooseningAccepted }, false);
        else if (isKept && prior.Decision is not null)
            timing = timing with { Flags = timing.Flags | TimingFlags.LooseningRefused };
        entry.IsCorrectionPending = isKept;
        (entry.Status, entry.Severity) = (timing.Status, timing.Severity);
        entry.IsCancelled = _cancelled >= 0 && record.Codes[feed.Lake.Status] == _cancelled;
        if (timing.RunsOutAt is null && !entry.IsCancelled) entry.AlertedRunning = Severity.None;
        return new MeasuredClocks(entry, _timings, isKept && prior.Decision is null ? (proposed.Status, proposed.Severity) : null);
    }
}

/// <summary>The state of a record before the measured version.</summary>
/// <param name="MayNotLoosen">Whether this version may not make the result less strict.</param>
/// <param name="Held">The earlier entry of the record.</param>
/// <param name="Overdue">The severity that the earlier version had reached by now.</param>
/// <param name="Due">The limit of the earlier version; null if it is not known.</param>
/// <param name="Decision">An operator's decision about this version.</param>
readonly record struct PriorStatus(
    bool MayNotLoosen, RecordIndexEntry Held, Severity Overdue, NodaTime.Instant? Due, CorrectionDecision? Decision);

/// <summary>The results of the clocks of a record.</summary>
/// <param name="Entry">The entry with the first clock's status.</param>
/// <param name="Timings">The result of every clock, in the order of the rules.</param>
/// <param name="Proposed">The first clock's result by this version only, if an earlier version's status is kept and no one has
/// decided.</param>
readonly record struct MeasuredClocks(RecordIndexEntry Entry, Timing[] Timings, (TimeStatus Status, Severity Severity)? Proposed);
