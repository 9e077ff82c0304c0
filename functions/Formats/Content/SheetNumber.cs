using System.Globalization;

namespace FrontDoor.Formats.Content;

/// <summary>From which day a workbook counts.</summary>
public enum DateSystem
{
    /// <summary>Day 1 is 1 January 1900, and 29 February 1900 is counted though it never was.</summary>
    From1900,

    /// <summary>Day 0 is 1 January 1904: workbooks that began on a Mac.</summary>
    From1904,
}

/// <summary>What a number in a sheet says: a date and time in the workbook's own date system, or digits.</summary>
public static class SheetNumber
{
    /// <summary>Stands before a number in a transcript: in a column of dates it is a day count.</summary>
    public const char Mark = '\u0001';

    /// <summary>Stands before a number of which a spreadsheet keeps no more than 15 digits.</summary>
    public const char LongMark = '\u0002';

    /// <summary>Stands before a date, with or without its time, that the workbook keeps as one.</summary>
    public const char DateMark = '\u0003';

    /// <summary>The same before a whole day that is shown with a time, which is 00:00.</summary>
    public const char DayMark = '\u0004';

    /// <summary>Stands before a time of day that the workbook keeps as one.</summary>
    public const char TimeMark = '\u0005';

    /// <summary>Where a date ends, marks left out.</summary>
    internal const int DateLength = 10;

    /// <summary>Excel keeps so many digits of a number; later ones are noughts.</summary>
    const int DigitsKept = 15;

    const double LastDay = 2958466; // the day after 31 December 9999

    /// <summary>A date and time as yyyy-MM-dd[ HH:mm[:ss]] or HH:mm[:ss], to the nearest second; null where the number is none.</summary>
    public static string? Moment(double number, DateSystem system, CellFormat format)
    {
        if (double.IsNaN(number) || number < 0 || number >= LastDay) return null;
        if (format.HasFlag(CellFormat.Elapsed) && number >= 1) return null;
        var seconds = (long)Math.Round(number * 86400, MidpointRounding.AwayFromZero);
        var (day, time) = (seconds / 86400, TimeOfDay(seconds % 86400));
        if (day == 0 && !format.HasFlag(CellFormat.Date)) return time;
        var date = Day(day, system);
        return format == CellFormat.Date && seconds % 86400 == 0 ? date : $"{date} {time}";
    }

    /// <summary>The same as it stands in a transcript: marked where it has a date.</summary>
    public static string? Marked(double number, DateSystem system, CellFormat format) =>
        Moment(number, system, format) is not { } moment ? null
        : moment.Length < DateLength ? TimeMark + moment
        : $"{(moment.Length > DateLength && number == Math.Floor(number) ? DayMark : DateMark)}{moment}";

    /// <summary>What the number in a column of dates says that was not formatted as one: a whole number is a day.</summary>
    public static string? Moment(ReadOnlySpan<byte> digits, DateSystem system) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Moment(number, system, number >= 1 ? CellFormat.Date : CellFormat.Time)
            : null;

    /// <summary>The marks are ours alone: no text of a sheet begins with one.</summary>
    public static string WithoutMark(string text) => text.TrimStart(Mark, LongMark, DateMark, DayMark, TimeMark);

    /// <summary>The number as it stands in a transcript: marked, all its digits, no exponent.</summary>
    /// <param name="written">As the workbook has it: 123456789012345678, 1.5E-3.</param>
    public static string Digits(string written)
    {
        var isWhole = written.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0;
        if (isWhole) return $"{(written.TrimStart('-').Length > DigitsKept ? LongMark : Mark)}{written}";
        if (!double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return written;
        if (Math.Abs(number) >= 1e28) return LongMark + written; // beyond what decimal holds, and no reference of anybody's
        if (Math.Abs(number) >= 1e15 && decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole))
            return LongMark + whole.ToString("0", CultureInfo.InvariantCulture);
        // to 15 digits, as a spreadsheet shows it
        return Mark + ((decimal)number).ToString("0.#############################", CultureInfo.InvariantCulture);
    }

    static string Day(long day, DateSystem system)
    {
        // days that only Excel knows; no reader of dates takes them
        if (system == DateSystem.From1900 && day is 0 or 60) return day == 0 ? "1900-01-00" : "1900-02-29";
        var first = system == DateSystem.From1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, day < 60 ? 31 : 30);
        return day + first.DayNumber > DateOnly.MaxValue.DayNumber ? "9999-12-31"
            : first.AddDays((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    static string TimeOfDay(long seconds)
    {
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? minutes : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds % 60:00}");
    }
}
