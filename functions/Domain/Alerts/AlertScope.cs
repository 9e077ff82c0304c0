using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Alerts;

/// <summary>Which alerts a part of a policy is about. Each of the three: none for all.</summary>
public abstract partial record AlertScope
{
    static readonly string[] s_severities = ["none", "late", "serious", "critical"];

    /// <summary>Who agreed it, for what.</summary>
    public required string Why { get; init; }
    public IReadOnlyList<string> Feeds { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Kinds { get; init => field = value ?? []; } = [];
    public IReadOnlyList<string> Severities { get; init => field = value ?? []; } = [];

    internal bool Fits(string feed, string kind, string severity) =>
        (Feeds.Count == 0 || Feeds.Contains(feed)) && (Kinds.Count == 0 || Kinds.Contains(kind))
        && (Severities.Count == 0 || Severities.Contains(severity));

    /// <param name="kinds">Those such a part can be about.</param>
    private protected void Check(ContractText text, string key, IReadOnlyList<string> kinds)
    {
        foreach (var kind in Kinds.Except(kinds))
            text.Fault($"{key}.kinds", $"'{kind}' is no kind of "
                + $"alert{(ReferenceEquals(kinds, AlertKinds.All) ? "" : " this can be about")}; expected one of "
            + $"{string.Join(", ", kinds)}.");
        foreach (var severity in Severities.Except(s_severities))
            text.Fault($"{key}.severities", $"'{severity}' is no severity; expected one of {string.Join(", ", s_severities)}.");
        foreach (var feed in Feeds.Where(feed => !FeedName().IsMatch(feed)))
            text.Fault($"{key}.feeds", $"'{feed}' is no feed; write it as police/domestic-abuse.");
    }

    private protected static void CheckRoutes(ContractText text, string key, IReadOnlyList<string> to)
    {
        foreach (var route in to.Where(route => !Route().IsMatch(route)))
            text.Fault($"{key}.to", $"'{route}' is no routing key: lower-case letters, digits and hyphens, never a person or an address.");
    }

    [GeneratedRegex("^(police|health|education|council)/[a-z][a-z0-9-]*$")]
    private static partial Regex FeedName();

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Route();
}
