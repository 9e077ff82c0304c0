using System.Text;
using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Tests;

public sealed class BankHolidaysTests
{
    [Theory]
    [InlineData(2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26")]
    [InlineData(2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26")]
    [InlineData(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")] // moved for VE day
    [InlineData(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")] // Jubilee, state funeral
    [InlineData(2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")] // Coronation
    [InlineData(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26")]
    [InlineData(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    public void The_shipped_list_holds_the_days_of_the_year(int year, string days) =>
        Assert.Equal(days, string.Join(' ', BankHolidays.Shipped.Days.Where(d => d.Date.Year == year).Select(d => $"{d.Date:MM-dd}")));

    [Fact]
    public void The_shipped_list_runs_from_2018_to_2027() =>
        Assert.Equal((2018, 2027, 83), (BankHolidays.Shipped.FirstYear, BankHolidays.Shipped.LastYear, BankHolidays.Shipped.Days.Count));

    [Fact]
    public void Good_Friday_and_Easter_Monday_stand_three_days_apart_every_year()
    {
        var fridays = BankHolidays.Shipped.Days.Where(d => d.Title == "Good Friday").Select(d => d.Date).ToList();

        Assert.Equal(10, fridays.Count);
        Assert.All(fridays, friday =>
            Assert.Contains(BankHolidays.Shipped.Days, d => d == new BankHoliday(friday.PlusDays(3), "Easter Monday")));
    }

    [Fact]
    public void The_publishers_other_divisions_are_passed_over()
    {
        var json = File(Year(2019)).TrimEnd('}') + """}, "scotland": {"division": "scotland", "events": [] } }""";

        Assert.Equal(new LocalDate(2019, 8, 26), Parse(json).Days[7].Date);
    }

    [Theory]
    [InlineData("""{}""", "no division")]
    [InlineData("""[]""", "no division")]
    [InlineData("""{"england-and-wales": {"division": "england-and-wales", "events": []}}""", "hold no day")]
    [InlineData("""{"england-and-wales": {"division": "scotland", "events": []}}""", "calls itself 'scotland'")]
    [InlineData("""{"england-and-wales": {"division": "england-and-wales"}}""", "lack the key 'events'")]
    [InlineData("""{"england-and-wales": {"division": "england-and-wales", "events": []}, "wales": {}}""", "division 'wales'")]
    [InlineData("""{"england-and-wales": {"division": "england-and-wales", "events": [], "extra": 1}}""", "key 'extra'")]
    public void Another_shape_is_refused_and_says_why(string json, string why) => Refused(json, why);

    [Theory]
    [InlineData("2019-01-01", "01/01/2019", "expected a title and yyyy-MM-dd")] // the publisher writes ISO days
    [InlineData("2019-01-01", "2019-02-30", "expected a title and yyyy-MM-dd")] // no such day
    [InlineData("2019-04-19", "2019-04-22", "repeat or out of order")] // twice the same
    [InlineData("2019-04-19", "2018-12-31", "repeat or out of order")] // backwards
    public void A_day_that_is_wrong_is_refused(string day, string wrong, string why) => Refused(File(Year(2019).Replace(day, wrong)), why);

    [Fact]
    public void A_year_cut_short_is_refused() =>
        Refused(File(Year(2019) + "," + Event("2020-01-01")), "1 days for 2020");

    static void Refused(string json, string why) => Assert.Contains(why, Assert.Throws<FormatException>(() => Parse(json)).Message);

    static BankHolidays Parse(string json) => BankHolidays.Parse(Encoding.UTF8.GetBytes(json));

    static string File(string events) => $$$"""{"england-and-wales": {"division": "england-and-wales", "events": [{{{events}}}]}}""";

    static string Year(int year) =>
        string.Join(',', new[] { "01-01", "04-19", "04-22", "05-06", "05-27", "06-03", "07-01",
        "08-26" }.Select(d => Event($"{year}-{d}")));

    static string Event(string day) => $$"""{"title": "A day", "date": "{{day}}", "notes": "", "bunting": true}""";
}
