using System.Buffers.Binary;
using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using Parquet;
using Parquet.Schema;

namespace FrontDoor.Storage.Records;

/// <summary>The columns of a record index file, and the rows of one row group that is read or written.</summary>
sealed class RecordIndexColumns
{
    /// <summary>Small, because keys are spread evenly: a small arrival reads a row group for each of its keys.</summary>
    public const int RowsAGroup = 4096;

    static readonly DataField
        keyField = new("key", typeof(Guid), isNullable: false),
        contentField = new("content", typeof(Guid), isNullable: false),
        versionField = new("version", typeof(long), isNullable: true),
        firstReceivedField = Moment("first_received"),
        receivedField = Moment("received"),
        lastSeenField = Moment("last_seen"),
        recordVersionField = new("record_version", typeof(int), isNullable: false),
        recordMonthField = new("record_month", typeof(int), isNullable: false),
        statusField = new("status", typeof(string), isNullable: false),
        severityField = new("severity", typeof(string), isNullable: false),
        alertedRunningField = new("alerted_running", typeof(string), isNullable: false),
        loosenedField = new("loosened", typeof(bool), isNullable: false),
        amendedField = new("amended", typeof(bool), isNullable: false),
        cancelledField = new("cancelled", typeof(bool), isNullable: false);

    static readonly ReadOnlyMemory<char>[] statuses = Words<TimeStatus>(status => Encoding.ASCII.GetString(TimeWords.Of(status)));
    static readonly ReadOnlyMemory<char>[] severities = Words<Severity>(severity => Encoding.ASCII.GetString(TimeWords.Of(severity)));

    readonly Guid[] _keys = new Guid[RowsAGroup], _contents = new Guid[RowsAGroup];
    readonly long?[] _versions = new long?[RowsAGroup];
    readonly DateTime[] _firstReceived = new DateTime[RowsAGroup], _received = new DateTime[RowsAGroup],
        _lastSeen = new DateTime[RowsAGroup];
    readonly int[] _recordVersions = new int[RowsAGroup], _recordMonths = new int[RowsAGroup];
    readonly ReadOnlyMemory<char>[] _statuses = new ReadOnlyMemory<char>[RowsAGroup], _severities = new ReadOnlyMemory<char>[RowsAGroup],
        _alertedRunning = new ReadOnlyMemory<char>[RowsAGroup];
    readonly bool[] _loosened = new bool[RowsAGroup], _amended = new bool[RowsAGroup], _cancelled = new bool[RowsAGroup];

    public static ParquetSchema Schema { get; } = new(
        keyField, contentField, versionField, firstReceivedField, receivedField, lastSeenField, recordVersionField, recordMonthField,
        statusField, severityField, alertedRunningField, loosenedField, amendedField, cancelledField);

    public int Count { get; private set; }

    public KeyedHash FirstKey => Hash(_keys[0]);

    public RecordIndexEntry this[int row] => new()
    {
        Key = Hash(_keys[row]),
        Content = Hash(_contents[row]),
        Version = _versions[row] ?? RecordIndexEntry.NoVersion,
        FirstReceived = Microseconds(_firstReceived[row]),
        Received = Microseconds(_received[row]),
        LastSeen = Microseconds(_lastSeen[row]),
        RecordVersion = _recordVersions[row],
        RecordMonth = _recordMonths[row],
        Status = (TimeStatus)Place(statuses, _statuses[row]),
        Severity = (Severity)Place(severities, _severities[row]),
        AlertedRunning = (Severity)Place(severities, _alertedRunning[row]),
        IsCorrectionPending = _loosened[row],
        IsAmended = _amended[row],
        IsCancelled = _cancelled[row],
    };

