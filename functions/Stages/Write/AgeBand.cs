using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>The age band of the children in need census, on the day of receipt: all an analyst learns of a date of birth.</summary>
static class AgeBand
{
    public static readonly string[] All = ["unborn", "under 1", "1-4", "5-9", "10-15", "16-17", "18+"];

    /// <summary>Which of <see cref="All"/>; null when neither birth nor expected birth is known.</summary>
    public static int? Of(Record record, int receivedOn)
    {
        if (record.IsUnborn) return 0;
        if (record.DateOfBirth is not { } born) return null;
        return Years(born, receivedOn) switch
        {
            < 1 => 1,
            < 5 => 2,
            < 10 => 3,
            < 16 => 4,
            < 18 => 5,
            _ => 6,
        };
    }

    static int Years(int born, int on)
    {
        var (birth, day) = (DayNumber.ToLocalDate(born), DayNumber.ToLocalDate(on));
        var years = day.Year - birth.Year;
        return (day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? years - 1 : years;
    }
}
