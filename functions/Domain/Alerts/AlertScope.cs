using System.Text.RegularExpressions;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Alerts;

/// <summary>Which alerts a part of a policy is about. Each of the three: none for all.</summary>
public abstract partial record AlertScope
{
    /// <summary>Who agreed it, for what.</summary>
    public required string Why { get; init; }

    /// <summary>None: every feed.</summary>
    [OneOf(ContractWords.Feed)]
    public IReadOnlyList<string> Feeds { get; init => field = value ?? []; } = [];

    /// <summary>None: every kind this can be about.</summary>
    public IReadOnlyList<string> Kinds { get; init => field = value ?? []; } = [];

    /// <summary>None: every severity.</summary>
    [OneOf(PolicyWords.Severity)]
    public IReadOnlyList<string> Severities { get; init => field = value ?? []; } = [];

    internal bool Fits(string feed, AlertKind kind, Severity severity) =>
        (Feeds.Count == 0 || Feeds.Contains(feed)) && (Kinds.Count == 0 || Kinds.Contains(kind.Word()))
        && (Severities.Count == 0 || Severities.Contains(severity.Word()));

    /// <param name="kinds">Those such a part can be about.</param>
    private protected void Check(ContractText text, string key, IReadOnlyList<string> kinds)
    {
        foreach (var kind in Kinds.Except(kinds))
            text.Fault($"{key}.kinds", $"'{kind}' is no kind of "
                + $"alert{(ReferenceEquals(kinds, AlertKinds.InPolicies) ? "" : " this can be about")}; expected one of "
            + $"{string.Join(", ", kinds)}.");
        foreach (var severity in Severities.Except(TimeWords.Severities))
            text.Fault($"{key}.severities", $"'{severity}' is no severity; expected one of {string.Join(", ", TimeWords.Severities)}.");
        foreach (var feed in Feeds.Where(feed => !FeedId.IsName(feed)))
            text.Fault($"{key}.feeds", $"'{feed}' is no feed; write it as police/domestic-abuse.");
    }

    private protected static void CheckRoutes(ContractText text, string key, IReadOnlyList<string> to)
    {
        foreach (var route in to.Where(route => !Route().IsMatch(route)))
            text.Fault($"{key}.to", $"'{route}' is no routing key: lower-case letters, digits and hyphens, never a person or an address.");
    }

    [GeneratedRegex(TextPattern.FolderName)]
    private static partial Regex Route();
}
