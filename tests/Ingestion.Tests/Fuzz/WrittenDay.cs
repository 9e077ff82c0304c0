using System.Globalization;
using System.Text.RegularExpressions;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Finds the days a cell may mean, by another way than the product's: every group of digits that could be one, in any
/// order.</summary>
static partial class WrittenDay
{
    const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    [GeneratedRegex(@"(?=(?<a>[0-9]{1,4})[^0-9]{0,6}?[ /.\-]?(?<b>[0-9]{1,2}|[A-Za-z]{3,9})[^0-9]{0,4}?(?<c>[0-9]{1,4}))")]
    static partial Regex Parts { get; }

    [GeneratedRegex(@"(?=(?<n>[0-9]{5}))")]
    static partial Regex Serial { get; }

    [GeneratedRegex(@"(?=(?<a>[0-9]{4})(?<b>[0-9]{2})(?<c>[0-9]{2}))")]
    static partial Regex Compact { get; }

    [GeneratedRegex(@"(?<b>[A-Za-z]{3,9})\W{1,4}(?<a>[0-9]{1,2})[^0-9]{1,4}(?<c>[0-9]{4})")]
    static partial Regex MonthBefore { get; }

    [GeneratedRegex(@"(?=(?<n>[0-9]{13}))")]
    static partial Regex Milliseconds { get; }

    [GeneratedRegex(@"(?=(?<n>[0-9]{10}))")]
    static partial Regex Seconds { get; }

    /// <summary>No day is written in more letters than this, its time and its weekday with it.</summary>
    const int LongestDay = 64;

    /// <summary>Whether the cell may mean a day from the first to the last.</summary>
    /// <param name="isMonthFirst">Whether numbers may have the month in front.</param>
    public static bool MayBe(string text, DateOnly first, DateOnly last, int atMost = LongestDay, bool isMonthFirst = true)
    {
        return text.Count(letter => letter > ' ') <= atMost
            && Parts.Matches(text).Concat(Compact.Matches(text)).Concat(MonthBefore.Matches(text))
            .SelectMany(found => Days(found, isMonthFirst))
            .Concat(Serial.Matches(text).Select(found => new DateOnly(1899, 12, 30).AddDays(Number(found.Groups["n"].Value))))
            .Concat(Milliseconds.Matches(text)
            .Select(found => DateOnly.FromDateTime(
            DateTime.UnixEpoch.AddMilliseconds(long.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture)))))
            .Concat(Seconds.Matches(text)
            .Select(found => DateOnly.FromDateTime(
            DateTime.UnixEpoch.AddSeconds(long.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture)))))
                .Any(day => day >= first && day <= last);
    }

    static IEnumerable<DateOnly> Days(Match found, bool isMonthFirst)
    {
        var (a, c) = (Number(found.Groups["a"].Value), Number(found.Groups["c"].Value));
        var b = found.Groups["b"].Value is var middle && char.IsAsciiDigit(middle[0]) ? Number(middle)
            : 1 + Months.IndexOf(middle[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3;
        foreach (var (year, month, day) in ((int, int, int)[])[(c, b, a), (a, b, c), isMonthFirst ? (c, a, b) : (c, b, a)])
            foreach (var whole in (int[])[year, year + 1900, year + 2000])
                if (whole is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(whole, month))
                    yield return new DateOnly(whole, month, day);
    }

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
