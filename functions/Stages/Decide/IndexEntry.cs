using System.Runtime.InteropServices;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What the key index holds of one record: hashes, versions, its first receipt and how it stood, and nothing that says who or what. 64 bytes, little-endian.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct IndexEntry
{
    public const int Size = 64;
    public const long NoVersion = long.MinValue;

    /// <summary>High half of the key first, so that entries sort as their hex does.</summary>
    public ulong KeyHigh;
    public ulong KeyLow;
    public ulong ContentHigh;
    public ulong ContentLow;

    /// <summary>The highest version the sender gave of what was taken, or <see cref="NoVersion"/>: content sent without one stands, and lets no older version back in.</summary>
    public long Version;

    /// <summary>Microseconds since 1970: the smallest receipt of any arrival that held the record.</summary>
    public long FirstReceived;

    /// <summary>Microseconds since 1970: the receipt of the content held.</summary>
    public long Received;

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

    public UInt128 Key
    {
        readonly get => new(KeyHigh, KeyLow);
        set => (KeyHigh, KeyLow) = ((ulong)(value >> 64), (ulong)value);
    }

    public UInt128 Content
    {
        readonly get => new(ContentHigh, ContentLow);
        set => (ContentHigh, ContentLow) = ((ulong)(value >> 64), (ulong)value);
    }

    /// <summary>Orders entries as the hex of their keys sorts.</summary>
    public static int InOrder(in IndexEntry one, in IndexEntry other)
    {
        var high = one.KeyHigh.CompareTo(other.KeyHigh);
        return high != 0 ? high : one.KeyLow.CompareTo(other.KeyLow);
    }
}
