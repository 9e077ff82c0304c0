namespace FrontDoor.Domain.Feeds;

/// <summary>What somebody probably meant to write.</summary>
public static class NearestWord
{
    const int ShortWord = 3, LettersPerSlip = 4, SlipsAtMost = 3;

    /// <summary>The word that is least unlike the one written; null where none is like it, or it is one of them.</summary>
    public static string? Of(string written, IEnumerable<string> words)
    {
        var most = written.Length < ShortWord ? 0 : Math.Clamp(1 + written.Length / LettersPerSlip, 1, SlipsAtMost);
        var nearest = words.Select(word => (Word: word, Off: Distance(Plain(written), Plain(word), most)))
            .OrderBy(one => one.Off).FirstOrDefault((Word: "", Off: int.MaxValue));
        return nearest.Off <= most && nearest.Word != written ? nearest.Word : null;
    }

    /// <summary>Letters to add, leave out or change to make one of the other; of those that differ in length by more than
    /// <paramref name="most"/>, more than any.</summary>
    public static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most) return int.MaxValue / 2;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < other.Length; j++)
                (diagonal, row[j + 1]) = (row[j + 1], Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (one[i] == other[j] ? 0 : 1)));
        }
        return row[^1];
    }

    static string Plain(string word) => word.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
}
