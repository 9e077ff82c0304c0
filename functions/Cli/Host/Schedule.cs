using System.Globalization;

namespace FrontDoor.Cli;

/// <summary>A timer's schedule: six fields (second minute hour day month weekday) of *, n, a-b, lists and /steps, in UTC.</summary>
sealed class Schedule
{
    static readonly (int Least, int Most)[] s_ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];

    readonly bool[][] _fields;

    Schedule(bool[][] fields) => _fields = fields;

    public static Schedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == s_ranges.Length
            ? new Schedule([.. fields.Select((field, i) => Field(field, s_ranges[i].Least, s_ranges[i].Most, text))])
            : throw Wrong(text);
    }

    /// <summary>The first moment after this one, to the second.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        var at = new DateTimeOffset(after.Year, after.Month, after.Day, after.Hour, after.Minute, after.Second, TimeSpan.Zero).AddSeconds(1);
        var horizon = at.AddYears(8); // a leap day that is also a given weekday may lie that far off
        while (at < horizon)
        {
            if (!_fields[4][at.Month]) at = new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
            else if (!_fields[3][at.Day] || !_fields[5][(int)at.DayOfWeek]) at = at.AddDays(1).AddSeconds(-at.TimeOfDay.TotalSeconds);
            else if (!_fields[2][at.Hour]) at = at.AddHours(1).AddSeconds(-(at.Minute * 60 + at.Second));
            else if (!_fields[1][at.Minute]) at = at.AddMinutes(1).AddSeconds(-at.Second);
            else if (!_fields[0][at.Second]) at = at.AddSeconds(1);
            else return at;
        }

        return DateTimeOffset.MaxValue;
    }

    static bool[] Field(string field, int least, int most, string whole)
    {
        var hit = new bool[most + 1];
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var all] => (all, 1),
                [var all, var every] => (all, Number(every, 1, most, whole)),
                _ => throw Wrong(whole),
            };
            var (from, to) = range.Split('-') switch
            {
                ["*"] => (least, most),
                [var one] => (Number(one, least, most, whole), part.Contains('/', StringComparison.Ordinal) ? most : Number(one, least, most, whole)),
                [var a, var b] => (Number(a, least, most, whole), Number(b, least, most, whole)),
                _ => throw Wrong(whole),
            };
            for (var at = from; at <= to; at += step) hit[at] = true;
        }

        return hit;
    }

    static int Number(string text, int least, int most, string whole) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Wrong(whole);

    static Complaint Wrong(string text) =>
        new($"the schedule '{text}'", "six fields of numbers, *, ranges, lists and steps, for instance 0 */5 * * * *", "correct function.json");
}
