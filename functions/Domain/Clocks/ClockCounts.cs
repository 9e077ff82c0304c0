using System.Globalization;

namespace FrontDoor.Domain.Clocks;

/// <summary>How a file's rows stand against one of several clocks. Rows for which it does not run are in no count.</summary>
public sealed record ClockCounts
{
    public required string Clock { get; init; }
    public required int OnTime { get; init; }
    public required int Late { get; init; }
    public required int PossiblyLate { get; init; }
    public required int Unknown { get; init; }
    public required int Open { get; init; }
    public required int Overdue { get; init; }

    public static ClockCounts Of(string name, int[] byStatus) => new()
    {
        Clock = name,
        OnTime = byStatus[(int)TimeStatus.OnTime],
        Late = byStatus[(int)TimeStatus.Late],
        PossiblyLate = byStatus[(int)TimeStatus.PossiblyLate],
        Unknown = byStatus[(int)TimeStatus.Unknown],
        Open = byStatus[(int)TimeStatus.Open],
        Overdue = byStatus[(int)TimeStatus.Overdue],
    };

    /// <summary>Only what there is: "2 on time, 1 overdue".</summary>
    public string Say()
    {
        (int Count, string Word)[] all =
            [(OnTime, "on time"), (Late, "late"), (PossiblyLate, "possibly late"), (Open, "open"), (Overdue, "overdue"), (Unknown,
            "could not be decided")];
        var said = string.Join(", ",
            all.Where(one => one.Count > 0).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count} {one.Word}")));
        return said.Length == 0 ? "runs for none of these rows" : said;
    }
}
