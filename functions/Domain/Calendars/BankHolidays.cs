using System.Globalization;
using System.Text.Json;
using FrontDoor.Domain.Documents;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.Calendars;

/// <summary>A day England and Wales do not work, with the publisher's title.</summary>
public sealed record BankHoliday(LocalDate Date, string Title);

/// <summary>The bank holidays of England and Wales as gov.uk publishes them (Banking and Financial Dealings Act 1971, and
/// proclamations).</summary>
public sealed class BankHolidays
{
    const string Division = "england-and-wales";
    const int FewestAYear = 8; // since 1978; a year with fewer is a file cut short

    BankHolidays(IReadOnlyList<BankHoliday> days) => Days = days;

    /// <summary>In order of date.</summary>
    public IReadOnlyList<BankHoliday> Days { get; }

    public int FirstYear => Days[0].Date.Year;

    public int LastYear => Days[^1].Date.Year;

    /// <summary>The list that ships: calendars/bank-holidays.json.</summary>
    public static BankHolidays Shipped { get; } = Parse(Resources.Read("calendars/bank-holidays.json"));

    /// <summary>Reads https://www.gov.uk/bank-holidays.json; an unknown key, a day out of order or a thin year is an error.</summary>
    public static BankHolidays Parse(ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray(), new() { AllowDuplicateProperties = false });
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(Division, out var division))
            throw new FormatException($"Bank holidays have no division '{Division}'; expected the shape of gov.uk/bank-holidays.json.");
        foreach (var other in document.RootElement.EnumerateObject())
            if (other.Name is not (Division or "scotland" or "northern-ireland"))
                throw new FormatException($"Bank holidays have a division '{other.Name}'; expected only those gov.uk publishes.");
        RequireKeys(division, "division", "events");
        if (division.GetProperty("division").GetString() is var name && name != Division)
            throw new FormatException($"The division '{Division}' calls itself '{name}'.");
        List<BankHoliday> days = [.. division.GetProperty("events").EnumerateArray().Select(ReadDay)];
        RequireOrder(days);
        return new(days);
    }

    static BankHoliday ReadDay(JsonElement day)
    {
        RequireKeys(day, "title", "date", "notes", "bunting");
        var text = day.GetProperty("date").GetString() ?? "";
        var date = LocalDatePattern.Iso.Parse(text);
        var title = day.GetProperty("title").GetString();
        if (!date.Success || string.IsNullOrWhiteSpace(title))
            throw new FormatException($"Bank holiday '{title}' has the date '{text}'; expected a title and yyyy-MM-dd.");
        return new(date.Value, title);
    }

    static void RequireKeys(JsonElement element, params ReadOnlySpan<string> keys)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"Bank holidays have a {element.ValueKind} where an object was expected.");
        foreach (var property in element.EnumerateObject())
            if (!keys.Contains(property.Name))
                throw new FormatException($"Bank holidays have a key '{property.Name}'; expected {string.Join(", ", keys!)}.");
        foreach (var key in keys)
            if (!element.TryGetProperty(key, out _))
                throw new FormatException($"Bank holidays lack the key '{key}'.");
    }

    static void RequireOrder(List<BankHoliday> days)
    {
        if (days.Count == 0)
            throw new FormatException("Bank holidays hold no day; expected at least one year.");
        for (var i = 1; i < days.Count; i++)
            if (days[i].Date <= days[i - 1].Date)
                throw new FormatException($"Bank holiday {days[i].Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)} is a "
                    + $"repeat or out of order.");
        for (var year = days[0].Date.Year; year <= days[^1].Date.Year; year++)
            if (days.Count(d => d.Date.Year == year) is var count and < FewestAYear)
                throw new FormatException($"Bank holidays give {count} days for {year}; expected at least {FewestAYear}.");
    }
}
