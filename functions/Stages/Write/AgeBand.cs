using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>The age band of the children in need census, on the day of receipt: all an analyst learns of a date of birth.</summary>
static class AgeBand
{
    public static ReadOnlySpan<byte> Of(Record record, int receivedOn)
    {
        if (record.IsUnborn) return "unborn"u8;
        if (record.DateOfBirth is not { } born) return default;
        return Years(born, receivedOn) switch
        {
            < 1 => "under 1"u8,
            < 5 => "1-4"u8,
            < 10 => "5-9"u8,
            < 16 => "10-15"u8,
            < 18 => "16-17"u8,
            _ => "18+"u8,
        };
    }

    static int Years(int born, int on)
    {
        var (birth, day) = (DayNumber.ToLocalDate(born), DayNumber.ToLocalDate(on));
        var years = day.Year - birth.Year;
        return (day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? years - 1 : years;
    }
}
