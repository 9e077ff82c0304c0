using System.Text;

namespace FrontDoor.Storage.Arrivals;

/// <summary>Names of a file's receipts: the file's own name, the start of its id, and an ending.</summary>
public static class ReceiptName
{
    /// <summary>The most bytes of the file's name in a receipt's name: with its ending it must fit the 255 bytes of file
    /// systems.</summary>
    public const int NameBytes = 200;

    /// <summary>So much of the file's id is in a receipt's name.</summary>
    public const int IdLength = 8;

    const string True = ".receipt.", Delayed = ".delayed.";

    /// <summary>Endings of the final receipt and of the receipt of a delayed file. They differ because a write to a path drops what is
    /// staged there.</summary>
    public const string Text = True + "txt", Json = True + "json", DelayedText = Delayed + "txt", DelayedJson = Delayed + "json",
        Rejects = ".rejects.csv", Late = ".late.csv";

    public static string Of(string file, string fileId, string ending) => Start(file) + After(fileId, ending);

    /// <summary>What follows the file's name.</summary>
    public static string After(string fileId, string ending) => $".{fileId[..IdLength]}{ending}";

    /// <summary>The path of the delayed receipt that the receipt at this path replaces; null if the path is no receipt.</summary>
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
