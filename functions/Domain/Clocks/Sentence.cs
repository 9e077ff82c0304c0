using FrontDoor.Domain.Calendars;

namespace FrontDoor.Domain.Clocks;

/// <summary>Writes ASCII words, numbers and days into a span.</summary>
ref struct Sentence(Span<byte> utf8)
{
    readonly Span<byte> utf8 = utf8;

    public int Length { get; private set; }

    static ReadOnlySpan<byte> Days => "Mon Tue Wed Thu Fri Sat Sun "u8;
    static ReadOnlySpan<byte> Months => " Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec "u8;

    public void Add(ReadOnlySpan<byte> words)
    {
        words.CopyTo(utf8[Length..]);
        Length += words.Length;
    }

    public void AddNumber(int number)
    {
        System.Buffers.Text.Utf8Formatter.TryFormat(number, utf8[Length..], out var written);
        Length += written;
    }

    /// <summary>"38.2", rounded up as everywhere: <see cref="HoursRounding"/>.</summary>
    public void AddHours(double hours)
    {
        var tenths = (long)Math.Round(HoursRounding.Up(hours) * 10);
        AddNumber((int)(tenths / 10));
        if (tenths % 10 == 0) return;
        Add("."u8);
        AddNumber((int)(tenths % 10));
    }

    /// <summary>"Fri 4 Jan 2019 about 22:00", minutes dropped.</summary>
    public void AddHour(ReadOnlySpan<byte> before, long localSeconds)
    {
        AddDay(before, localSeconds, " about "u8);
        var hour = (int)((localSeconds - DayNumber.OfSeconds(localSeconds) * (long)DayNumber.SecondsADay) / 3600);
        AddTwo(hour);
        Add(":00"u8);
    }

    /// <summary>"Fri 4 Jan 2019".</summary>
    public void AddDay(ReadOnlySpan<byte> before, long localSeconds, ReadOnlySpan<byte> after)
    {
        var number = DayNumber.OfSeconds(localSeconds);
        var (year, month, day) = DayNumber.Parts(number);
        Add(before);
        Add(Days.Slice(DayNumber.DayOfWeek(number) * 4, 4));
        AddNumber(day);
        Add(Months.Slice((month - 1) * 5, 5));
        AddNumber(year);
        Add(after);
    }

    void AddTwo(int number)
    {
        utf8[Length++] = (byte)('0' + number / 10);
        utf8[Length++] = (byte)('0' + number % 10);
    }
}
