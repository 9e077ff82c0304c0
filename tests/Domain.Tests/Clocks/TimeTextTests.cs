using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("04/01/2019 22:15", "2019-01-04T22:15:00")] // the police extract
    [InlineData("04/01/2019 22:15:09", "2019-01-04T22:15:09")] // with seconds
    [InlineData("4/1/2019 9:05", "2019-01-04T09:05:00")] // leading zeros lost
    [InlineData("04-01-2019 22:15", "2019-01-04T22:15:00")] // hyphens
    [InlineData("4.1.2019 22:15", "2019-01-04T22:15:00")] // dots
    [InlineData("04 Jan 2019 22:15", "2019-01-04T22:15:00")] // month by name
    [InlineData("04-JAN-2019 22:15", "2019-01-04T22:15:00")] // Oracle
    [InlineData("4 September 2019 22:15", "2019-09-04T22:15:00")] // name in full
    [InlineData("4-Sept-2019 22:15", "2019-09-04T22:15:00")] // the four-letter September
    [InlineData("2019-01-04 22:15:00", "2019-01-04T22:15:00")] // SQL
    [InlineData("2019-01-04T22:15", "2019-01-04T22:15:00")] // ISO to the minute
    [InlineData("2019-01-04T22:15:09.987", "2019-01-04T22:15:09")] // a fraction is cut: earlier, so longer
    [InlineData("2024-Oct-16 00:00:00", "2024-10-16T00:00:00")] // school census extract
    [InlineData("20190104 2215", "2019-01-04T22:15:00")] // compact
    [InlineData("20190104T22:15:00", "2019-01-04T22:15:00")] // compact day, ISO time
    [InlineData("04/01/2019 24:00", "2019-01-05T00:00:00")] // the end of the day is the next day's midnight
    [InlineData("31/12/2019 24:00:00", "2020-01-01T00:00:00")] // over the year
    [InlineData("04/01/2019 9.30am", "2019-01-04T09:30:00")] // spoken
    [InlineData("04/01/2019 9:30 PM", "2019-01-04T21:30:00")]
    [InlineData("04/01/2019 9pm", "2019-01-04T21:00:00")]
    [InlineData("04/01/2019 12:00am", "2019-01-04T00:00:00")] // midnight
    [InlineData("04/01/2019 12.15 pm", "2019-01-04T12:15:00")] // just after noon
    [InlineData("04/01/2019 10:15 p.m.", "2019-01-04T22:15:00")] // as newspapers write it
    [InlineData("04/01/2019 10.15 P.M", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 10p.m.", "2019-01-04T22:00:00")]
    [InlineData("04/01/2019 9.05 a. m.", "2019-01-04T09:05:00")]
    [InlineData("04/01/2019 12 noon", "2019-01-04T12:00:00")]
    [InlineData("04/01/2019 22:15hrs", "2019-01-04T22:15:00")] // the police
    [InlineData("04/01/2019 2215 hrs", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 at 2215hrs.", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 22.15 hours", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 0930h", "2019-01-04T09:30:00")]
    [InlineData("04/01/2019 9.30hrs", "2019-01-04T09:30:00")]
    [InlineData("04/01/2019 22.15", "2019-01-04T22:15:00")] // behind a date it is no number of hours
    [InlineData("04/01/2019 09.30", "2019-01-04T09:30:00")]
    [InlineData("04.01.2019 22.15", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 @ 22:15", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 - 22:15", "2019-01-04T22:15:00")]
    [InlineData("4th January 2019 10.15pm", "2019-01-04T22:15:00")]
    [InlineData("1st Jan 2019 at 22:15", "2019-01-01T22:15:00")]
    [InlineData("Friday 4th of January 2019 22:15", "2019-01-04T22:15:00")]
    [InlineData("January 22nd, 2019 at 10:15 p.m.", "2019-01-22T22:15:00")]
    [InlineData("03/04/2019 10:00", "2019-04-03T10:00:00")] // day first, always
    [InlineData("29/02/2020 10:00", "2020-02-29T10:00:00")] // leap day
    [InlineData("  04/01/2019\u00A022:15\u00A0\t", "2019-01-04T22:15:00")] // blanks and no-break spaces
    // the narrow one, as Unicode's locale data have had it before AM and PM since 2022
    [InlineData("\u202F04/01/2019\u202F10:15\u202FPM\u202F", "2019-01-04T22:15:00")]
    [InlineData("31/12/1969 23:59", "1969-12-31T23:59:00")] // before 1970
    [InlineData("2019/01/04 22:15", "2019-01-04T22:15:00")] // the year first, with slashes
    [InlineData("2019/01/04T22:15:00", "2019-01-04T22:15:00")]
    public void A_date_with_a_time_is_read(string text, string local) =>
        Assert.Equal((TimeForm.Minute, local, false), Shown(Parse(text)));

    [Theory]
    [InlineData("04/01/2019", "2019-01-04")]
    [InlineData("4/1/2019", "2019-01-04")]
    [InlineData("2019-01-04", "2019-01-04")]
    [InlineData("20190104", "2019-01-04")]
    [InlineData("2019/01/04", "2019-01-04")]
    [InlineData("1.3.2019", "2019-03-01")]
    [InlineData("04-Jan-2019", "2019-01-04")]
    [InlineData("2019-Jan-04", "2019-01-04")]
    [InlineData("29 feb 2000", "2000-02-29")] // a century that leaps
    [InlineData(" 04/01/2019 ", "2019-01-04")]
    [InlineData("02/01/1900", "1900-01-02")] // the first year, not its placeholder
    [InlineData("31/12/2100", "2100-12-31")] // the last year
    [InlineData("2019-07-04Z", "2019-07-04")] // xs:date with an offset is that day
    [InlineData("2019-01-25+00:00", "2019-01-25")]
    [InlineData("2019-07-25+01:00", "2019-07-25")]
    [InlineData("Fri Jan 18 2019", "2019-01-18")] // JavaScript's toDateString
    [InlineData("Friday, 18 January 2019", "2019-01-18")]
    [InlineData("January 8, 2019", "2019-01-08")]
    [InlineData("Fri 18 Jan 2019", "2019-01-18")]
    [InlineData("8JAN2019", "2019-01-08")]
    [InlineData("2019.01.18", "2019-01-18")]
    [InlineData("18th January 2019", "2019-01-18")]
    [InlineData("1ST JAN 2019", "2019-01-01")]
    [InlineData("2nd-Mar-2019", "2019-03-02")]
    [InlineData("23rd of March 2019", "2019-03-23")]
    [InlineData("Tue, 12th Nov 2019", "2019-11-12")]
    public void A_date_alone_is_a_day(string text, string day)
    {
        Assert.Equal((TimeForm.Day, day + "T00:00:00", false), Shown(Parse(text)));
        Assert.Equal(day, $"{DayNumber.ToLocalDate(TimeText.ParseDay(Encoding.UTF8.GetBytes(text))!.Value):uuuu-MM-dd}");
    }

    [Theory]
    [InlineData("2019-07-04T22:15:00Z", 0)]
    [InlineData("2019-07-04T22:15Z", 0)]
    [InlineData("2019-07-04T22:15:00+01:00", 3600)]
    [InlineData("2019-07-04T22:15:00.1234567+0100", 3600)]
    [InlineData("2019-07-04 22:15:00.0000000 +01:00", 3600)] // SQL Server's datetimeoffset
    [InlineData("2019-07-04T22:15:00+14:00", 50400)] // the furthest there is
    [InlineData("2019-07-04T22:15:00-05", -18000)]
    [InlineData("2019-07-04T22:15:00+05:30", 19800)]
    public void An_offset_is_kept_beside_the_time_as_written(string text, int offset)
    {
        var time = Parse(text);

        Assert.Equal((TimeForm.Minute, "2019-07-04T22:15:00", true), Shown(time));
        Assert.Equal(offset, time.OffsetSeconds);
    }

    [Theory]
    [InlineData("2019-01-18 22:15:00 UTC", "2019-01-18T22:15")] // BigQuery, Ruby
    [InlineData("2019-07-18 22:15:00.123456 UTC", "2019-07-18T22:15")] // in summer too
    [InlineData("2019-07-18 22:15:00 +0000 UTC", "2019-07-18T22:15")] // Go
    [InlineData("2019-07-18 22:15:00 +0100 BST", "2019-07-18T21:15")]
    [InlineData("2019-07-18 22:15:00+01", "2019-07-18T21:15")] // PostgreSQL
    [InlineData("2019-07-18T22:15:00,123Z", "2019-07-18T22:15")] // ISO's comma
    [InlineData("2019-07-18t22:15:00z", "2019-07-18T22:15")] // small letters, as RFC 3339 allows
    [InlineData("2019-07-18T22:15+01:00[Europe/London]", "2019-07-18T21:15")] // Java
    [InlineData("2019-07-18T22:15[Europe/London]", "2019-07-18T21:15")]
    [InlineData("2019-07-18 22:15:00 Europe/London", "2019-07-18T21:15")]
    [InlineData("20190718T221500Z", "2019-07-18T22:15")] // ISO basic
    [InlineData("20190718T2215Z", "2019-07-18T22:15")]
    [InlineData("20190718T221500", "2019-07-18T21:15")] // without an offset it is London's
    [InlineData("20190718T221500.123+0100", "2019-07-18T21:15")]
    [InlineData("20190718 221500", "2019-07-18T21:15")]
    [InlineData("20190718221500", "2019-07-18T21:15")] // HL7
    [InlineData("201907182215", "2019-07-18T21:15")]
    [InlineData("20190718221500+0000", "2019-07-18T22:15")]
    [InlineData("20190718221500.0000+0100", "2019-07-18T21:15")]
    [InlineData("Jan 18 2019 10:15PM", "2019-01-18T22:15")] // SQL Server, CONVERT style 100
    [InlineData("Jan  8 2019  1:05AM", "2019-01-08T01:05")]
    [InlineData("Jan 18 2019 10:15:00:123PM", "2019-01-18T22:15")] // 109
    [InlineData("18 Jan 2019 22:15:00:123", "2019-01-18T22:15")] // 113
    [InlineData("2019-01-18 22:15:00.0000000", "2019-01-18T22:15")] // datetime2
    [InlineData("18-JAN-2019 10.15.00.000000 PM", "2019-01-18T22:15")] // Oracle
    [InlineData("18-JAN-2019 22.15.00", "2019-01-18T22:15")]
    [InlineData("18-JUL-2019 10.15.00.000000 PM +01:00", "2019-07-18T21:15")]
    [InlineData("18-JUL-2019 10.15.00.000000 PM EUROPE/LONDON", "2019-07-18T21:15")]
    [InlineData("2019-01-18-22.15.00.000000", "2019-01-18T22:15")] // DB2
    [InlineData("Fri Jan 18 2019 22:15:00 GMT+0000 (Greenwich Mean Time)", "2019-01-18T22:15")] // JavaScript's toString
    [InlineData("Thu Jul 18 2019 22:15:00 GMT+0100 (British Summer Time)", "2019-07-18T21:15")]
    [InlineData("Thu, 18 Jul 2019 22:15:00 GMT", "2019-07-18T22:15")] // toUTCString; of mail and the web GMT is UTC
    [InlineData("Thu, 18 Jul 2019 22:15:00 +0100", "2019-07-18T21:15")] // mail
    [InlineData("18/01/2019, 22:15:00", "2019-01-18T22:15")] // toLocaleString
    [InlineData("Jan 18, 2019, 10:15:00 PM", "2019-01-18T22:15")]
    [InlineData("January 18, 2019 at 10:15 PM", "2019-01-18T22:15")]
    [InlineData("1547849700000", "2019-01-18T22:15")] // milliseconds since 1970
    [InlineData("1547849700", "2019-01-18T22:15")] // seconds, as Unix counts
    [InlineData("1563484500", "2019-07-18T21:15")]
    [InlineData("/Date(1547849700000)/", "2019-01-18T22:15")] // .NET's JSON
    [InlineData("/Date(1563484500000+0100)/", "2019-07-18T21:15")]
    [InlineData("Fri Jan 18 22:15:00 GMT 2019", "2019-01-18T22:15")] // Java, and date of Unix
    [InlineData("Thu Jul 18 22:15:00 BST 2019", "2019-07-18T21:15")]
    [InlineData("Thu Jul 18 22:15:00 UTC 2019", "2019-07-18T22:15")]
    [InlineData("Fri Jan 18 22:15:00 2019", "2019-01-18T22:15")] // C
    [InlineData("18JAN2019:22:15:00", "2019-01-18T22:15")] // SAS
    [InlineData("18JAN2019:22:15:00.00", "2019-01-18T22:15")]
    [InlineData("2019.01.18 22:15", "2019-01-18T22:15")] // MySQL
    [InlineData("18/Jan/2019:22:15:00 +0000", "2019-01-18T22:15")] // web servers
    [InlineData("18/07/2019 22:15:00 +01:00", "2019-07-18T21:15")] // .NET's DateTimeOffset in Britain
    public void What_databases_mail_and_programs_write_is_the_one_moment_it_means(string text, string utc) =>
        Assert.Equal(utc, $"{London.Resolve(Parse(text)).Earliest.InUtc():uuuu-MM-ddTHH:mm}");

    [Theory]
    [InlineData("2019-01-25", "14:40:00.0000000+00:00", "2019-01-25T14:40")] // xs:date and xs:time
    [InlineData("2019-07-25+01:00", "14:40:00+01:00", "2019-07-25T13:40")]
    [InlineData("2019-07-25", "14:40:00Z", "2019-07-25T14:40")]
    [InlineData("2019-07-25T14:40:00Z", "14:40:00Z", "2019-07-25T14:40")]
    [InlineData("25/07/2019", "14:40 UTC", "2019-07-25T14:40")]
    [InlineData("25/07/2019", "14.40.00", "2019-07-25T13:40")]
    public void A_time_cell_may_say_its_offset(string date, string time, string utc) =>
        Assert.Equal(utc, $"{London.Resolve(Combine(date, time)).Earliest.InUtc():uuuu-MM-ddTHH:mm}");

    [Theory]
    [InlineData("04/07/2019 22:15 BST", "2019-07-04T21:15")]
    [InlineData("2019-01-04 22:15 GMT", "2019-01-04T22:15")]
    [InlineData("2019/07/04 22:15:30bst", "2019-07-04T21:15")]
    [InlineData("4 January 2019 10.15pm gmt", "2019-01-04T22:15")]
    [InlineData("31/03/2019 00:59 GMT", "2019-03-31T00:59")] // the last minute before the clocks went forward
    [InlineData("31/03/2019 02:00 BST", "2019-03-31T01:00")] // the first after
    [InlineData("27/10/2019 01:30 BST", "2019-10-27T00:30")] // of the hour shown twice, the first
    [InlineData("27/10/2019 01:30 GMT", "2019-10-27T01:30")] // and the second
    public void A_time_under_the_name_the_clock_in_London_had_then_is_that_moment(string text, string utc) =>
        Assert.Equal(utc, $"{London.Resolve(Parse(text)).Earliest.InUtc():uuuu-MM-ddTHH:mm}");

    [Theory]
    [InlineData("27/10/2019", "01:30 GMT", "2019-10-27T01:30")]
    [InlineData("27/10/2019", "1.30am BST", "2019-10-27T00:30")]
    [InlineData("27/10/2019 01:30", "01:30 GMT", "2019-10-27T01:30")] // the cell beside the date says which of the two
    [InlineData("2019/07/04", "22:15 BST", "2019-07-04T21:15")]
    public void So_is_one_in_a_cell_of_its_own(string date, string time, string utc) =>
        Assert.Equal(utc, $"{London.Resolve(Combine(date, time)).Earliest.InUtc():uuuu-MM-ddTHH:mm}");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00A0\t\r\n")]
    public void A_blank_cell_is_absent(string text) => Assert.Equal(default, Parse(text));

    [Theory]
    [InlineData("31/02/2019", TimeReason.Impossible)]
    [InlineData("31/02/2019 10:00", TimeReason.Impossible)]
    [InlineData("29/02/2019", TimeReason.Impossible)] // no leap year
    [InlineData("29/02/2100", TimeReason.Impossible)] // nor this century
    [InlineData("01/13/2019", TimeReason.Impossible)] // month first is never guessed
    [InlineData("00/01/2019", TimeReason.Impossible)]
    [InlineData("04/01/2019 25:10", TimeReason.Impossible)]
    [InlineData("04/01/2019 22:60", TimeReason.Impossible)]
    [InlineData("04/01/2019 22:15:60", TimeReason.Impossible)]
    [InlineData("04/01/2019 24:01", TimeReason.Impossible)]
    [InlineData("04/01/2019 13:30pm", TimeReason.Impossible)] // contradicts itself
    [InlineData("04/01/2019 0:30am", TimeReason.Impossible)] // no such hour on a twelve-hour clock
    [InlineData("2019-02-30T10:00:00Z", TimeReason.Impossible)]
    [InlineData("01/01/1900", TimeReason.Placeholder)]
    [InlineData("01/01/1900 00:00", TimeReason.Placeholder)]
    [InlineData("01/01/1970", TimeReason.Placeholder)]
    [InlineData("1970-01-01 01:00:00", TimeReason.Placeholder)] // zero, shown in British time
    [InlineData("31/12/9999", TimeReason.Placeholder)]
    [InlineData("9999-12-31T23:59:59Z", TimeReason.Placeholder)]
    [InlineData("0001-01-01T00:00:00", TimeReason.Placeholder)] // .NET's zero
    [InlineData("30/12/1899", TimeReason.Placeholder)] // a spreadsheet's zero
    [InlineData("01/01/1753", TimeReason.Placeholder)] // SQL Server's zero
    [InlineData("31/12/2099", TimeReason.Placeholder)]
    [InlineData("00/00/0000", TimeReason.Placeholder)]
    [InlineData("01-Mar-19", TimeReason.TwoDigitYear)]
    [InlineData("01/03/19 10:00", TimeReason.TwoDigitYear)]
    [InlineData("04/01/1899", TimeReason.YearOutOfRange)]
    [InlineData("04/01/2101", TimeReason.YearOutOfRange)]
    [InlineData("04/01/2910 10:00", TimeReason.YearOutOfRange)] // digits swapped
    [InlineData("22:15", TimeReason.DateMissing)]
    [InlineData("9.30pm", TimeReason.DateMissing)]
    [InlineData("22:15:00Z", TimeReason.DateMissing)]
    [InlineData("25:15", TimeReason.Unreadable)] // no time either
    [InlineData("2215", TimeReason.Unreadable)] // may be anything
    [InlineData("unknown", TimeReason.Unreadable)]
    [InlineData("N/A", TimeReason.Unreadable)]
    [InlineData("-", TimeReason.Unreadable)]
    [InlineData("04/01/2019 approx", TimeReason.Unreadable)]
    [InlineData("04/01/2019 late evening", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22", TimeReason.Unreadable)]
    [InlineData("04/01/2019 9.30", TimeReason.Unreadable)] // half past nine or nine and a third?
    [InlineData("04/01/2019 930", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22:1", TimeReason.Unreadable)]
    [InlineData("04/01/2019T22:15", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22:15Z", TimeReason.Unreadable)] // an offset belongs to ISO
    [InlineData("2019-07-04T22:15:00+15:00", TimeReason.Unreadable)] // no such offset
    [InlineData("2019-07-04T22:15:00+01:60", TimeReason.Unreadable)]
    [InlineData("2019-01-04T", TimeReason.Unreadable)]
    [InlineData("04/01-2019", TimeReason.Unreadable)] // mixed marks
    [InlineData("04/01/201", TimeReason.Unreadable)]
    [InlineData("04/01/20190", TimeReason.Unreadable)]
    [InlineData("2019/13/01", TimeReason.Impossible)] // the year first means the day last
    [InlineData("2019/01-04", TimeReason.Unreadable)] // mixed marks
    [InlineData("04/01/2019 22:15 BST", TimeReason.Impossible)] // no summer time in January
    [InlineData("04/07/2019 22:15 GMT", TimeReason.Impossible)] // a system that writes GMT all year, or an hour less: nobody can say
    [InlineData("31/03/2019 01:30 BST", TimeReason.Impossible)] // the hour before it began
    [InlineData("31/03/2019 01:30 GMT", TimeReason.Impossible)] // London showed 02:30
    [InlineData("27/10/2019 02:00 BST", TimeReason.Impossible)] // the clocks had gone back
    [InlineData("27/10/2019 00:59 GMT", TimeReason.Impossible)] // they had not yet
    [InlineData("2019-01-04T22:15Z GMT", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22:15 CET", TimeReason.Unreadable)]
    [InlineData("04/01/2019 GMT", TimeReason.Unreadable)]
    [InlineData("4 01 2019", TimeReason.Unreadable)]
    [InlineData("04 Janvier 2019", TimeReason.Unreadable)]
    [InlineData("04 Ma 2019", TimeReason.Unreadable)]
    [InlineData("43525.9375", TimeReason.Unreadable)] // a spreadsheet's serial number
    [InlineData("1801042215", TimeReason.Unreadable)] // 2018-01-04 22:15 without its century, or seconds since 1970
    [InlineData("1712312359", TimeReason.Unreadable)]
    [InlineData("1999999999", TimeReason.Unreadable)]
    [InlineData("0546639200", TimeReason.Unreadable)]
    [InlineData("4010232137", TimeReason.Unreadable)] // an NHS number
    [InlineData("7911123456", TimeReason.Unreadable)] // a telephone number
    [InlineData("154663920", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22.5", TimeReason.Unreadable)] // half past, or five past?
    [InlineData("04/01/2019 22.155", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22.75", TimeReason.Impossible)] // a number of hours after all
    [InlineData("04/01/2019 9 hrs", TimeReason.Unreadable)] // how long it took?
    [InlineData("04/01/2019 930hrs", TimeReason.Unreadable)]
    [InlineData("04/01/2019 25:15hrs", TimeReason.Impossible)]
    [InlineData("04/01/2019 13:15 p.m.", TimeReason.Impossible)]
    [InlineData("04/01/2019 11 noon", TimeReason.Unreadable)]
    [InlineData("04/01/2019 12 midnight", TimeReason.Unreadable)] // of which end of the day?
    [InlineData("04/01/2019 -22:15", TimeReason.Unreadable)]
    [InlineData("18JAN19", TimeReason.Unreadable)]
    [InlineData("18XYZ2019", TimeReason.Unreadable)]
    [InlineData("18JAN20190", TimeReason.Unreadable)]
    [InlineData("18/12019", TimeReason.Unreadable)]
    [InlineData("2019.01-18", TimeReason.Unreadable)]
    [InlineData("2019.18", TimeReason.Unreadable)]
    [InlineData("18st January 2019", TimeReason.Unreadable)] // 18th, or 1st?
    [InlineData("2th January 2019", TimeReason.Unreadable)]
    [InlineData("3rd/04/2019", TimeReason.Unreadable)] // what the month is would be voted on without it
    [InlineData("3rd-04-2019", TimeReason.Unreadable)]
    [InlineData("31st February 2019", TimeReason.Impossible)]
    [InlineData("18th January", TimeReason.Unreadable)] // no year
    [InlineData("4th", TimeReason.Unreadable)]
    [InlineData("18th January 19", TimeReason.TwoDigitYear)]
    [InlineData("Mon 18 Jan 2019", TimeReason.Impossible)] // it was a Friday
    [InlineData("22.15", TimeReason.Unreadable)]
    [InlineData("22:15 p.m.", TimeReason.Unreadable)]
    [InlineData("10:15 p.m.", TimeReason.DateMissing)]
    [InlineData("22:15hrs", TimeReason.DateMissing)]
    [InlineData("/Date(-62135596800000)/", TimeReason.Placeholder)] // .NET's zero
    [InlineData("/Date(0)/", TimeReason.Placeholder)]
    [InlineData("Sat Jan 18 2019 22:15:00 GMT+0000", TimeReason.Impossible)] // it was a Friday
    [InlineData("Sun 03/02/2019 22:15", TimeReason.Unreadable)] // a weekday does not vote
    [InlineData("Thu Jul 18 22:15:00 GMT 2019", TimeReason.Impossible)] // a system that writes GMT all year, or an hour less
    [InlineData("Fri Jan 18 22:15:00 EST 2019", TimeReason.Unreadable)] // there are several
    [InlineData("2019011822", TimeReason.Unreadable)] // an hour, or seconds since 1970
    [InlineData("20190718221500+1500", TimeReason.Unreadable)]
    [InlineData("20191318221500", TimeReason.Impossible)]
    [InlineData("04/01/2019 09:15-10:30", TimeReason.Unreadable)] // from and until
    [InlineData("04/01/2019 22:15 -05:00", TimeReason.Unreadable)]
    [InlineData("Jan 18 10:15PM", TimeReason.Unreadable)] // no year
    [InlineData("Friday night", TimeReason.Unreadable)]
    [InlineData("18-JAN-19 10.15.00.000000 PM", TimeReason.TwoDigitYear)]
    [InlineData("Friday, 18-Jan-19 22:15:00 GMT", TimeReason.TwoDigitYear)]
    [InlineData("04/01/2019 (day or month first?)", TimeReason.Unreadable)]
    [InlineData("2019-01-04 22:15 (day or month first?)", TimeReason.Unreadable)]
    [InlineData("2019-01-04T22:15+00:00 (day or month first?)", TimeReason.Unreadable)]
    [InlineData("99999999999999999999", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22:15 \u00E9", TimeReason.Unreadable)]
    [InlineData("04/01/2019 22:15 22:15", TimeReason.Unreadable)]
    [InlineData("+4/01/2019", TimeReason.Unreadable)]
    public void Anything_else_is_refused_with_its_reason(string text, TimeReason reason)
    {
        Assert.Equal((TimeForm.Unusable, reason), (Parse(text).Form, Parse(text).Reason));
        Assert.Null(TimeText.ParseDay(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("04/01/2019", "22:15", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019", "2215", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019", " 9.30am ", "2019-01-04T09:30:00")]
    [InlineData("04/01/2019", "24:00", "2019-01-05T00:00:00")]
    [InlineData("04/01/2019", "10:15 p.m.", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019", "22:15hrs", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019", "2215 hrs", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019", "22.15hrs", "2019-01-04T22:15:00")]
    [InlineData("4th January 2019", "22:15", "2019-01-04T22:15:00")]
    [InlineData("04/01/2019 00:00", "22:15", "2019-01-04T22:15:00")] // the date cell's midnight says nothing
    [InlineData("2019-07-04T23:00:00Z", "22:15", "2019-07-05T22:15:00")] // midnight in London, written in UTC
    [InlineData("2019-07-04T00:00:00Z", "22:15", "2019-07-04T22:15:00")]
    [InlineData("04/01/2019 22:15", "22:15", "2019-01-04T22:15:00")] // both say the same
    [InlineData("04/01/2019 22:15", "", "2019-01-04T22:15:00")]
    public void A_date_cell_and_a_time_cell_make_one_moment(string date, string time, string local) =>
        Assert.Equal((TimeForm.Minute, local, false), Shown(Combine(date, time)));

    [Theory]
    [InlineData("04/01/2019", "", TimeForm.Day, TimeReason.None)]
    [InlineData("04/01/2019 00:00", "", TimeForm.Day, TimeReason.None)] // no time cell: a midnight is only a day
    [InlineData("04/01/2019", "about ten", TimeForm.Day, TimeReason.TimeOfDayUnusable)] // the day stands
    [InlineData("04/01/2019", "25:00", TimeForm.Day, TimeReason.TimeOfDayUnusable)]
    // in a column of its own it may be 22 hours and nine minutes
    [InlineData("04/01/2019", "22.15", TimeForm.Day, TimeReason.TimeOfDayUnusable)]
    [InlineData("04/07/2019", "22:15 GMT", TimeForm.Day, TimeReason.TimeOfDayUnusable)] // in summer: the hour is not certain, the day is
    [InlineData("04/01/2019 09:00", "22:15", TimeForm.Day, TimeReason.TimeOfDayConflict)] // neither is believed
    // the end of the 4th, which is not the 5th at 22:15
    [InlineData("04/01/2019 24:00", "22:15", TimeForm.Day, TimeReason.TimeOfDayConflict)]
    [InlineData("", "", TimeForm.Absent, TimeReason.None)]
    [InlineData("", "22:15", TimeForm.Unusable, TimeReason.DateMissing)]
    [InlineData("31/02/2019", "22:15", TimeForm.Unusable, TimeReason.Impossible)]
    public void What_the_cells_do_not_settle_stays_open(string date, string time, TimeForm form, TimeReason reason) =>
        Assert.Equal((form, reason), (Combine(date, time).Form, Combine(date, time).Reason));

    [Fact]
    public void The_usual_forms_agree_with_the_calendar_on_every_day_of_two_centuries()
    {
        var seen = 0;
        for (var day = new LocalDate(1900, 1, 2); day.Year <= 2100; day = day.PlusDays(1), seen++)
        {
            var expected = DayNumber.Of(day);
            if (Parse($"{day:dd/MM/uuuu} 13:37") is not { Form: TimeForm.Minute } police)
            {
                Assert.Contains($"{day:uuuu-MM-dd}", new[] { "1901-01-01", "1970-01-01", "2099-12-31" });
                continue;
            }
            Assert.Equal(expected * 86400L + 13 * 3600 + 37 * 60, police.LocalSeconds);
            Assert.Equal(police, Parse($"{day:uuuu-MM-dd}T13:37:00"));
            Assert.Equal(expected, Parse($"{day:d/M/uuuu}").Day);
        }
        Assert.Equal(73_413, seen);
    }

    [Fact]
    public void No_bytes_whatever_make_it_throw()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var alphabet = "0123456789/-.: TZ+apmJanFeb\u00A0"u8.ToArray();
        var usable = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = Encoding.UTF8.GetBytes(i % 2 == 0 ? "04/01/2019 22:15" : "2019-01-04T22:15:00Z");
            for (var changes = random.Next(4); changes >= 0; changes--)
                text[random.Next(text.Length)] = alphabet[random.Next(alphabet.Length)];
            var time = TimeText.Parse(text.AsSpan(0, random.Next(text.Length + 1)));

            Assert.True(time.IsUsable ? time.Reason == TimeReason.None : time.LocalSeconds == 0,
                $"seed {seed}: {Encoding.Latin1.GetString(text)}");
            usable += time.IsUsable ? 1 : 0;
        }
        Assert.InRange(usable, 1000, 299_000);
    }

    static WrittenTime Parse(string text) => TimeText.Parse(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("04/01/2019 24:00")]
    [InlineData("04/01/2019\u001F24:00")] // any white space before the time is one
    [InlineData("04/01/2019\u00A024:00:00")]
    [InlineData("2019-01-04T24:00:00Z")]
    [InlineData("2019-01-04 24:00:00 +00:00")]
    [InlineData("20190104 2400")]
    public void The_end_of_a_day_beside_another_time_is_that_day_and_not_the_next(string date) =>
        Assert.Equal((Parse("04/01/2019").Day, TimeReason.TimeOfDayConflict), (Combine(date, "22:15").Day, Combine(date, "22:15").Reason));

    static WrittenTime Combine(string date, string time) => TimeText.Combine(Parse(date), Encoding.UTF8.GetBytes(time));

    static (TimeForm, string, bool) Shown(WrittenTime time) =>
        (time.Form, $"{new LocalDateTime(1970, 1, 1, 0, 0).PlusSeconds(time.LocalSeconds):uuuu-MM-ddTHH:mm:ss}", time.HasOffset);

    [Theory]
    [InlineData("noon")]
    [InlineData("25:00")]
    public void A_time_cell_that_cannot_be_read_leaves_the_day_alone_even_where_the_date_cell_has_a_time(string time)
    {
        var combined = TimeText.Combine(TimeText.Parse("07/01/2019 22:30"u8), System.Text.Encoding.UTF8.GetBytes(time));

        Assert.Equal((TimeForm.Day, TimeReason.TimeOfDayUnusable), (combined.Form, combined.Reason));
    }
}
