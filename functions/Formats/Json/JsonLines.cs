using System.Runtime.InteropServices;
using System.Text.Json;

namespace FrontDoor.Formats.Json;

/// <summary>JSON with a record a line (NDJSON): told from one document by its first lines, and cut at its line ends, so that a broken line
/// costs no other.</summary>
static class JsonLines
{
    /// <summary>Of two, the second may seem to go on from a first that broke off before a value.</summary>
    const int LinesSeen = 3;

    const int BlockSize = 1 << 16;

    /// <summary>So much is looked at of a first line, which may be a whole document.</summary>
    const int FirstLinesAtMost = 4 << 20;

    /// <summary>
    /// The first line is an object by itself and another line follows; or the first is broken and the second is an object by itself.
    /// (Of a first line too long to look at, the second decides.) A document in lines begins with one that is not finished, and its second
    /// line goes on from there.
    /// </summary>
    public static bool Are(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize);
        var lines = FirstLines(file);
        if (lines.Count < 2) return false;
        return IsObject(lines[0]) || (lines[0].Length > FirstLinesAtMost && IsObject(lines[1])) || (IsObject(lines[1]) && IsBroken(lines));
    }

    public static IEnumerable<JsonPiece> Cut(string path, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var block = new byte[BlockSize];
        var (at, lineStart, line) = (0L, 0L, 1);
        for (int read; (read = file.Read(block)) > 0; at += read)
        {
            cancel.ThrowIfCancellationRequested();
            for (var from = 0; block.AsSpan(from, read - from).IndexOf((byte)'\n') is >= 0 and var end;)
            {
                from += end + 1;
                yield return Piece(line++, lineStart, at + from - 1);
                lineStart = at + from;
            }
        }
        if (at > lineStart) yield return Piece(line, lineStart, at);
    }

    static JsonPiece Piece(int line, long start, long end) => new(line, start, end - start, true);

    /// <summary>The first lines that are not blank, of a file that begins as an object; of a longer one its beginning.</summary>
    static List<byte[]> FirstLines(FileStream file)
    {
        var lines = new List<byte[]>();
        var line = new List<byte>();
        for (int next = 0; lines.Count < LinesSeen && next >= 0;)
        {
            next = file.ReadByte();
            if (next is not ('\n' or < 0))
            {
                if (line.Count <= FirstLinesAtMost) line.Add((byte)next);
                continue;
            }
            var text = JsonFields.Trim(CollectionsMarshal.AsSpan(line));
            if (text.Length > 0 && text[0] != '{' && lines.Count == 0) return [];
            if (text.Length > 0) lines.Add(text.ToArray());
            line.Clear();
        }
        return lines;
    }

    static bool IsObject(ReadOnlySpan<byte> line) => line is [(byte)'{', ..] && Check(line, isWhole: true);

    /// <summary>JSON as far as it goes, and not all of it.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> line) => Check(line, isWhole: false) && !Check(line, isWhole: true);

    /// <summary>The lines do not go on from one another.</summary>
    static bool IsBroken(List<byte[]> lines) => !Check([.. lines.SelectMany(line => line.Append((byte)'\n'))], isWhole: false);

    static bool Check(ReadOnlySpan<byte> text, bool isWhole)
    {
        var reader = new Utf8JsonReader(text, isWhole, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonTokens.DeepestNesting }));
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
