using System.Runtime.InteropServices;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What the key index holds of one record: hashes, versions, its first receipt and how it stood, and nothing that says who or what. 72 bytes, little-endian.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct IndexEntry
{
    public const int Size = 72;
    public const long NoVersion = long.MinValue;

    public KeyedHash Key;
    public KeyedHash Content;

    /// <summary>The highest version the sender gave of what was taken, or <see cref="NoVersion"/>: content sent without one stands, and lets no older version back in.</summary>
    public long Version;

    /// <summary>Microseconds since 1970: the smallest receipt of any arrival that held the record.</summary>
    public long FirstReceived;

    /// <summary>Microseconds since 1970: the receipt of the content held.</summary>
    public long Received;

    /// <summary>Microseconds since 1970: the last receipt of the content held. What was received before that, and is dealt with after it, did not replace it for good.</summary>
    public long LastSeen;

    /// <summary>Our own sequence of what was written for the record, from 1.</summary>
    public int RecordVersion;
    public TimeStatus Status;
    public Severity Severity;

    /// <summary>The status is an earlier version's, kept because a later one would have loosened it.</summary>
    public bool Loosened;

    byte _marks;

    /// <summary>More than one content was taken for the record: how it stands now cannot be told from the content held alone.</summary>
    public bool IsAmended
    {
        readonly get => (_marks & 1) != 0;
        set => _marks = (byte)(value ? _marks | 1 : _marks & ~1);
    }

    /// <summary>The content held is a cancellation, so nobody was alerted to how late it was.</summary>
    public bool IsCancelled
    {
        readonly get => (_marks & 2) != 0;
        set => _marks = (byte)(value ? _marks | 2 : _marks & ~2);
    }

    /// <summary>The severity somebody was alerted to since the content held was taken, because its clock ran on: none once it has stopped, for then <see cref="Severity"/> says it.</summary>
    public Severity ToldRunning
    {
        readonly get => (Severity)(_marks >> 2 & 3);
        set => _marks = (byte)(_marks & ~(3 << 2) | (int)value << 2);
    }

    /// <summary>The severity somebody was alerted to.</summary>
    public readonly Severity Told => IsCancelled || ToldRunning > Severity ? ToldRunning : Severity;
}
