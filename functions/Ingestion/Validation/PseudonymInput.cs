using System.Globalization;
using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Collects the comparable parts of a key into the message for its HMAC. Use one for each thread.</summary>
sealed class PseudonymInput
{
    const byte Separator = 0x1F;

    byte[] _buffer = new byte[1024];
    int _used;

    /// <summary>The collected parts as one message.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _used);

    public PseudonymInput Begin()
    {
        _used = 0;
        return this;
    }

    public PseudonymInput Add(ReadOnlySpan<byte> part)
    {
        Room(part.Length + 1);
        part.CopyTo(_buffer.AsSpan(_used));
        _used += part.Length;
        _buffer[_used++] = Separator;
        return this;
    }

    /// <summary>Adds a reference: in capitals, with single spaces, without invisible characters.</summary>
    public PseudonymInput AddReference(ReadOnlySpan<byte> part) => AddFolded(part, lettersAlone: false);

    /// <summary>Adds a name: only capital letters and digits, without accents, so that O'Neill, O NEILL and Oneill are equal, and Zoë is
    /// Zoe.</summary>
    public PseudonymInput AddName(ReadOnlySpan<byte> part) => AddFolded(part, lettersAlone: true);

    public PseudonymInput AddNumber(long number)
    {
        Room(21);
        number.TryFormat(_buffer.AsSpan(_used), out var written, provider: CultureInfo.InvariantCulture);
        _used += written;
        return Add(default);
    }

    PseudonymInput AddFolded(ReadOnlySpan<byte> part, bool lettersAlone)
    {
        if (!Ascii.IsValid(part))
            part = Encoding.UTF8.GetBytes(lettersAlone ? PlainLetters.Of(Encoding.UTF8.GetString(part))
                : Encoding.UTF8.GetString(Seen(part)).Normalize().ToUpperInvariant());
        Room(part.Length + 1);
        var blank = false;
        foreach (var letter in part)
        {
            if (letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                blank = true;
                continue;
            }
            if (lettersAlone && letter < 0x80 && !char.IsAsciiLetterOrDigit((char)letter)) continue;
            if (blank && !lettersAlone) _buffer[_used++] = (byte)' ';
            blank = false;
            _buffer[_used++] = letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter;
        }
        _buffer[_used++] = Separator;
        return this;
    }

    static byte[] Seen(ReadOnlySpan<byte> part)
    {
        var seen = new List<byte>(part.Length);
        for (var at = 0; at < part.Length;)
        {
            var (mark, blank) = (InvisibleCharacters.Mark(part[at..]), InvisibleCharacters.Blank(part[at..]));
            if (mark + blank == 0) seen.Add(part[at++]);
            else if (blank > 0) seen.Add((byte)' ');
            at += mark + blank;
        }
        return [.. seen];
    }

    void Room(int more)
    {
        if (_used + more > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + more));
    }
}
