using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.TextScan;

namespace FrontDoor.Domain.Clocks;

/// <summary>What stands behind a time of day and says on which clock it was read.</summary>
static class ZoneText
{
    /// <param name="Ahead">Seconds ahead of UTC; null where nothing is said.</param>
    /// <param name="MustHold">The name must be the one the clock in London had then: many systems write GMT all year round.</param>
    public readonly record struct Zone(int? Ahead, bool MustHold = false)
    {
        /// <summary>The time on this clock; null where the clock in London did not show it under that name.</summary>
        public WrittenTime? On(WrittenTime time) =>
            Ahead is not { } ahead ? time : MustHold ? InZone(time, ahead) : time with { HasOffset = true, OffsetSeconds = ahead };
    }

    /// <summary>Takes an offset, Z, UTC, GMT, BST, or GMT+0100 off the end; a comment or a place behind an offset with it.</summary>
    /// <param name="isProgram">Written by a program for certain: a minus is one, and not the dash of 09:15-10:30.</param>
    /// <param name="isMail">By the standards of mail and the web GMT is UTC, whatever London's clock shows.</param>
    public static Zone TakeZone(ref ReadOnlySpan<byte> text, bool isProgram, bool isMail)
    {
        var bare = WithoutPlace(text, out var hadPlace);
        if (TakeOffset(ref bare, isProgram) is { } offset)
        {
            text = bare;
            return new(offset);
        }
        var named = bare;
        if (ReadZone(ref named) is { } ahead)
        {
            var isOnce = named is not [.., (byte)'Z' or (byte)'z'];
            var written = TakeOffset(ref named, isProgram); // +0100 BST, as Go writes it
            if (!isOnce || written is not null && written != ahead) return default;
            text = named;
            return new(ahead, MustHold: written is null && !(isMail && ahead == 0));
        }
        if (hadPlace) text = bare;
        return default;
    }

    /// <summary>Takes BST or GMT off the end, and gives its seconds ahead of UTC.</summary>
    public static int? ReadZone(ref ReadOnlySpan<byte> text)
    {
        if (text.Length < 4 || (text[^1] | 0x20) != 't')
            return null;
        int? ahead = System.Text.Ascii.EqualsIgnoreCase(text[^3..], "BST"u8) ? 3600
            : System.Text.Ascii.EqualsIgnoreCase(text[^3..], "GMT"u8) ? 0 : null;
        if (ahead is not null)
            text = Trim(text[..^3]);
        return ahead;
    }

    // Many systems write GMT all year round. Where the clock in London did not show that time under that name, one of the two is wrong, and
    // which is not for us to say.
    public static WrittenTime? InZone(WrittenTime time, int ahead) =>
        London.ToLocalSeconds(time.LocalSeconds - ahead) == time.LocalSeconds ? time with { HasOffset = true, OffsetSeconds = ahead }
        : null;

    /// <summary>Takes ±hh, ±hhmm or ±hh:mm off the end, or Z or UTC.</summary>
    static int? TakeOffset(ref ReadOnlySpan<byte> text, bool isProgram)
    {
        if (EndsIn(text, "UTC"u8))
        {
            text = Trim(text[..^3]);
            var inner = text;
            if (TakeOffset(ref inner, isProgram) is 0) text = inner; // +0000 UTC
            return 0;
        }
        if (isProgram && text is [.., (byte)'Z' or (byte)'z'])
        {
            text = Trim(text[..^1]);
            return 0;
        }
        var at = text.LastIndexOfAny((byte)'+', (byte)'-');
        if (at < 0) return null;
        var written = text[(at + 1)..];
        var isMinus = text[at] == '-';
        var before = Trim(text[..at]);
        var isNamed = EndsIn(before, "GMT"u8) || EndsIn(before, "UTC"u8);
        var digits = Digits(written);
        if (digits is not (2 or 4) && !(digits == 1 && isNamed) || !Next(ref written, digits, out var hours)) return null;
        var minutes = digits == 4 ? hours % 100 : 0;
        if (digits == 4) hours /= 100;
        if (digits < 4 && written is [(byte)':', _, _] && Digits(written[1..]) == 2)
        {
            written = written[1..];
            Next(ref written, 2, out minutes);
        }
        if (!written.IsEmpty || hours > 14 || minutes > 59 || isMinus && !isProgram && !isNamed && hours + minutes > 0) return null;
        text = isNamed ? Trim(before[..^3]) : before;
        return (isMinus ? -1 : 1) * (hours * 3600 + minutes * 60);
    }

    /// <summary>No name of a zone is longer: what is, is no comment of a program.</summary>
    const int PlaceAtMost = 64;

    /// <summary>Without (Greenwich Mean Time) or [Europe/London] at the end; without Europe/London.</summary>
    static ReadOnlySpan<byte> WithoutPlace(ReadOnlySpan<byte> text, out bool hadPlace)
    {
        hadPlace = true;
        if (text is [.., (byte)')'] && text.LastIndexOf((byte)'(') is > 0 and var comment && text.Length - comment <= PlaceAtMost
            && IsWords(text[(comment + 1)..^1])
            && Trim(text[..comment]) is var said && EndsInOffset(said)) return said;
        if (EndsIn(text, "[Europe/London]"u8)) return Trim(text[..^15]);
        if (EndsIn(text, " Europe/London"u8)) return Trim(text[..^14]);
        hadPlace = false;
        return text;
    }

    static bool IsWords(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
            if (letter != ' ' && !char.IsAsciiLetter((char)letter)) return false;
        return true;
    }

    static bool EndsInOffset(ReadOnlySpan<byte> text) => TakeOffset(ref text, isProgram: true) is not null;
}
