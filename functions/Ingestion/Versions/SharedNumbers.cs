using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>Who has each NHS number and UPN, according to this feed and sender: stored in the record index, under the number's own key.
/// It is two children if both the date of birth and the name differ; if only one differs, it is a change or a slip.</summary>
/// <param name="received">Microseconds since 1970.</param>
sealed class SharedNumbers(RecordIndex index, long received)
{
    /// <summary>For this many numbers of a file, the first row is remembered; for later ones only the second row can be
    /// reported.</summary>
    const int PlacesAtMost = 1_000_000;

    readonly Dictionary<KeyedHash, RowPlace> _first = [];

    /// <summary>Whether another child is known to have the number; <paramref name="first"/> is its first row in this file, returned
    /// once.</summary>
    /// <param name="bearer">Keyed hashes of date of birth and of name, each made with this number.</param>
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
