using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>How much one landed file has unpacked to, over every archive and workbook in it, and how much it may.</summary>
/// <param name="packed">Bytes of the landed file.</param>
public sealed class Unpacked(long packed)
{
    /// <summary>4 GB: three million rows of a full extract.</summary>
    public const long BytesAtMost = 4L << 30;

    /// <summary>Text packs to a tenth, a sheet to a twentieth; what packs to less than a two-hundredth was made to harm.</summary>
    public const int RatioAtMost = 200;

    /// <summary>64 MB harm nobody, however small they were packed: a short file of blanks packs very small.</summary>
    public const long RatioFrom = 64L << 20;

    long _bytes;

    /// <exception cref="UnreadableException">It is more than is taken.</exception>
    internal void Add(long bytes)
    {
        _bytes += bytes;
        if (_bytes > BytesAtMost) throw new UnreadableException(Defects.FileTooLarge, $"more than {BytesAtMost >> 30} GB unpacked");
        if (_bytes > RatioFrom && _bytes / RatioAtMost > packed)
            throw new UnreadableException(Defects.FileTooLarge, $"more than {RatioAtMost} times its size unpacked");
    }
}
