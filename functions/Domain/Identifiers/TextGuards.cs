namespace FrontDoor.Domain.Identifiers;

/// <summary>Marks that people and systems put around a value so that a spreadsheet leaves it alone, and that are no part of it: ="0123",
/// '0123, "0123".</summary>
public static class TextGuards
{
    /// <summary>The value within its guards; the text itself where it has none.</summary>
    /// <param name="apostrophes">Quotes and apostrophes too; without it only ="...", which no name or prose begins with.</param>
    public static ReadOnlySpan<byte> Off(ReadOnlySpan<byte> text, bool apostrophes)
    {
        // nearly every one
        if (text.Length < 2 || text[0] is not ((byte)'=' or (byte)'\'' or (byte)'"' or (byte)'`' or 0xC2 or 0xCA or 0xE2)) return text;
        while (true)
        {
            var within = Formula(text);
            if (within.Length == text.Length && apostrophes) within = Quoted(text);
            if (within.Length == text.Length) return text;
            text = within.Trim((byte)' ');
        }
    }

    static ReadOnlySpan<byte> Formula(ReadOnlySpan<byte> text) =>
        text is [(byte)'=', (byte)'"', .., (byte)'"'] && text.Length > 2 && !text[2..^1].Contains((byte)'"') ? text[2..^1] : text;

    /// <summary>In a pair of quotes with none between; or behind an apostrophe, as a spreadsheet marks text.</summary>
    static ReadOnlySpan<byte> Quoted(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'"', .. var within, (byte)'"'] when !within.Contains((byte)'"') => within,
        [(byte)'\'', .. var within, (byte)'\''] when !within.Contains((byte)'\'') => within,
        [0xE2, 0x80, 0x9C, .. var within, 0xE2, 0x80, 0x9D] => within,
        [0xE2, 0x80, 0x98, .. var within, 0xE2, 0x80, 0x99] => within,
        _ => IdText.AfterApostrophe(text),
    };
}
