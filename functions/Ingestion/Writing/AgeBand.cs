using FrontDoor.Domain.Calendars;
using FrontDoor.Ingestion.Validation;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The age band of the children in need census, on the day of receipt: the only part of a date of birth that an analyst
/// sees.</summary>
public sealed class AgeBand(int receivedOn)
{
    public static readonly string[] All = ["unborn", "under 1", "1-4", "5-9", "10-15", "16-17", "18+"];

    // The last birthday for this age: 28 February in a year without a 29th.
    readonly int[] _bornBy =
        [.. new[] { 1, 5, 10, 16, 18 }.Select(years => DayNumber.Of(DayNumber.ToLocalDate(receivedOn).PlusYears(-years)))];

    /// <summary>The index in <see cref="All"/>; null if neither birth nor expected birth is known.</summary>
    public int? Of(ValidatedRecord record) => record.IsUnborn ? 0 : record.DateOfBirth is { } born ? Of(born) : null;

    /// <summary>The index in <see cref="All"/> for a child born on this day.</summary>
    public int Of(int born)
    {
        var band = 1;
        foreach (var last in _bornBy)
            if (born <= last) band++;
        return band;
    }
}
