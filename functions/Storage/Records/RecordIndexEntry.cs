using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;

namespace FrontDoor.Storage.Records;

/// <summary>One record in the record index: hashes, versions, first receipt and status, without personal data.</summary>
public record struct RecordIndexEntry
{
    public const long NoVersion = long.MinValue;

    public KeyedHash Key { get; set; }
    public KeyedHash Content { get; set; }

    /// <summary>The highest version that the sender gave, or <see cref="NoVersion"/>. Content without a version is current and does not
    /// let an older version back in.</summary>
    public long Version { get; set; }

    /// <summary>Microseconds since 1970: the first receipt of the record.</summary>
    public long FirstReceived { get; set; }

    /// <summary>The month, yyyymm in UTC, of the receipt that first brought the record. It never moves: it names the record's file of the
    /// current tables.</summary>
    public int RecordMonth { get; set; }

    /// <summary>Microseconds since 1970: the receipt of the current content.</summary>
    public long Received { get; set; }

    /// <summary>Microseconds since 1970: the last receipt of the current content. A version that was received before that and is
    /// processed later did not replace it for good.</summary>
    public long LastSeen { get; set; }

    /// <summary>Number of rows written for the record, from 1.</summary>
    public int RecordVersion { get; set; }
    public TimeStatus Status { get; set; }
    public Severity Severity { get; set; }

    /// <summary>Whether the status is an earlier version's, kept because a later one would have relaxed it.</summary>
    public bool IsCorrectionPending { get; set; }

    /// <summary>Whether the record had more than one content: then its status cannot be computed from the current content.</summary>
    public bool IsAmended { get; set; }

    /// <summary>Whether the current content is a cancellation, so that no alert was sent about its lateness.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The severity of the last alert about the running clock since the current content was received; none once the clock has
    /// stopped, because <see cref="Severity"/> has it then.</summary>
    public Severity AlertedRunning { get; set; }

    /// <summary>The severity of the last alert sent.</summary>
    public readonly Severity Alerted => IsCancelled || AlertedRunning > Severity ? AlertedRunning : Severity;
}
