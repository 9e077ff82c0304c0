namespace FrontDoor.Domain.Clocks;

/// <summary>What is so of every limit in one unit.</summary>
/// <param name="Name">In contracts.</param>
/// <param name="One">For people, of a limit of one.</param>
/// <param name="Many">For people, of any other limit.</param>
/// <param name="TryDue">When the limit ends.</param>
public sealed record TimeUnitEntry(TimeUnit Unit, string Name, string One, string Many, TryDue TryDue)
{
    /// <summary>The school terms or office hours of a council can change the answer.</summary>
    public bool CountsByCouncil { get; init; }
}

/// <summary>The last tick since 1970 that is still in time. False: a day that matters lies in no calendar known.</summary>
/// <param name="start">The tick of the start.</param>
public delegate bool TryDue(DeadlineRules rules, int n, long start, out long due);
