using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Alerts;

/// <summary>The kinds of alert. A new kind is a member of <see cref="AlertKind"/> and a line here.</summary>
public static class AlertKinds
{
    const string RecordIsOver = "a file ends the clock or cancels the record", IncidentIsOver = "its feed is as usual again";

    /// <summary>In the order in which they are listed to people.</summary>
    public static IReadOnlyList<AlertKindEntry> Table { get; } =
    [
        new(AlertKind.Late, "a notification that came late") { EndsWhen = RecordIsOver, IsOfOneRecord = true },
        new(AlertKind.Overdue, "a clock that has run past its limit") { EndsWhen = RecordIsOver, IsOfOneRecord = true },
        new(AlertKind.DueSoon, "a clock that runs out soon") { EndsWhen = RecordIsOver, IsOfOneRecord = true },
        new(AlertKind.FileSummary, "everything else of a file, or an update of an incident"),
        new(AlertKind.Backlog, "many old notifications at once")
        {
            EndsWhen = IncidentIsOver,
            OpensIncident = true,
            Severity = Severity.Serious,
        },
        new(AlertKind.Stalled, "a file that could not be processed") { IsForOperators = true },
        new(AlertKind.Unsent, "an alert that was refused") { IsForOperators = true },
        new(AlertKind.Silence, "a file that did not come") { EndsWhen = IncidentIsOver, OpensIncident = true, Severity = Severity.Serious },
        new(AlertKind.Bunch, "more notifications at once than usual")
        {
            EndsWhen = IncidentIsOver,
            OpensIncident = true,
            Severity = Severity.Late,
        },
        new(AlertKind.Resolved, "an alert that is over"),
        new(AlertKind.Digest, "several alerts in one") { IsMadeByPolicy = true },
        new(AlertKind.Escalated, "an alert that no one acknowledged") { IsMadeByPolicy = true },
    ];

    static readonly AlertKindEntry[] s_byKind = [.. Table.OrderBy(entry => entry.Kind)];

    /// <summary>Those that policies decide about.</summary>
    public static IReadOnlyList<string> InPolicies { get; } = Words(entry => !entry.IsMadeByPolicy);

    /// <summary>Those that wait for someone.</summary>
    public static IReadOnlyList<string> Waiting { get; } = Words(entry => entry.Waits);

    /// <summary>Those that policies can join.</summary>
    public static IReadOnlyList<string> OfOneRecord { get; } = Words(entry => entry.IsOfOneRecord);

    public static IReadOnlyList<string> ForOperators { get; } = Words(entry => entry.IsForOperators);

    /// <summary>Those that wait, as one says it: a, b or c.</summary>
    public static string WaitingInWords { get; } = $"{string.Join(", ", Waiting.SkipLast(1))} or {Waiting[^1]}";

    public static AlertKindEntry Of(AlertKind kind) => s_byKind[(int)kind];

    /// <summary>The kind's name in messages, in the lake and in policies.</summary>
    public static string Word(this AlertKind kind) => Of(kind).Word;

    /// <summary>The kind of a name in the lake.</summary>
    public static AlertKind Parse(string word) => Table.First(entry => entry.Word == word).Kind;

    static List<string> Words(Func<AlertKindEntry, bool> isMeant) => [.. Table.Where(isMeant).Select(entry => entry.Word)];
}
