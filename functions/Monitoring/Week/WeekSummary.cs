using System.Text.Json;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Monitoring.Week;

/// <summary>The weekly summary for one sender of one feed: what came, what was missed, what was late, what to put right. As JSON for its
/// systems and as text for its staff.</summary>
/// <remarks>Has only counts, codes and columns of the contract: no row's content, no key, no file name, and nothing of another
/// sender.</remarks>
public sealed record WeekSummary
{
    /// <summary>The schema of this summary; a change that could break a reader gets a new number.</summary>
    public string Schema { get; init; } = "front-door-week/1";
    public required string Agency { get; init; }
    public required string Sender { get; init; }
    public required string Organisation { get; init; }
    public required string Feed { get; init; }
    public required string Title { get; init; }

    /// <summary>Monday and Sunday.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>The week has what is received from the first moment and before the second: a day ends when its file is overdue.</summary>
    public required DateTimeOffset ReceivedFrom { get; init; }
    public required DateTimeOffset ReceivedBefore { get; init; }

    /// <summary>Monday to Sunday; without days before the feed's first file or first due day.</summary>
    public required IReadOnlyList<WeekDay> Days { get; init; }

    /// <summary>The feed's first clock, which decides what is on time or late.</summary>
    public required string Clock { get; init; }
    public required WeekFigures ThisWeek { get; init; }

    /// <summary>The four weeks before, the latest first, each as it was known at its end; fewer if the feed is younger.</summary>
    public required IReadOnlyList<WeekFigures> WeeksBefore { get; init; }

    /// <summary>Each clock, for a feed with several; the figures above are for the first one.</summary>
    public IReadOnlyList<ClockCounts> Clocks { get; init; } = [];
    public IReadOnlyList<WeekRefusal> Refused { get; init; } = [];

    /// <summary>Defects of the accepted files, those with most rows first.</summary>
    public IReadOnlyList<WeekDefect> Defects { get; init; } = [];

    /// <summary>The columns with most defects in their cells, the worst first.</summary>
    public IReadOnlyList<WeekColumn> WorstColumns { get; init; } = [];

    /// <summary>What to do, the most urgent first.</summary>
    public required IReadOnlyList<string> Next { get; init; }

    /// <summary>For people, as plain text.</summary>
    public string ToText() => new WeekText(this).Of();

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WeekJson.Default.WeekSummary);

    /// <summary>The path beside the receipts of this sender and feed.</summary>
    public string Path(string ending) => $"{Sender}/{Feed}/week-{From:yyyy-MM-dd}.summary{ending}";
}

/// <summary>One day of the week.</summary>
public sealed record WeekDay
{
    public required DateOnly Day { get; init; }

    /// <summary>Whether a file was due, and until when it could come in time.</summary>
    public required bool Due { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required int Files { get; init; }
    public required int NilReturns { get; init; }
    public required int Refused { get; init; }
    public required int RowsIn { get; init; }

    /// <summary>Whether a file was due and none was accepted.</summary>
    public required bool Missed { get; init; }

    /// <summary>For a missed day, the hour in which the next file was accepted; null if none was by the end of the week.</summary>
    public DateTimeOffset? NextFile { get; init; }

    /// <summary>What was unusual, in the codes of feed_health.</summary>
    public required IReadOnlyList<string> Unusual { get; init; }
}

/// <summary>A refused file of the week. Its receipt has its id and its name.</summary>
public sealed record WeekRefusal(string FileId, DateTimeOffset Received, IReadOnlyList<WeekRefusalReason> Reasons);

/// <summary>A reason for a refusal.</summary>
public sealed record WeekRefusalReason(string Code, string? Column, string Meaning, string Advice);

/// <summary>A kind of defect: in how many rows of how many files, in which columns, and what to do.</summary>
public sealed record WeekDefect
{
    public required string Code { get; init; }

    /// <summary>row, or warning.</summary>
    public required string Tier { get; init; }

    /// <summary>0 if it is about the file or its header.</summary>
    public required int Rows { get; init; }
    public required int Files { get; init; }
    public required string Meaning { get; init; }
    public required string Advice { get; init; }

    /// <summary>The columns with this defect, most rows first.</summary>
    public IReadOnlyList<WeekDefectColumn> Columns { get; init; } = [];
}

/// <summary>A column with a defect, and in how many rows it has it.</summary>
public sealed record WeekDefectColumn(string Column, int Rows);

/// <summary>A column of the contract, how many defects its cells had, and which.</summary>
public sealed record WeekColumn(string Column, int Defects, IReadOnlyList<string> Codes);
