using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Tests;

/// <summary>A sheet's numbers, as dates in its own date system and as digits.</summary>
public sealed class SheetNumberTests
{
    [Theory]
    [InlineData(43525.9375, DateSystem.From1900, "dd/mm/yyyy hh:mm", "2019-03-01 22:30")]
    [InlineData(43525.9375, DateSystem.From1904, "dd/mm/yyyy hh:mm", "2023-03-02 22:30")]
    [InlineData(43525, DateSystem.From1900, "dd/mm/yyyy", "2019-03-01")]
    [InlineData(43525, DateSystem.From1900, "dd/mm/yyyy hh:mm", "2019-03-01 00:00")] // it shows a midnight
    [InlineData(43525.9375, DateSystem.From1900, "dd/mm/yyyy", "2019-03-01 22:30")] // it hides the time, and has it
    [InlineData(43525.99999999, DateSystem.From1900, "dd/mm/yyyy hh:mm", "2019-03-02 00:00")] // to the nearest second, over midnight
    [InlineData(43525.0208333333, DateSystem.From1900, "dd/mm/yyyy hh:mm", "2019-03-01 00:30")] // 0.4999999 of a minute is no 29 minutes
    [InlineData(43525.93756, DateSystem.From1900, "dd/mm/yyyy hh:mm", "2019-03-01 22:30:05")]
    [InlineData(0.9375, DateSystem.From1900, "hh:mm", "22:30")]
    [InlineData(0.9375, DateSystem.From1904, "hh:mm", "22:30")]
    [InlineData(0.9375, DateSystem.From1900, "[h]:mm", "22:30")]
    [InlineData(1.5, DateSystem.From1900, "[h]:mm", null)] // 36 hours are no time of day
    [InlineData(0, DateSystem.From1900, "dd/mm/yyyy", "1900-01-00")] // as Excel shows it, and no reader of dates takes it
    [InlineData(1, DateSystem.From1900, "dd/mm/yyyy", "1900-01-01")]
    [InlineData(59, DateSystem.From1900, "dd/mm/yyyy", "1900-02-28")]
    [InlineData(60, DateSystem.From1900, "dd/mm/yyyy", "1900-02-29")] // a day that never was
    [InlineData(61, DateSystem.From1900, "dd/mm/yyyy", "1900-03-01")]
    [InlineData(0, DateSystem.From1904, "dd/mm/yyyy", "1904-01-01")]
    [InlineData(2958465, DateSystem.From1900, "dd/mm/yyyy", "9999-12-31")]
    [InlineData(2958466, DateSystem.From1900, "dd/mm/yyyy", null)]
    [InlineData(-1, DateSystem.From1900, "dd/mm/yyyy", null)]
    public void A_number_under_a_date_format_is_a_moment(double number, DateSystem system, string format, string? moment) =>
        Assert.Equal(moment, SheetNumber.Moment(number, system, CellFormats.Of(format)));

    [Theory]
    [InlineData("43525.9375", "2019-03-01 22:30")]
    [InlineData("43525", "2019-03-01")] // a day, not a midnight
    [InlineData("0.9375", "22:30")]
    [InlineData("20190301", null)]
    public void A_number_in_a_column_of_dates_is_one_without_a_format(string digits, string? moment) =>
        Assert.Equal(moment, SheetNumber.Moment(System.Text.Encoding.UTF8.GetBytes(digits), DateSystem.From1900));

    [Theory]
    [InlineData("42", "\u000142")]
    [InlineData("-7", "\u0001-7")]
    [InlineData("12345678901", "\u000112345678901")] // a Niche reference
    [InlineData("123456789012345", "\u0001123456789012345")]
    [InlineData("1234567890123450", "\u00021234567890123450")] // the last digit was another when it was typed
    [InlineData("1.23456789012345E+17", "\u0002123456789012345000")]
    [InlineData("0.30000000000000004", "\u00010.3")] // 15 digits, as a spreadsheet shows it
    [InlineData("1.5E-3", "\u00010.0015")]
    [InlineData("4.3E+10", "\u000143000000000")]
    [InlineData("1E+300", "\u00021E+300")]
    public void A_number_keeps_its_digits_and_says_when_it_has_lost_some(string written, string digits) =>
        Assert.Equal(digits, SheetNumber.Digits(written));

    [Theory]
    [InlineData("General", CellFormat.Number)]
    [InlineData("0.00", CellFormat.Number)]
    [InlineData("0.00E+00", CellFormat.Number)]
    [InlineData("@", CellFormat.Number)]
    [InlineData("[Red]-#,##0", CellFormat.Number)]
    [InlineData("\"day \"0", CellFormat.Number)] // words are not letters of a format
    [InlineData("0\\d", CellFormat.Number)]
    [InlineData("#,##0_);[Red](#,##0)", CellFormat.Number)]
    [InlineData("0;\"dated\" dd", CellFormat.Number)] // for negative numbers alone
    [InlineData("[$-F800]dddd, mmmm dd, yyyy", CellFormat.Date)]
    [InlineData("[$-en-GB]d mmmm yyyy;@", CellFormat.Date)]
    [InlineData("mmm-yy", CellFormat.Date)]
    [InlineData("mmmm", CellFormat.Date)]
    [InlineData("h:mm AM/PM", CellFormat.Time)]
    [InlineData("mm:ss.0", CellFormat.Time)]
    [InlineData("dd/mm/yyyy\\ hh:mm", CellFormat.Date | CellFormat.Time)]
    [InlineData("[hh]:mm:ss", CellFormat.Time | CellFormat.Elapsed)]
    public void A_number_format_says_what_a_number_is(string code, CellFormat format) =>
        Assert.Equal(format, CellFormats.Of(code));
}
