namespace FrontDoor.Domain.Alerts;

/// <summary>The kinds of alert that policies decide about, in the order in which they are listed to people.</summary>
public static class AlertKinds
{
    /// <summary>Messages about other alerts, and about alerts that no one took.</summary>
    public const string Digest = "digest", Escalated = "escalated", Resolved = "resolved", Unsent = "unsent";

    /// <summary>A clock runs out soon.</summary>
    public const string DueSoon = "due-soon";

    static readonly (string Name, bool Waits)[] s_kinds =
    [
        ("late", true), ("overdue", true), (DueSoon, true), ("file-summary", false), ("backlog", true), ("stalled", false), (Unsent,
            false), ("silence", true), ("bunch", true), (Resolved, false),
    ];

    public static IReadOnlyList<string> All { get; } = [.. s_kinds.Select(kind => kind.Name)];

    /// <summary>Those that ask somebody to act: they wait, and climb, until they are acknowledged, and are open until they are
    /// resolved.</summary>
    public static IReadOnlyList<string> Waiting { get; } = [.. s_kinds.Where(kind => kind.Waits).Select(kind => kind.Name)];

    /// <summary>The same as one says it: a, b or c.</summary>
    public static string WaitingInWords { get; } = $"{string.Join(", ", Waiting.SkipLast(1))} or {Waiting[^1]}";
}
