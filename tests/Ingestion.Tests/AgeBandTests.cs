using FrontDoor.Domain.Calendars;
using FrontDoor.Ingestion.Writing;
using NodaTime;

namespace FrontDoor.Ingestion.Tests;

public sealed class AgeBandTests
{
    [Theory]
    [InlineData(2019, 6, 30)]
    [InlineData(2020, 2, 29)] // received on a leap day
    [InlineData(2021, 2, 28)] // and a year later, when a child born on one is not yet a year older
    [InlineData(2021, 3, 1)]
    public void A_child_of_any_birthday_is_in_the_band_of_its_whole_years(int year, int month, int day)
    {
        var received = new LocalDate(year, month, day);
        var ages = new AgeBand(DayNumber.Of(received));
        for (var born = received.PlusYears(-20); born <= received; born = born.PlusDays(1))
            Assert.Equal(BandOf(WholeYears(born, received)), AgeBand.All[ages.Of(DayNumber.Of(born))]);
    }

    static int WholeYears(LocalDate born, LocalDate on) =>
        on.Year - born.Year - ((on.Month, on.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    static string BandOf(int years) => years switch
    {
        < 1 => "under 1",
        < 5 => "1-4",
        < 10 => "5-9",
        < 16 => "10-15",
        < 18 => "16-17",
        _ => "18+",
    };
}
