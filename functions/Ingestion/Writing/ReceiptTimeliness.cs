using System.Text.Json.Serialization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Formats.Content;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The results of the accepted rows of a file by the feed's first clock, and by each clock of a feed with several.</summary>
public sealed record ReceiptTimeliness
{
    public required int OnTime { get; init; }
    public required int Late { get; init; }
    public required int PossiblyLate { get; init; }
    public required int Unknown { get; init; }

    /// <summary>Still running, within the limit.</summary>
    public int Open { get; init; }

    /// <summary>Still running, past the limit.</summary>
    public int Overdue { get; init; }

    /// <summary>How many of the late and overdue are serious.</summary>
    public required int Serious { get; init; }

    /// <summary>How many of them are critical.</summary>
    public required int Critical { get; init; }

    /// <summary>The longest time from start to stop of the late rows, in hours.</summary>
    public double? WorstHours { get; init; }

    /// <summary>The results of each clock, for a feed with several; the counts above are for the first one.</summary>
    public IReadOnlyList<ClockCounts> Clocks { get; init; } = [];

    /// <summary>The first late rows by line; the counts say how many there are.</summary>
    public IReadOnlyList<ReceiptLate> LateLines { get; init; } = [];

    /// <summary>The reasons for rows that are possibly late or undecided; a row can have several.</summary>
    public IReadOnlyList<ReceiptReason> Doubts { get; init; } = [];

    /// <summary>Probable faults in the dates of rows that could be timed; never a date itself.</summary>
    public IReadOnlyList<ReceiptReason> Faults { get; init; } = [];

    /// <param name="lateFile">The file that lists all late rows, if there is one beside the receipt.</param>
    internal void Write(Action<string> line, Func<IReadOnlyList<RowPlace>, int, string> places, string? lateFile)
    {
        if (Clocks.Count == 0) line(
            $"\nTimeliness: {OnTime} on time, {Late} late, {PossiblyLate} possibly late, {Unknown} could not be decided{Running}.");
        else line($"\nTimeliness, by clock:");
        foreach (var clock in Clocks) line($"  {clock.Clock}: {clock.Say()}");
        WriteLate(line, lateFile);
        foreach (var late in LateLines) line($"  {places([new(late.Part, late.Line)], 1)}: {late.Say()}");
        var all = Clocks.Count == 0 ? Late + Overdue : Clocks.Sum(clock => clock.Late + clock.Overdue);
        if (all > LateLines.Count) line($"  showing {LateLines.Count} of {all:N0}");
        WriteReasons(line, places, "Why not all could be timed for certain:", Doubts);
        WriteReasons(line, places, "Dates to check, in rows that could be timed:", Faults);
    }

    static void WriteReasons(Action<string> line, Func<IReadOnlyList<RowPlace>, int, string> places, string heading,
        IReadOnlyList<ReceiptReason> reasons)
    {
        if (reasons.Count > 0) line($"\n{heading}");
        foreach (var reason in reasons)
        {
            line($"  {reason.Code}, {places(reason.Lines, reason.Count)}");
            line($"    {reason.Meaning} {reason.Advice}");
        }
    }

    void WriteLate(Action<string> line, string? lateFile)
    {
        var listed = lateFile is null ? "" : $", all listed in {lateFile}";
        if (Late + Overdue == 0)
        {
            if (LateLines.Count > 0) line($"Late by other clocks{listed}:");
            return;
        }
        var by = Clocks.Count == 0 ? "" : $", by {Clocks[0].Clock}";
        (int Count, string Word)[] bands = [(Serious, "serious"), (Critical, "critical")];
        var graver = string.Join(" and ", bands.Where(band => band.Count > 0).Select(band => $"{band.Count} {band.Word}"));
        if (graver.Length > 0) graver = $", of these {graver}";
        var longest = WorstHours is { } worst ? $"; the longest took {PeopleText.Hours(worst)}" : "";
        line($"{(Overdue > 0 ? "Late or overdue" : "Late")}{by}: {Late + Overdue}{graver}{longest}{listed}.");
    }

    string Running => Open + Overdue == 0 ? "" : $", {Open} open, {Overdue} overdue";
}

/// <summary>A note about the dates of rows: how often, where first, and what to do.</summary>
public sealed record ReceiptReason(string Code, int Count, IReadOnlyList<RowPlace> Lines, string Meaning, string Advice);

/// <summary>A late row; without hours if an earlier version's result applies.</summary>
public sealed record ReceiptLate(int Part, int Line, double? Hours, string Limit, string Severity)
{
    /// <summary>The clock; null if the feed has only one.</summary>
    public string? Clock { get; init; }

    /// <summary>Whether the clock still runs.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>The fewest hours it can be, where the row says a day and no time; of the text alone.</summary>
    [JsonIgnore]
    public double? Least { get; init; }

    internal string Say()
    {
        var which = Clock is null ? "" : $"{Clock}, ";
        if (Hours is not { } hours) return $"{which}{Severity}, as an earlier version of it was; a correction does not take that back";
        var severity = !IsOverdue ? Severity : Severity == "late" ? "overdue" : $"overdue, {Severity}";
        return $"{which}{PeopleText.Hours(Least ?? hours, hours)} against {Limit} ({severity})";
    }
}
