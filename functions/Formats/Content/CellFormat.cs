using System.Globalization;

namespace FrontDoor.Formats.Content;

/// <summary>What a number format makes of a number.</summary>
[Flags]
public enum CellFormat
{
    /// <summary>A number it stays.</summary>
    Number = 0,
    Date = 1,
    Time = 2,

    /// <summary>Hours that may pass 24.</summary>
    Elapsed = 4,
}

/// <summary>Reads number formats: "dd/mm/yyyy hh:mm" is a date and a time, "0.00" neither.</summary>
public static class CellFormats
{
    /// <summary>The formats every workbook has without writing them down.</summary>
    public static CellFormat BuiltIn(int id) => id switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => CellFormat.Date,
        >= 18 and <= 21 or >= 32 and <= 35 or 45 or 47 or 55 or 56 => CellFormat.Time,
        46 => CellFormat.Time | CellFormat.Elapsed,
        22 => CellFormat.Date | CellFormat.Time,
        _ => CellFormat.Number,
    };

    public static CellFormat Of(string code)
    {
        if (code.Equals("General", StringComparison.OrdinalIgnoreCase)) return CellFormat.Number;
        var found = CellFormat.Number;
        var hasMonthOrMinute = false;
        for (var at = 0; at < code.Length; at++)
        {
            switch (char.ToLower(code[at], CultureInfo.InvariantCulture))
            {
                case ';': // what follows is for negative numbers, zero and text
                    at = code.Length;
                    break;
                case '"':
                    at = Skip(code, '"', at);
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    var end = Skip(code, ']', at);
                    if (code[(at + 1)..end].ToUpperInvariant() is "H" or "HH" or "M" or "MM" or "S" or "SS")
                        found |= CellFormat.Time | CellFormat.Elapsed;
                    at = end;
                    break;
                case 'a' when Spoken(code, at) is > 0 and var length:
                    found |= CellFormat.Time;
                    at += length - 1;
                    break;
                case 'e' when at + 1 < code.Length && code[at + 1] is '+' or '-': // 0.00E+00
                    at++;
                    break;
                case 'y' or 'd' or 'e' or 'b' or 'g':
                    found |= CellFormat.Date;
                    break;
                case 'h' or 's':
                    found |= CellFormat.Time;
                    break;
                case 'm':
                    hasMonthOrMinute = true;
                    break;
            }
        }
        return found == CellFormat.Number && hasMonthOrMinute ? CellFormat.Date : found;
    }

    static int Skip(string code, char until, int at)
    {
        var end = code.IndexOf(until, at + 1);
        return end < 0 ? code.Length - 1 : end;
    }

    static int Spoken(string code, int at) =>
        string.Compare(code, at, "AM/PM", 0, 5, StringComparison.OrdinalIgnoreCase) == 0 ? 5
        : string.Compare(code, at, "A/P", 0, 3, StringComparison.OrdinalIgnoreCase) == 0 ? 3 : 0;
}
