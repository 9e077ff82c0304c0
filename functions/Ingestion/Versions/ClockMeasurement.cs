using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>Measures every clock of a record. The first one decides how the record stands: an amendment may tighten that, never loosen
/// it.</summary>
sealed class ClockMeasurement(Feed feed, EditionRules rules, PipelineOptions options)
{
    readonly Clock[] _clocks = [.. feed.Clocks];
    readonly CouncilClocks _byCouncil = new(feed, rules.Validate.Councils, options.Calendars);
    readonly Timing[] _timings = new Timing[rules.Clocks(Feed.None).Length];
    readonly int _cancelled = feed.Lake.Status < 0 ? Feed.None : feed.Codes[feed.Lake.Status]!.CodeOf("cancelled");

    /// <summary>The feed's first clock, in the edition that holds for a council.</summary>
    public Clock First(EditionRules rules, int council) => _clocks[rules.Clocks(council)[0]];

    /// <param name="rules">Those of the version measured.</param>
    /// <param name="entry">What the index is to hold of the record, but for its status.</param>
    /// <param name="prior">What the record was before.</param>
    /// <returns>Good until the next call.</returns>
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
        entry.Loosened = isKept;
        (entry.Status, entry.Severity) = (timing.Status, timing.Severity);
        entry.IsCancelled = _cancelled >= 0 && record.Codes[feed.Lake.Status] == _cancelled;
        if (timing.RunsOutAt is null && !entry.IsCancelled) entry.AlertedRunning = Severity.None;
        return new MeasuredClocks(entry, _timings, isKept && prior.Decision is null ? (proposed.Status, proposed.Severity) : null);
    }
}

/// <summary>What a record was before the version that is measured.</summary>
/// <param name="MayNotLoosen">What is held may not become less late by this version.</param>
/// <param name="Held">How the record stood.</param>
/// <param name="Overdue">How grave the version held had come to be by now.</param>
/// <param name="Due">The limit of the version held; null where that is not known.</param>
/// <param name="Decision">What an operator decided about this version.</param>
readonly record struct PriorStatus(
    bool MayNotLoosen, RecordIndexEntry Held, Severity Overdue, NodaTime.Instant? Due, CorrectionDecision? Decision);

/// <summary>What the clocks of a record came to.</summary>
/// <param name="Entry">With the status that the first clock gives.</param>
/// <param name="Timings">Of every clock, in the order of the rules.</param>
/// <param name="Proposed">What the first clock gives by this version only, where an earlier version's status is kept and no one has
/// decided.</param>
readonly record struct MeasuredClocks(RecordIndexEntry Entry, Timing[] Timings, (TimeStatus Status, Severity Severity)? Proposed);
