namespace FrontDoor.Domain.FeedHealth;

/// <summary>Every threshold of the health of feeds, in one place, each with its reason. docs/feed-health.md measures what they come
/// to.</summary>
public sealed record HealthRules
{
    public static HealthRules Usual { get; } = new();

    /// <summary>Weeks from which the usual is learned: the same weekday of the last eight comparable weeks.</summary>
    public int Weeks { get; init; } = 8;

    /// <summary>How far back those eight may lie. A feed that has been unusual for longer than this is learned anew, or it would alarm for
    /// ever.</summary>
    public int WeeksBack { get; init; } = 12;

    /// <summary>Weeks below which nothing is usual yet, and volumes raise no alarm. A missing file does from the first day.</summary>
    public int WeeksAtLeast { get; init; } = 4;

    /// <summary>Variance of a day's records as a multiple of its mean: records come in families, one row a child.</summary>
    public double Spread { get; init; } = 2;

    /// <summary>Standard deviations above the usual: with three, each feed would alarm for nothing every year or two.</summary>
    public double Sigmas { get; init; } = 5;

    /// <summary>A bunch is at least so many records, so many times the usual, about events of so many days, each with this share of them: a
    /// busy night is one or two.</summary>
    public int BunchRows { get; init; } = 10;
    public double BunchTimes { get; init; } = 2;
    public int BunchEventDays { get; init; } = 4;
    public double BunchEventShare { get; init; } = 0.1;

    /// <summary>From four days on a record is old: the shortest delay the inspectors complained of, and where lateness is
    /// serious.</summary>
    public double OldHours { get; init; } = 96;

    /// <summary>The longest time without a file due that is looked at: a summer holiday and more.</summary>
    public int OldestDays { get; init; } = 56;

    /// <summary>A backlog is let go with at least so many old records, or this share of a day's with at least half as many.</summary>
    public int BacklogRows { get; init; } = 10;
    public double BacklogShare { get; init; } = 0.25;

    /// <summary>Volume has collapsed at a fifth of the usual or less: 80 percent fewer.</summary>
    public double CollapseShare { get; init; } = 0.2;

    /// <summary>Over days that usually bring so many, two due days at least: of 20 expected, 4 or fewer is chance once in 60,000
    /// times.</summary>
    public double CollapseExpects { get; init; } = 20;
    public int CollapseDueDays { get; init; } = 2;

    /// <summary>Days of events have a gap when none is known where so many are usual: some ten families. (Three, as first proposed, would
    /// be chance once in twenty.)</summary>
    public double GapExpects { get; init; } = 20;

    /// <summary>The longest stretch of days looked at for a collapse or a gap.</summary>
    public int Stretch { get; init; } = 14;

    /// <summary>Records from which the usual delay is learned.</summary>
    public int DelayRecords { get; init; } = 30;

    /// <summary>The skew of weekdays is judged once a month over the four weeks before, with so many records at least; one weekday has so
    /// many times what is expected of it, and has in each of three weeks of the four: one clump, as after a missed file, is no
    /// habit.</summary>
    public int SkewDays { get; init; } = 28;
    public int SkewRows { get; init; } = 56;
    public double SkewTimes { get; init; } = 1.5;
    public int SkewWeeks { get; init; } = 3;

    /// <summary>A burst within so many days of a silence makes up for it: one incident.</summary>
    public int CatchUpDays { get; init; } = 14;

    /// <summary>A header is compared with those of so many files before it, of which there must be some.</summary>
    public int DriftFiles { get; init; } = 28;
    public int DriftFilesAtLeast { get; init; } = 5;

    /// <summary>Defects have jumped at twice the usual share of rows and so much more, in the last days that had so many rows between
    /// them.</summary>
    public double JumpTimes { get; init; } = 2;
    public double JumpShare { get; init; } = 0.1;
    public int JumpRows { get; init; } = 60;
    public double JumpSigmas { get; init; } = 4;

    /// <summary>Days without alarm after which an incident is over: a week, for clumps come on certain weekdays. For one or two missed
    /// files, two due days.</summary>
    public int QuietDays { get; init; } = 7;
    public int QuietDueDays { get; init; } = 2;

    /// <summary>Until then notifications of a day's events may still come: its figures are provisional.</summary>
    public int SettledAfterDays { get; init; } = 28;
}
