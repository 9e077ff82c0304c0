using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Storage.Alerts;

/// <summary>One alert: its record by key only, its kind and severity, and a text that may be shown anywhere.</summary>
/// <remarks>Never holds a name, reference, address or narrative.</remarks>
public sealed record Notice
{
    /// <summary>The same facts always make the same id: the broker drops a second sending.</summary>
    public required string NoticeId { get; init; }

    public required AlertKind Kind { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }

    /// <summary>The council's code, if everything in the alert is of one council.</summary>
    public string? LaCode { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The notification_key the alert is about; null for a whole file.</summary>
    public string? SubjectKey { get; init; }

    /// <summary>The child_key of the record, used to join alerts. It is in no message (<see cref="Shown"/>), and in the alert's document
    /// only until the alert was sent.</summary>
    public string? ChildKey { get; init; }

    /// <summary>The clock of the record; null if the alert is about many, or about no clock.</summary>
    public string? Clock { get; init; }

    /// <summary>The alert that this one resolves or escalates.</summary>
    public string? About { get; init; }

    /// <summary>Routing keys of a rung or of a digest; null if the policy's rule decides.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>From the receipt time, never from the wall clock.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The longest lateness in it, in hours from start to receipt.</summary>
    public double? WorstHours { get; init; }
    public required int Count { get; init; }
    public required string Text { get; init; }
    public required string FileId { get; init; }

    /// <summary>Whether it can be acknowledged: <see cref="AlertKinds.Waiting"/>.</summary>
    [JsonIgnore]
    public bool Waits => AlertKinds.Of(Kind).Waits;

    /// <summary>The alert without what may not leave the store.</summary>
    public Notice Shown() => this with { ChildKey = null };
}
