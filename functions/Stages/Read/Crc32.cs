namespace FrontDoor.Stages;

/// <summary>The checksum of zip files, which .NET's own reader does not compare.</summary>
static class Crc32
{
    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(letter => One((uint)letter))];

    /// <param name="crc">All ones to begin with; the checksum is its complement.</param>
    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var letter in bytes) crc = Table[(byte)crc ^ letter] ^ (crc >> 8);
        return crc;
    }

    static uint One(uint letter)
    {
        for (var bit = 0; bit < 8; bit++) letter = (letter & 1) != 0 ? 0xEDB88320 ^ (letter >> 1) : letter >> 1;
        return letter;
    }
}
