using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;

namespace FrontDoor.Storage.Alerts;

/// <summary>One alert: about whom only by key, about what by kind and severity, in words fit for any screen.</summary>
/// <remarks>Holds no name, reference, address or narrative, ever.</remarks>
public sealed record Notice
{
    /// <summary>Every kind there is; docs/alert-event.schema.json lists them as event types, and a change of shape makes a new version of
    /// one.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. AlertKinds.All, AlertKinds.Digest, AlertKinds.Escalated];

    /// <summary>The same facts always make the same id: the broker drops a second sending.</summary>
    public required string NoticeId { get; init; }

    /// <summary>One of <see cref="Kinds"/>; stalled and unsent are about the pipeline itself, for operators; silence and bunch, and some
    /// backlogs, about a feed's health; resolved and escalated about another alert.</summary>
    public required string Kind { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }

    /// <summary>The council's code, where all it tells of is of one council.</summary>
    public string? LaCode { get; init; }

    /// <summary>none, late, serious or critical.</summary>
    public required string Severity { get; init; }

    /// <summary>The notification_key the alert is about; null for a whole file.</summary>
    public string? SubjectKey { get; init; }

    /// <summary>The child_key of the record it is about, by which alerts are joined; no message has it (<see cref="Shown"/>), nor the
    /// alert's document once it was sent.</summary>
    public string? ChildKey { get; init; }

    /// <summary>The clock of the record that it is about; null where it is about many, or about no clock.</summary>
    public string? Clock { get; init; }

    /// <summary>The alert this one is about: what is resolved, or was not acknowledged.</summary>
    public string? About { get; init; }

    /// <summary>Routing keys, of a rung or of what a digest holds; null where its policy's rule says whom it reaches.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Taken from the receipt time, never from the clock on the wall.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The longest lateness told of, in hours from start to receipt.</summary>
    public double? WorstHours { get; init; }
    public required int Count { get; init; }
    public required string Text { get; init; }
    public required string FileId { get; init; }

    /// <summary>It waits for somebody: <see cref="AlertKinds.Waiting"/>.</summary>
    [JsonIgnore]
    public bool Waits => AlertKinds.Waiting.Contains(Kind);

    /// <summary>As it may be seen outside.</summary>
    public Notice Shown() => this with { ChildKey = null };
}
