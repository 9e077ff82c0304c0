using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>
/// Who bears each NHS number and UPN, as this feed and sender have said so far: kept in the record index beside the records, under the
/// number's own key.
/// Two bearers are two children where both their dates of birth and their names differ; a name or a date alone is a change or a slip.
/// </summary>
/// <param name="received">Microseconds since 1970.</param>
sealed class SharedNumbers(RecordIndex index, long received)
{
    /// <summary>Of so many numbers of one file it is known where they stood first; of a later one only the second bearer can be
    /// told.</summary>
    const int PlacesAtMost = 1_000_000;

    readonly Dictionary<KeyedHash, RowPlace> _first = [];

    /// <summary>Whether another child is known to bear the number; <paramref name="first"/> is where it stood first in this file, told
    /// once.</summary>
    /// <param name="bearer">Keyed hashes by date of birth and by name, each of this number alone.</param>
    public bool IsAnothers(KeyedHash number, KeyedHash bearer, RowPlace place, out RowPlace? first)
    {
        first = null;
        var isKnown = index.Find(number, out var held);
        var isAnothers = isKnown && held.Content.High != bearer.High && held.Content.Low != bearer.Low;
        if (isAnothers && _first.Remove(number, out var stood)) first = stood;
        if (isAnothers) return true;
        if (!isKnown || held.Content != bearer)
            index.Put(new RecordIndexEntry
            {
                Key = number,
                Content = bearer,
                Version = RecordIndexEntry.NoVersion,
                FirstReceived = received,
                Received = received,
                LastSeen = received
            });
        if (_first.Count < PlacesAtMost) _first.TryAdd(number, place);
        return false;
    }
}
