using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Alerting;

/// <summary>A subscription of the topic: which alerts it gets, in code and as the broker's filter. infra/names.bicep has the same
/// list.</summary>
public sealed record Subscription(string Name)
{
    public static readonly IReadOnlyList<Subscription> All =
    [
        new("duty-manager") { KeepsExpired = true },
        new("critical") { Severities = ["critical"] },
        new("serious") { Severities = ["serious", "critical"] },
        .. Containers.Agencies.Select(agency => new Subscription(agency) { Agency = agency }),
        new("operators") { TakesAll = true, KeepsExpired = true },
    ];

    /// <summary>Empty for every severity.</summary>
    public IReadOnlyList<string> Severities { get; init; } = [];

    /// <summary>Null for every agency.</summary>
    public string? Agency { get; init; }
    public bool TakesAll { get; init; }

    /// <summary>Whether messages that are not read in time go to the dead letters; else they are dropped.</summary>
    public bool KeepsExpired { get; init; }

    public bool Takes(string kind, string severity, string agency) =>
        TakesAll || (!AlertKinds.ForOperators.Contains(kind) && (Severities.Count == 0 || Severities.Contains(severity))
        && (Agency is null || Agency == agency));

    /// <summary>The broker's SQL filter for the same; the Label of a message is its kind.</summary>
    public string Filter => TakesAll ? "1 = 1" : string.Join(" AND ", (IEnumerable<string>)
    [
        $"sys.Label NOT IN ({Quoted(AlertKinds.ForOperators)})",
        .. Severities.Count == 0 ? (string[])[] : [$"severity IN ({Quoted(Severities)})"],
        .. Agency is null ? (string[])[] : [$"agency = '{Agency}'"],
    ]);

    static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
