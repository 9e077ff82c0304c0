using FrontDoor.Domain.Keys;

namespace FrontDoor.Storage.Records;

/// <summary>How a row relates to the known state of its record.</summary>
public enum RecordChange : byte
{
    New,
    /// <summary>Other content, of the same or a later version.</summary>
    Amended,
    /// <summary>The record was received earlier than known, in an arrival processed later: the first receipt moves earlier.</summary>
    EarlierReceipt,
    /// <summary>An older version, received before anything known of the record: the first receipt moves earlier, the current content
    /// stays.</summary>
    EarlierReceiptOfOlder,
    /// <summary>The current content again.</summary>
    Unchanged,
    /// <summary>An older version; not used.</summary>
    Older,
}

/// <summary>Decides between versions of one record. The order of arrival decides only where the sender's versions do not.</summary>
public static class RecordVersions
{
    public static RecordChange Compare(in RecordIndexEntry held, KeyedHash content, long version, long received)
    {
        var earlier = received < held.FirstReceived;
        if (content == held.Content) return earlier ? RecordChange.EarlierReceipt : RecordChange.Unchanged;
        var order = version == RecordIndexEntry.NoVersion || held.Version == RecordIndexEntry.NoVersion ? 0
            : version.CompareTo(held.Version);
        if (order > 0 || (order == 0 && received >= held.LastSeen)) return RecordChange.Amended;
        return earlier ? RecordChange.EarlierReceiptOfOlder : RecordChange.Older;
    }
}
