namespace FrontDoor.Formats.Content;

/// <summary>What a spreadsheet writes into a cell instead of a value, in its own files and in the CSV it exports.</summary>
static class SheetErrors
{
    static readonly byte[][] Errors =
        [[.. "#N/A"u8], [.. "#REF!"u8], [.. "#VALUE!"u8], [.. "#DIV/0!"u8], [.. "#NAME?"u8], [.. "#NUM!"u8], [.. "#NULL!"u8],
        [.. "#SPILL!"u8], [.. "#CALC!"u8], [.. "#GETTING_DATA"u8]];

    public static bool Holds(ReadOnlySpan<byte> cell)
    {
        foreach (var error in Errors)
            if (cell.SequenceEqual(error)) return true;
        return cell.Length >= 4 && cell.IndexOfAnyExcept((byte)'#') < 0; // ######## is what a column too narrow shows
    }
}
