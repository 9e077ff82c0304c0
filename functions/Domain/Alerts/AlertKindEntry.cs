using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Alerts;

/// <summary>What is so of every alert of one kind.</summary>
/// <param name="TellsOf">For people: what an alert of the kind is about.</param>
public sealed record AlertKindEntry(AlertKind Kind, string TellsOf)
{
    /// <summary>Its name in messages, in the lake and in policies.</summary>
    public string Word { get; } = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    /// <summary>It asks someone to act: it waits and climbs until it is acknowledged, and is open until it is resolved.</summary>
    public bool Waits => EndsWhen is not null;

    /// <summary>What resolves it, apart from a person who closes it. Null: it asks no one to act.</summary>
    public string? EndsWhen { get; init; }

    /// <summary>Its severity where nothing that it tells of is graver.</summary>
    public Severity Severity { get; init; }

    /// <summary>It is about one record, so that policies can join several about the same record or child.</summary>
    public bool IsOfOneRecord { get; init; }

    /// <summary>It can open an incident of a feed, whose end resolves it.</summary>
    public bool OpensIncident { get; init; }

    /// <summary>It is about the pipeline itself, and only operators get it.</summary>
    public bool IsForOperators { get; init; }

    /// <summary>A policy makes it out of other alerts, and so cannot decide about it.</summary>
    public bool IsMadeByPolicy { get; init; }
}
