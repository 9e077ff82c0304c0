using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;

namespace FrontDoor.Storage.Records;

/// <summary>What the record index holds of one record: hashes, versions, its first receipt and its status, and nothing that says who or
/// what.</summary>
public record struct RecordIndexEntry
{
    public const long NoVersion = long.MinValue;

    public KeyedHash Key { get; set; }
    public KeyedHash Content { get; set; }

    /// <summary>The highest version the sender gave of what was taken, or <see cref="NoVersion"/>: content sent without one stays current,
    /// and lets no older version back in.</summary>
    public long Version { get; set; }

    /// <summary>Microseconds since 1970: the smallest receipt of any arrival that held the record.</summary>
    public long FirstReceived { get; set; }

    /// <summary>The month, yyyymm in UTC, of the receipt that first brought the record here. It never moves: the file of the current tables
    /// that holds the record bears its name.</summary>
    public int RecordMonth { get; set; }

    /// <summary>Microseconds since 1970: the receipt of the current content.</summary>
    public long Received { get; set; }

    /// <summary>Microseconds since 1970: the last receipt of the current content. What was received before that, and is dealt with after
    /// it, did not replace it for good.</summary>
    public long LastSeen { get; set; }

    /// <summary>Our own sequence of what was written for the record, from 1.</summary>
    public int RecordVersion { get; set; }
    public TimeStatus Status { get; set; }
    public Severity Severity { get; set; }

    /// <summary>The status is an earlier version's, kept because a later one would have loosened it.</summary>
    public bool Loosened { get; set; }

    /// <summary>More than one content was taken for the record: its status cannot be told from the current content only.</summary>
    public bool IsAmended { get; set; }

    /// <summary>The current content is a cancellation, so no one was alerted to how late it was.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The severity of the alert sent since the current content was taken, because its clock ran on: none once it has stopped, for
    /// then <see cref="Severity"/> says it.</summary>
    public Severity ToldRunning { get; set; }

    /// <summary>The severity of the last alert sent.</summary>
    public readonly Severity Told => IsCancelled || ToldRunning > Severity ? ToldRunning : Severity;
}
