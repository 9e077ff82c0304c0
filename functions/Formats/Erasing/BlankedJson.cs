using FrontDoor.Formats.Content;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Erasing;

/// <summary>Blanks records of a JSON file: an object of a list becomes one without fields, a line of NDJSON a blank one.</summary>
static class BlankedJson
{
    public static byte[]? Of(string landed, byte[] content, ErasedPlaces places, string scratch, CancellationToken cancel)
    {
        var text = new FileStart(landed, scratch, cancel).WholeText.Path;
        if (new FileInfo(text).Length != content.Length) return null;
        var (pieces, units) = (new JsonPieces(text, cancel), new TextUnits(content));
        try
        {
            foreach (var piece in pieces.Cut())
            {
                if (!places.Lines.Contains(piece.Place)) continue;
                var (start, end) = ((int)piece.Start, (int)(piece.Start + piece.Length));
                units.Fill(start, end, ' ');
                if (pieces.IsLines) continue;
                units.Put(start, '{');
                units.Put(end - 1, '}');
            }
        }
        catch (JsonFaultException)
        {
            return null; // what was read of it was of another shape
        }
        return pieces.IsOne ? null : content;
    }
}
