using System.Text;
using FrontDoor.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.Tests;

public sealed class SchoolCalendarTests
{
    const string Terms = """
        {
          "source": "invented", "first": "2018-09-01", "last": "2019-08-31",
          "default": { "terms": [{ "name": "All year", "first": "2018-09-03", "last": "2019-07-19" }], "inset": ["2018-09-03"] },
          "authorities": { "998": { "terms": [{ "name": "Autumn", "first": "2018-09-05", "last": "2018-12-21" }], "inset": [] } }
        }
        """;

    [Theory]
    [InlineData(null, "2018-09-03", false)] // INSET
    [InlineData(null, "2018-09-04", true)]
    [InlineData(null, "2018-09-08", false)] // a Saturday
    [InlineData(null, "2018-12-25", false)] // a bank holiday in a term that knows no Christmas
    [InlineData("998", "2018-09-04", false)] // that authority begins later
    [InlineData("998", "2019-01-07", false)] // and ends at Christmas
    [InlineData("997", "2019-01-07", true)] // an authority that gave no terms has the default
    public void A_school_day_is_a_weekday_in_term_and_no_INSET_or_bank_holiday(string? authority, string day, bool isSchoolDay) =>
        Assert.Equal(isSchoolDay, Calendar(authority).IsSchoolDay(Day(day)));

    [Fact]
    public void A_day_the_terms_do_not_cover_is_an_error_that_says_what_to_extend()
    {
        var error = Assert.Throws<OutsideCalendarException>(() => Calendar(null).IsSchoolDay(Day("2019-09-02")));

        Assert.EndsWith("extend calendars/school-terms.json.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"last\": \"2019-07-19\"", "\"last\": \"2018-07-19\"", "runs 2018-09-03 to 2018-07-19")] // backwards
    [InlineData("\"inset\": [\"2018-09-03\"]", "\"inset\": [\"2019-08-01\"]", "INSET day 2019-08-01 lies in no term")]
    [InlineData("\"998\"", "\"Kent\"", "expected an LA code")]
    [InlineData("\"source\": \"invented\",", "", "line")] // a key missing
    [InlineData("\"source\"", "\"sauce\"", "line")] // a key unknown
    public void Terms_that_contradict_themselves_are_an_error(string good, string bad, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() =>
        SchoolTerms.Parse(Encoding.UTF8.GetBytes(Terms.Replace(good, bad, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_terms_that_ship_have_some_190_school_days_a_year()
    {
        var calendar = new SchoolCalendar(SchoolTerms.Shipped.Of(null), BankHolidays.Shipped);
        for (var year = 2018; year < 2027; year++)
            Assert.InRange(calendar.CountSchoolDays(new(year, 8, 31), new(year + 1, 8, 31)), 180, 198);
    }

    static SchoolCalendar Calendar(string? authority) =>
        new(SchoolTerms.Parse(Encoding.UTF8.GetBytes(Terms)).Of(authority), BankHolidays.Shipped);

    static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
