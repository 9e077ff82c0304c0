using System.Text;

namespace FrontDoor.Storage.Arrivals;

/// <summary>How a file's receipts are called: the file's own name, the start of its id, and what each is.</summary>
public static class ReceiptName
{
    /// <summary>Bytes of the file's name that go into its receipts': with an ending it must stay within the 255 that file systems
    /// allow.</summary>
    public const int NameBytes = 200;

    const string True = ".receipt.", Delayed = ".delayed.";

    /// <summary>The true receipt, and that of a file held for a fault of ours: under names of their own, because what is written where
    /// another object is staged would drop it.</summary>
    public const string Text = True + "txt", Json = True + "json", DelayedText = Delayed + "txt", DelayedJson = Delayed + "json",
        Rejects = ".rejects.csv", Late = ".late.csv";

    public static string Of(string file, string fileId, string ending) => Start(file) + After(fileId, ending);

    /// <summary>What comes after the file's name.</summary>
    public static string After(string fileId, string ending) => $".{fileId[..8]}{ending}";

    /// <summary>The path of the receipt that said the file was held, which the one at this path replaces; null for what is no
    /// receipt.</summary>
    public static string? Replaced(string path) =>
        path.EndsWith(Text, StringComparison.Ordinal) ? path[..^Text.Length] + DelayedText
        : path.EndsWith(Json, StringComparison.Ordinal) ? path[..^Json.Length] + DelayedJson
        : null;

    /// <summary>As much of a file's name as fits, in whole characters.</summary>
    public static string Start(string file)
    {
        if (Encoding.UTF8.GetByteCount(file) <= NameBytes) return file;
        var (start, bytes) = (new StringBuilder(), 0);
        foreach (var letter in file.EnumerateRunes())
        {
            if ((bytes += letter.Utf8SequenceLength) >= NameBytes) break;
            start.Append(letter.ToString());
        }
        return start.Append('~').ToString();
    }
}
