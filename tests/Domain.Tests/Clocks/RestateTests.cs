using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Tests;

/// <summary>Dates that only the file or the day of receipt makes certain.</summary>
public sealed class RestateTests
{
    static readonly int received = DayNumber.Of(new LocalDate(2019, 1, 5));

    delegate int Restating(ReadOnlySpan<byte> text, int receivedOn, Span<byte> into);

    [Theory]
    [InlineData("04/01/2019", DateOrder.Either)]
    [InlineData("4.1.19 10:00", DateOrder.Either)]
    [InlineData("04/04/2019", DateOrder.None)] // the same either way
    [InlineData("13/01/2019 10:00", DateOrder.DayFirst)]
    [InlineData("01/13/2019", DateOrder.MonthFirst)]
    [InlineData("1/13/2019, 10:15:00 PM", DateOrder.MonthFirst)]
    [InlineData("02-29-2019", DateOrder.MonthFirst)] // a leap day, whatever the year: 29 is no month
    [InlineData("02/30/2019", DateOrder.None)] // no day at all
    [InlineData("13/13/2019", DateOrder.None)]
    [InlineData("2019-01-13", DateOrder.None)] // says its order itself
    [InlineData("13-Jan-2019", DateOrder.None)]
    [InlineData("01/13-2019", DateOrder.None)]
    [InlineData("1/13", DateOrder.None)]
    [InlineData("", DateOrder.None)]
    public void A_cell_says_of_its_order_what_it_can(string text, DateOrder order) =>
    Assert.Equal(order, DateOrders.OrderOf(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("2019-04-01 22:15", true)]
    [InlineData("2019/04/01", true)]
    [InlineData("2019.04.01", true)]
    [InlineData("2019-04-13", false)] // 13 is no month
    [InlineData("2019-04-12", true)]
    [InlineData("2019-04-04", null)] // the same either way
    [InlineData("2019-13-04", null)]
    [InlineData("2019-00-04", null)]
    [InlineData("2019-04-00", null)]
    [InlineData("2019-04.01", null)]
    [InlineData("01/04/2019", null)]
    [InlineData("2019-4-1", null)]
    public void A_date_with_its_year_first_could_have_changed_places(string text, bool? could) =>
    Assert.Equal(could, DateOrders.CouldBeSwapped(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("2019-13-04", true)]
    [InlineData("2019/31/12", true)]
    [InlineData("2019.13.04 22:15", true)]
    [InlineData("2019-12-13", false)]
    [InlineData("2019-13-13", false)]
    [InlineData("2019-31-11", false)] // no such day
    [InlineData("2019-13-00", false)]
    [InlineData("2019-13/04", false)]
    public void A_day_before_its_month_behind_the_year_is_seen(string text, bool isOne) =>
    Assert.Equal(isOne, DateOrders.IsYearThenDay(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("01/13/2019", "2019-01-13")]
    [InlineData(" 1/4/2019 9.30am ", "2019-01-04 9.30am")]
    [InlineData("12-31-18 22:15", "2018-12-31 22:15")]
    [InlineData("1/13/2019, 10:15:00 PM", "2019-01-13, 10:15:00 PM")]
    [InlineData("2019-01-13", "")]
    public void A_month_first_date_is_written_year_first(string text, string written) =>
    Assert.Equal(written, Written(RestatedDate.FromMonthFirst, text));

    [Theory]
    [InlineData("04-Jan-19", "04-Jan-2019")]
    [InlineData("04/01/19 22:15", "04/01/2019 22:15")]
    [InlineData("4 January 19 10pm", "4 January 2019 10pm")]
    [InlineData("4th January 19 10pm", "4th January 2019 10pm")]
    [InlineData("4th of January 19", "")]
    [InlineData("1/1/20", "1/1/2020")] // an expected date of delivery may lie in the next year
    [InlineData("1/1/21", "1/1/1921")]
    [InlineData("01-OCT-98", "01-OCT-1998")]
    [InlineData("18-JAN-19 10.15.00.000000 PM", "18-JAN-2019 10.15.00.000000 PM")]
    [InlineData("Friday, 18-Jan-19 22:15:00 GMT", "18-Jan-2019 22:15:00 GMT")]
    [InlineData("04/01/2019", "")]
    [InlineData("04/01", "")]
    public void A_year_of_two_digits_is_the_latest_that_is_possible(string text, string written) =>
    Assert.Equal(written, Written(RestatedDate.WithCentury, text));

    [Theory]
    [InlineData("43469.9270833", "2019-01-04 22:15")]
    [InlineData("43469", "2019-01-04")]
    [InlineData("43469.5", "2019-01-04 12:00")]
    [InlineData("43469.927083333333333", "2019-01-04 22:15")]
    [InlineData("43469.9275463", "2019-01-04 22:15")] // and 40 seconds
    [InlineData("43470", "2019-01-05")] // the day of receipt
    [InlineData("43471", "")] // after receipt
    [InlineData("42009", "2015-01-05")] // on old Macs it would be 2019-01-06, the day after receipt
    [InlineData("42008", "")] // on old Macs it would be the day of receipt: nobody can say
    [InlineData("4346", "")]
    [InlineData("434699", "")]
    [InlineData("-43469", "")]
    [InlineData("4.3E4", "")]
    public void A_serial_number_is_a_date_where_it_can_be_one_only(string text, string written) =>
    Assert.Equal(written, Written(RestatedDate.FromSerial, text));

    static string Written(Restating how, string text)
    {
        Span<byte> into = stackalloc byte[RestatedDate.Length];
        return Encoding.UTF8.GetString(into[..how(Encoding.UTF8.GetBytes(text), received, into)]);
    }
}
