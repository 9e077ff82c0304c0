namespace FrontDoor.Formats.Csv;

/// <summary>What may stand between the fields of delimited text.</summary>
static class FieldSeparators
{
    public static readonly char[] All = [',', ';', '\t', '|'];

    /// <summary>Whether a line has so many fields by any separator: the rows may have another than the header.</summary>
    public static bool IsSeparated(ReadOnlySpan<byte> line, int fields)
    {
        foreach (var separator in All)
            if (line.Count((byte)separator) + 1 >= fields) return true;
        return false;
    }
}
