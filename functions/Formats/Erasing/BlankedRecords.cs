using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Formats.Erasing;

/// <summary>Writes a landed file anew with blanks in place of some records: as long as it was, and every other record where it
/// was.</summary>
public static class BlankedRecords
{
    /// <summary>The bytes with blanks; null where the format cannot be written so. Whoever takes them reads them first, to see that every
    /// other record is as before.</summary>
    public static byte[]? Of(Feed feed, SourceFile source, string landed, ErasedPlaces places, string scratch, CancellationToken cancel)
    {
        if (source.Parts is not [var part]) return null;
        var content = File.ReadAllBytes(landed);
        if (source.Format == CsvFormat.Written) return new BlankedLines(feed, part, places).Of(content, cancel);
        if (places.Children.Count > 0 || part.Text.Encoding is not ("utf-8" or "utf-8-bom")) return null;
        return source.Format switch
        {
            "json" => BlankedJson.Of(landed, content, places, scratch, cancel),
            "xml" => BlankedXml.Of(feed.Contract.Xml!, content, places, cancel),
            _ => null,
        };
    }
}

/// <summary>The records that are to be blank.</summary>
/// <param name="Lines">Records, by the line or number they have in the file.</param>
/// <param name="Children">Of lines that name other children too: which of theirs.</param>
public sealed record ErasedPlaces(IReadOnlySet<int> Lines, IReadOnlyDictionary<int, IReadOnlySet<int>> Children);
