using System.Text;

namespace FrontDoor.Formats.Content;

/// <summary>A file as it is recognised: its first bytes and, where they are text, that text.</summary>
sealed class FileStart
{
    const int Window = 1 << 16;
    const int LookedAtForControls = 4096;

    readonly Lazy<SourceText> _whole;
    readonly byte[] _text;

    /// <param name="scratch">Where the whole text may be written in UTF-8.</param>
    public FileStart(string path, string scratch, CancellationToken cancel)
    {
        (Path, Cancel) = (path, cancel);
        using var file = Open();
        var window = new byte[Window];
        Bytes = window[..file.ReadAtLeast(window, Window, throwOnEndOfStream: false)];
        IsWhole = Bytes.Length < Window;
        _text = Utf8(Bytes);
        _whole = new(() => ByteOrderMark.Blanked(SourceText.Open(path, scratch, cancel), scratch, cancel));
    }

    public string Path { get; }

    public CancellationToken Cancel { get; }

    public byte[] Bytes { get; }

    /// <summary>Nothing follows the first bytes.</summary>
    public bool IsWhole { get; }

    /// <summary>The first bytes in UTF-8, for a text; without blanks before them.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan().TrimStart(" \t\r\n\f"u8);

    /// <summary>The whole file in UTF-8, blanks in place of a protective marking above or below it.</summary>
    public SourceText WholeText => _whole.Value;

    /// <summary>Text may hold a stray NUL or two. What is not text holds control characters everywhere.</summary>
    public bool IsBinary
    {
        get
        {
            var start = _text.AsSpan(0, Math.Min(_text.Length, LookedAtForControls));
            var nuls = start.Count((byte)0);
            var controls = 0;
            foreach (var letter in start)
                if (letter is > 0 and < 0x20
                    and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0B or 0x1A or 0x1F)) controls++;
            return nuls > start.Length / 8 || controls > start.Length / 20;
        }
    }

    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read);

    static byte[] Utf8(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Utf8(Encoding.Unicode, bytes.AsSpan(2)),
        [0xFE, 0xFF, ..] => Utf8(Encoding.BigEndianUnicode, bytes.AsSpan(2)),
        _ when SourceText.Utf16Of(bytes) is { } withoutMark => Utf8(withoutMark, bytes),
        [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
        _ => bytes,
    };

    static byte[] Utf8(Encoding encoding, ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetBytes(encoding.GetString(text[..(text.Length & ~1)]));
}
