using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Storage.Alerts;

/// <summary>One alert: about whom only by key, about what by kind and severity, in words fit for any screen.</summary>
/// <remarks>Holds no name, reference, address or narrative, ever.</remarks>
public sealed record Notice
{
    /// <summary>The same facts always make the same id: the broker drops a second sending.</summary>
    public required string NoticeId { get; init; }

    public required AlertKind Kind { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }

    /// <summary>The council's code, where all it tells of is of one council.</summary>
    public string? LaCode { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The notification_key the alert is about; null for a whole file.</summary>
    public string? SubjectKey { get; init; }

    /// <summary>The child_key of the record it is about, by which alerts are joined; no message has it (<see cref="Shown"/>), nor the
    /// alert's document once it was sent.</summary>
    public string? ChildKey { get; init; }

    /// <summary>The clock of the record that it is about; null where it is about many, or about no clock.</summary>
    public string? Clock { get; init; }

    /// <summary>The alert this one is about: what is resolved, or was not acknowledged.</summary>
    public string? About { get; init; }

    /// <summary>Routing keys, of a rung or of what a round-up holds; null where its policy's rule says whom it reaches.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Taken from the receipt time, never from the clock on the wall.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The longest lateness told of, in hours from start to receipt.</summary>
    public double? WorstHours { get; init; }
    public required int Count { get; init; }
    public required string Text { get; init; }
    public required string FileId { get; init; }

    /// <summary>It waits for someone.</summary>
    [JsonIgnore]
    public bool Waits => AlertKinds.Of(Kind).Waits;

    /// <summary>As it may be seen outside.</summary>
    public Notice Shown() => this with { ChildKey = null };
}