    public void Add(in RecordIndexEntry entry)
    {
        (_keys[Count], _contents[Count]) = (Uuid(entry.Key), Uuid(entry.Content));
        _versions[Count] = entry.Version == RecordIndexEntry.NoVersion ? null : entry.Version;
        (_firstReceived[Count], _received[Count], _lastSeen[Count]) = (At(entry.FirstReceived), At(entry.Received), At(entry.LastSeen));
        (_recordVersions[Count], _recordMonths[Count]) = (entry.RecordVersion, entry.RecordMonth);
        (_statuses[Count], _severities[Count], _alertedRunning[Count]) = (statuses[(int)entry.Status], severities[(int)entry.Severity],
            severities[(int)entry.AlertedRunning]);
        (_loosened[Count], _amended[Count], _cancelled[Count]) = (entry.IsCorrectionPending, entry.IsAmended, entry.IsCancelled);
        Count++;
    }

    /// <summary>Writes the rows as one row group and clears them.</summary>
    public async Task Write(ParquetWriter writer, CancellationToken cancel)
    {
        using var group = writer.CreateRowGroup();
        await Column(keyField, _keys);
        await Column(contentField, _contents);
        await group.WriteAsync<long>(versionField, _versions.AsMemory(0, Count), cancellationToken: cancel);
        await Column(firstReceivedField, _firstReceived);
        await Column(receivedField, _received);
        await Column(lastSeenField, _lastSeen);
        await Column(recordVersionField, _recordVersions);
        await Column(recordMonthField, _recordMonths);
        await Column(statusField, _statuses);
        await Column(severityField, _severities);
        await Column(alertedRunningField, _alertedRunning);
        await Column(loosenedField, _loosened);
        await Column(amendedField, _amended);
        await Column(cancelledField, _cancelled);
        group.CompleteValidate();
        Count = 0;

        Task Column<T>(DataField field, T[] values) where T : struct =>
            group.WriteAsync<T>(field, values.AsMemory(0, Count), cancellationToken: cancel);
    }

    /// <summary>The keys of a row group, in order.</summary>
    public async Task<KeyedHash[]> ReadKeys(ParquetRowGroupReader group)
    {
        Count = checked((int)group.RowCount);
        await group.ReadAsync<Guid>(keyField, _keys.AsMemory(0, Count));
        return Array.ConvertAll(_keys[..Count], Hash);
    }

    /// <summary>Replaces the rows by those of a row group, in order of key.</summary>
    public async Task<RecordIndexColumns> Read(ParquetRowGroupReader group)
    {
        Count = checked((int)group.RowCount);
        await Column(keyField, _keys);
        await Column(contentField, _contents);
        await group.ReadAsync<long>(versionField, _versions.AsMemory(0, Count));
        await Column(firstReceivedField, _firstReceived);
        await Column(receivedField, _received);
        await Column(lastSeenField, _lastSeen);
        await Column(recordVersionField, _recordVersions);
        await Column(recordMonthField, _recordMonths);
        await Column(statusField, _statuses);
        await Column(severityField, _severities);
        await Column(alertedRunningField, _alertedRunning);
        await Column(loosenedField, _loosened);
        await Column(amendedField, _amended);
        await Column(cancelledField, _cancelled);
        return this;

        ValueTask Column<T>(DataField field, T[] values) where T : struct => group.ReadAsync<T>(field, values.AsMemory(0, Count));
    }

    static DateTimeDataField Moment(string name) =>
        new(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: false);

    static ReadOnlyMemory<char>[] Words<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => word(value).AsMemory())];

    static int Place(ReadOnlyMemory<char>[] words, ReadOnlyMemory<char> word)
    {
        for (var place = 0; place < words.Length; place++)
            if (words[place].Span.SequenceEqual(word.Span)) return place;
        throw new InvalidDataException($"A record index file says '{word}'; expected one of {string.Join(", ", words)}. Restore it from "
            + $"a backup; nothing was decided on it.");
    }

    static DateTime At(long microseconds) => DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    static long Microseconds(DateTime at) => (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>A UUID with the same 32 digits.</summary>
    static Guid Uuid(KeyedHash hash)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, hash.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], hash.Low);
        return new Guid(bytes, bigEndian: true);
    }

    static KeyedHash Hash(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));
    }
}
