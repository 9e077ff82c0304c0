using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>Rows that wait until the whole file is read, because their effect depends on every version of their record.</summary>
sealed class DeferredRows
{
    readonly Dictionary<KeyedHash, List<SentVersion>> _byKey = [];
    long _oldest = long.MaxValue;

    /// <summary>The earliest first receipt of their records; null if no row waits.</summary>
    public NodaTime.Instant? Since => _byKey.Count > 0 ? ArrivalContext.FromMicroseconds(_oldest) : null;

    public IEnumerable<KeyedHash> Keys => _byKey.Keys;

    public bool Contains(KeyedHash key) => _byKey.Count > 0 && _byKey.ContainsKey(key);

    /// <summary>The rows of a record, in file order.</summary>
    public IReadOnlyList<SentVersion> Of(KeyedHash key) => _byKey[key];

    public void Add(KeyedHash key, SentVersion sent, in RecordIndexEntry held)
    {
        if (!_byKey.TryGetValue(key, out var rows)) _byKey.Add(key, rows = []);
        rows.Add(sent);
        _oldest = Math.Min(_oldest, held.FirstReceived);
    }
}

/// <summary>The receipts of the versions that this file corrects.</summary>
sealed class AmendedVersions
{
    readonly HashSet<long> _received = [];
    long _since = long.MaxValue;

    /// <summary>The earliest first receipt of the corrected records; null if there are none.</summary>
    public NodaTime.Instant? Since => _since < long.MaxValue ? ArrivalContext.FromMicroseconds(_since) : null;

    /// <summary>Receipts of the corrected versions; few, like the arrivals that brought them.</summary>
    public IReadOnlyCollection<long> Received => _received;

    public void Add(in RecordIndexEntry held)
    {
        _since = Math.Min(_since, held.FirstReceived);
        _received.Add(held.Received);
    }
}
