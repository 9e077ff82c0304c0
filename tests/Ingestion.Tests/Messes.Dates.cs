using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

static partial class Messes
{
    const string Ends = "select string_agg(coalesce(strftime(started_on, '%Y-%m-%d'), '-') || ' ' || status, '; ' order by line) from "
        + "timeliness where clock = 'sharing'";

    static Ppn At(int number, string end, string from = "", string born = "14/02/2012") =>
        Row(number) with { From = from, To = end, Born = born };

    static string Missing(params IEnumerable<int> lines) => string.Join(' ', lines.Select(line => $"DQ_MISSING@{line}"));

    static IEnumerable<Mess> Dates =>
    [
        new("Dates and times",
            "04/01/2019 22:15, 4.1.2019 10pm, 4 January 2019 9.30pm, 2019-Jan-04 22:15:00, 2019-01-04T22:15:00Z, 04/01/2019 "
            + "2215, 20190104, 03/01/2019 24:00",
            "Read, day first. A date without a time is any moment of its day.")
        {
            File = Lines(((string[])["04/01/2019 22:15", "4.1.2019 10pm", "4 January 2019 9.30pm", "2019-Jan-04 22:15:00",
            "2019-01-04T22:15:00Z", "04/01/2019 2215", "20190104", "03/01/2019 24:00"])
                .Select((end, at) => (object)At(at, end)).Prepend(Head)), Accepted = 8, Codes = Missing(Enumerable.Range(2, 8)),
            Ask = (Ends, "2019-01-04 on_time; 2019-01-04 on_time; 2019-01-04 on_time; 2019-01-04 on_time; 2019-01-04 on_time; "
            + "2019-01-04 on_time; 2019-01-04 possibly_late; 2019-01-04 late"),
        },
        new("Dates and times",
            "What people write: 4th January 2019 10:15 p.m., 04/01/2019 22:15hrs, 04/01/2019 2215 hrs, 04/01/2019 22.15, Fri "
            + "4th of January 2019 at 22.15hrs, 04/01/2019 @ 22:15, 1546640100",
            "Read. After a date, 22.15 is a time; ten digits are seconds since 1970.")
        {
            File = Lines(((string[])["4th January 2019 10:15 p.m.", "04/01/2019 22:15hrs", "04/01/2019 2215 hrs", "04/01/2019 22.15",
            "Fri 4th of January 2019 at 22.15hrs", "04/01/2019 @ 22:15", "1546640100"])
                .Select((end, at) => (object)At(at, end)).Prepend(Head)), Accepted = 7, Codes = Missing(Enumerable.Range(2, 7)),
            Ask = ("select string_agg(distinct status || ' ' || elapsed_hours, '; ') from timeliness where clock = 'sharing'",
            "on_time 8.8"),
        },
        new("Dates and times",
            "What may be two times: 22.15 in a column of times, 04/01/2019 9.30, 18st January 2019, ten digits that begin like "
            + "a date without its century (1801042215)",
            "In a column of times 22.15 may also be 22 hours and nine minutes: only the day is used, and the receipt says so "
            + "(TIME_INVALID). The others are not accepted as dates (TIME_INVALID).")
        {
            File = Lines(Head + ",Incident Time To", At(1, "04/01/2019") + ",22.15", At(2, "04/01/2019 9.30") + ",",
            At(3, "18st January 2019") + ",", At(4, "1801042215") + ",", At(5, "04/01/2019") + ",22.15hrs"), Accepted = 5,
            Codes = "DQ_MISSING@2 TIME_INVALID@2 DQ_MISSING@3 TIME_INVALID@3 DQ_MISSING@4 TIME_INVALID@4 DQ_MISSING@5 TIME_INVALID@5 "
            + "DQ_MISSING@6", Ask = (Ends, "2019-01-04 possibly_late; - unknown; - unknown; - unknown; 2019-01-04 on_time"),
        },
        new("Dates and times", "2019/01/04 22:15; BST or GMT after a time",
            "Read, if London's clock had that name at that time. GMT in July comes from systems that never change it, or is an "
            + "hour wrong: it is not accepted as a time (TIME_INVALID). In the hour that is repeated in autumn, the name says "
            + "which one is meant.")
        {
            File = Lines(Head + ",Incident Time To", At(1, "2019/01/04 22:15") + ",", At(2, "04/01/2019 22:15 GMT") + ",",
            At(3, "2019/01/04") + ",22:15 GMT", At(4, "04/01/2019 22:15 BST") + ",", At(5, "04/01/2019") + ",22:15 BST",
                At(6, "2019-01-04T22:15:00Z") + ","), Accepted = 6,
            Codes = $"{Missing(2, 3, 4)} DQ_MISSING@5 TIME_INVALID@5 DQ_MISSING@6 TIME_INVALID@6 DQ_MISSING@7",
            Ask = (Ends, "2019-01-04 on_time; 2019-01-04 on_time; 2019-01-04 on_time; - unknown; 2019-01-04 possibly_late; 2019-01-04 "
                + "on_time"),
        },
        new("Dates and times", "Years of two digits: 04-Jan-19, 04/01/19 22:15",
            "Read as the latest year that is at most one year after receipt, and reported (DQ_YEAR_SHORT).")
            { File = Lines(Head, At(1, "04-Jan-19"), At(2, "04/01/19 22:15")), Accepted = 2,
            Codes = "DQ_MISSING@2 DQ_YEAR_SHORT@2 DQ_MISSING@3 DQ_YEAR_SHORT@3",
            Ask = (Ends, "2019-01-04 possibly_late; 2019-01-04 on_time") },
        new("Dates and times", "Two digits that could only be ten years ago or more: 04/01/28",
            "Not accepted as a date (TIME_INVALID): 28 received in 2019 would be 1928. In a date of birth it is read.")
            { File = Lines(Head, At(1, "04/01/28 22:15"), At(2, "04/01/09 22:15"), At(3, "04/01/2019 22:15", born: "14/02/08")),
            Accepted = 3, Codes = "DQ_MISSING@2 TIME_INVALID@2 DQ_MISSING@3 TIME_INVALID@3 DQ_MISSING@4 DQ_YEAR_SHORT@4",
            Ask = (Ends, "- unknown; - unknown; 2019-01-04 on_time") },
        new("Dates and times", "A start ten years or more before receipt: 04/01/1919",
            "A wrong year, not a lateness of a century: unknown, and reported (TIME_LONG_AGO). It is late only if another date "
            + "proves it. For abuse long ago the clock starts at its report.")
        {
            File = Lines(Head, At(1, "04/01/1919 22:15"), At(2, "04/01/2009 22:15"), At(3, "04/01/2018 22:15")), Accepted = 3,
            Codes = Missing(2, 3, 4), Receipt = "TIME_LONG_AGO, line 2, 3",
            Ask = (Ends, "- unknown; - unknown; 2018-01-04 late"),
        },
        new("Dates and times", "A spreadsheet's number: 43469.9271",
            "Read if the other of the two date systems would put it after receipt, and reported (DQ_DATE_SERIAL). Otherwise it "
            + "is not accepted as a date.")
            { File = Lines(Head, At(1, "43469.9270833"), At(2, "40000.5")), Accepted = 2,
            Codes = "DQ_DATE_SERIAL@2 DQ_MISSING@2 DQ_MISSING@3 TIME_INVALID@3", Ask = (Ends, "2019-01-04 on_time; - unknown") },
        new("Dates and times", "A column that writes the month first",
            "Recognised if one of its dates is possible only month first and none only day first. Then every date of the "
            + "column is read month first, and the receipt says so once (DQ_DATE_ORDER_US).")
        {
            File = Lines(Head, At(1, "01/04/2019 21:00", "12/30/2018 10:00"), At(2, "01/03/2019 21:00", "12/31/2018 10:00"),
            At(3, "12/13/2018 21:00", "12/13/2018 10:00")), Accepted = 3, Codes = "DQ_DATE_ORDER_US@1 DQ_DATE_ORDER_US@1",
            Receipt = "1 can only be month first, 0 only day first, 2 either; all were read month first",
            Ask = (Ends, "2019-01-04 on_time; 2019-01-03 late; 2018-12-13 late"),
        },
        new("Dates and times", "A column that holds both orders",
            "Dates that are possible only day first are read. The rows of all others have unknown lateness: DQ_DATE_AMBIGUOUS "
            + "if a date can be either, TIME_INVALID if it can only be month first.")
        {
            File = Lines(Head, At(1, "04/01/2019 21:00"), At(2, "12/13/2018 21:00"), At(3, "31/12/2018 21:00")), Accepted = 3,
            Codes = "DQ_DATE_AMBIGUOUS@1 " + "DQ_DATE_AMBIGUOUS@2 DQ_MISSING@2 DQ_MISSING@3 TIME_INVALID@3 DQ_MISSING@4",
            Ask = (Ends, "- unknown; - unknown; 2018-12-31 late"),
        },
        new("Dates and times",
            "A column that shows no order by itself, beside another that writes the month first: 02/03/2019 beside a date of "
            + "birth of 2/14/2012",
            "A date that can be either is not read, and its lateness is unknown (DQ_DATE_AMBIGUOUS). The same applies if "
            + "earlier files of the sender wrote the month first. The receipt says it before any count.")
        {
            File = Lines(Head, At(1, "1/4/2019 21:00", born: "2/14/2012"), At(2, "2019-01-04 21:00", born: "2/14/2012")), Accepted = 2,
            Codes = "DQ_DATE_AMBIGUOUS@1 DQ_DATE_AMBIGUOUS@2 DQ_DATE_ORDER_US@1 DQ_MISSING@2 DQ_MISSING@3",
            Receipt = "1 can be either, and Child DOB writes the month first; those were not read",
            Ask = (Ends, "- unknown; 2019-01-04 on_time"),
        },
        new("Dates and times", "Texts with days over 12 beside dates with the year first and days up to 12: 14/01/2019 and 2019-04-01",
            "A sign that a spreadsheet swapped day and month in the dates it could read, and left the rest as text. In a "
            + "workbook its date cells show the same. Dates that may be swapped are not read (DQ_DATE_AMBIGUOUS). One date with "
            + "a day over 12, or one text that the spreadsheet would have read as a date, proves that nothing was swapped.")
        {
            File = Lines(Head, At(1, "31/12/2018 21:00"), At(2, "2019-04-01 21:00"), At(3, "2019-01-04 21:00")), Accepted = 3,
            Codes = "DQ_DATE_AMBIGUOUS@1 DQ_DATE_AMBIGUOUS@3 DQ_DATE_AMBIGUOUS@4 DQ_MISSING@2 DQ_MISSING@3 DQ_MISSING@4",
            Ask = (Ends, "2018-12-31 late; - unknown; - unknown"),
        },
        new("Dates and times", "Every time of a column 00:00:00, three or more",
            "Not times: a program turned days into moments. Only the day is used, and the receipt says so (TIME_ALL_MIDNIGHT). "
            + "A midnight among other times is a time; a whole day in a cell of a workbook is a day.")
        {
            File = Lines(Head, At(1, "04/01/2019 00:00:00"), At(2, "04/01/2019 00:00:00"), At(3, "04/01/2019 00:00:00"),
            At(4, "04/01/2019")), Accepted = 4, Codes = $"TIME_ALL_MIDNIGHT@1 {Missing(2, 3, 4, 5)}",
            Receipt = "Every time in Incident Date To is 00:00:00",
            Ask = (Ends, "2019-01-04 possibly_late; 2019-01-04 possibly_late; 2019-01-04 possibly_late; 2019-01-04 possibly_late"),
        },
        new("Dates and times",
            "What programs write: 2019-01-04 22:15:00 UTC, 20190104T221500Z, 20190104221500, Jan  4 2019 10:15PM, 04-JAN-19 "
            + "10.15.00.000000 PM, Fri Jan 04 2019 22:15:00 GMT+0000 (Greenwich Mean Time), 1546640100000, /Date(1546640100000)/",
            "Read: each has one meaning.")
        {
            File = Lines(((string[])["2019-01-04 22:15:00 UTC", "20190104T221500Z", "20190104221500", "Jan  4 2019 10:15PM",
            "04-JAN-19 10.15.00.000000 PM", "Fri Jan 04 2019 22:15:00 GMT+0000 (Greenwich Mean Time)", "1546640100000",
                "/Date(1546640100000)/"])
                .Select((end, at) => (object)At(at, end)).Prepend(Head)), Accepted = 8,
                Codes = $"{Missing(Enumerable.Range(2, 8))} DQ_YEAR_SHORT@6",
            Ask = ("select string_agg(distinct elapsed_hours, ' ') from timeliness where status = 'on_time'", "8.8"),
        },
        new("Dates and times", "One slip among many dates that are day first for certain",
            "The column stays day first. The slip is not accepted as a date, and the receipt says so.")
        {
            File = Lines(Enumerable.Range(1, 20).Select(i => (object)At(i, "31/12/2018 21:00")).Prepend(Head)
            .Append(At(21, "12/31/2018 21:00")).Append(At(22, "04/01/2019 21:00"))), Accepted = 22,
            Codes = $"DQ_DATE_AMBIGUOUS@1 {Missing(Enumerable.Range(2, 21))} TIME_INVALID@22 DQ_MISSING@23",
            Receipt = "1 can only be month first, 20 only day first, 1 either; all were read day first",
            Ask = ("select count(*) from timeliness where status = 'on_time'", "1"),
        },
        new("Dates and times", "The time in a column of its own: Incident Date To, Incident Time To",
            "Read with its date. If the date column has another time, neither is used (TIME_INVALID). If the time cannot be "
            + "read, only the day is used, and the receipt says so. Without a time the date is any moment of its day, midnight too.")
        {
            File = Lines(Head + ",Incident Time To,Date/Time Reported", At(1, "04/01/2019") + ",22:15,04/01/2019 22:20",
            At(2, "2019-01-04 00:00:00") + ",9.30pm,", At(3, "04/01/2019 00:00") + ",,", At(4, "04/01/2019 21:00") + ",21:00:00,",
                At(5, "04/01/2019 21:00") + ",22:15,", At(6, "04/01/2019") + ",evening,", At(7, "04-Jan-19") + ",22:15,",
                    At(8, "04/01/2019 24:00") + ",22:15,"), Accepted = 8,
            Codes = $"{Missing(Enumerable.Range(2, 5))} TIME_INVALID@6 DQ_MISSING@7 TIME_INVALID@7 DQ_MISSING@8 DQ_YEAR_SHORT@8 "
            + "DQ_MISSING@9 TIME_INVALID@9",
            Ask = (Ends, "2019-01-04 on_time; 2019-01-04 on_time; 2019-01-04 possibly_late; 2019-01-04 on_time; - unknown; 2019-01-04 "
            + "possibly_late; 2019-01-04 on_time; - unknown"),
        },
        new("Dates and times", "A time, and no date: an empty Incident Date To beside Incident Time To, or 22:15 in a column of dates",
            "Unknown, and the receipt names the column that lacks the date (TIME_DATE_MISSING).")
        {
            File = Lines(Head + ",Incident Time To", At(1, "") + ",22:15", At(2, "22:15") + ",", At(3, "10pm") + ",22:00",
            At(4, "04/01/2019") + ",22:15", At(5, "") + ",00:00"), Accepted = 5,
            Codes = "DQ_MISSING@2 TIME_DATE_MISSING@2 DQ_MISSING@3 TIME_DATE_MISSING@3 DQ_MISSING@4 TIME_DATE_MISSING@4 DQ_MISSING@5 "
            + "DQ_MISSING@6", Receipt = "TIME_DATE_MISSING, Incident Date To, line 2, 3, 4",
            Ask = (Ends, "- unknown; - unknown; - unknown; 2019-01-04 on_time; - unknown"),
        },
        new("Dates and times", "Placeholders: 01/01/1900, 01/01/1970, 31/12/9999",
            "Count as not known (TIME_PLACEHOLDER).")
            { File = Lines(Head, At(1, "01/01/1900 00:00"), At(2, "01/01/1970"), At(3, "31/12/9999")), Accepted = 3,
            Codes = "DQ_MISSING@2 TIME_PLACEHOLDER@2 DQ_MISSING@3 TIME_PLACEHOLDER@3 DQ_MISSING@4 TIME_PLACEHOLDER@4",
            Ask = (Ends, "- unknown; - unknown; - unknown") },
        new("Dates and times", "A date of birth after receipt",
            "Not accepted as a date. The row is accepted, and the receipt says so (DQ_DATE_INVALID).")
            { File = Lines(Head, Row(1) with { Born = "14/02/2029" }), Accepted = 1, Codes = "DQ_DATE_INVALID@2" },
        new("Dates and times", "A birthday of 1 January",
            "Accepted. The receipt says that perhaps only the year is known (DQ_BIRTH_ESTIMATED).")
            { File = Lines(Head, Row(1) with { Born = "01/01/2012" }), Accepted = 1, Codes = "DQ_BIRTH_ESTIMATED@2",
            Ask = ("select age_band from notifications", "5-9") },
        new("Dates and times", "No such day, no such time, words",
            "Not accepted as a date. The row is accepted, and its lateness is unknown unless another date proves it late "
            + "(TIME_INVALID).")
            { File = Lines(Head, At(1, "31/02/2019 10:00"), At(2, "04/01/2019 25:10"), At(3, "last night")), Accepted = 3,
            Codes = "DQ_MISSING@2 TIME_INVALID@2 DQ_MISSING@3 TIME_INVALID@3 DQ_MISSING@4 TIME_INVALID@4",
            Ask = (Ends, "- unknown; - unknown; - unknown") },
    ];

    static readonly string Shared = "PPN Reference,Incident Type,Incident Date From,Incident Date To";
    static readonly string One = "PPN/19/1,Domestic Abuse,04/01/2019 20:30,04/01/2019 21:00";
    const string Who = "select string_agg(line || ' ' || sent_child_surname || ' ' || sent_child_forename, '; ' order by line, "
        + "sent_child_forename) from {0}";

    static IEnumerable<Mess> Children =>
    [
        new("Children", "One line for several: Child1 Surname, Child1 Forename, Child1 DOB, Child2 Surname ...",
            "Each child named is a row, at the line that names it. A group of empty columns is not a row. Defects say which "
            + "child they are about. The count of rows counts children, and the receipt says so.")
        {
            File = Lines(Shared + ",Child1 Surname,Child1 Forename,Child1 DOB,Child 2 Surname,Forename (Child 2),Child DOB 2,Child 2 "
                + "Postcode", One + ",Testcase,Ada,14/02/2012,Testcase,Ben,,ZZ99 3V", One.Replace("/1,", "/2,", StringComparison.Ordinal)
                + ",Testcase,Cy,14/02/2012,,,,"),
            Accepted = 2, Rejected = 1, Codes = "ID_POSTCODE_INVALID@2 ROW_KEY_MISSING@2", Receipt = "A line can name 2 children",
            Ask = (Who, "2 Testcase Ada; 3 Testcase Cy"),
        },
        new("Children", "Cells one column beside where they belong: one left out, and one too many at the end",
            "Rejected (ROW_SHIFTED): times read from the next column could make a late record look in time.")
        {
            File = Lines("PPN Reference,PPN Version,Child Reference,Incident Date From,Incident Date To,Reported Date,PPN Created,Date "
            + "Shared,Risk Level,Narrative",
            "PPN/19/1,1,N1,01/01/2019 20:00,01/01/2019 21:00,01/01/2019 20:30,01/01/2019 23:00,02/01/2019 08:00,High,x",
                "1,N2,01/01/2019 20:00,01/01/2019 21:00,04/01/2019 20:30,04/01/2019 23:00,05/01/2019 01:00,High,x,",
                    "PPN/19/3,1,N3,extra,01/01/2019 20:00,01/01/2019 21:00,04/01/2019 20:30,04/01/2019 23:00,05/01/2019 01:00,High"),
            Accepted = 1, Rejected = 2, Codes = "ROW_SHIFTED@3 ROW_SHIFTED@4",
        },
        new("Children", "The first child's columns without a number",
            "They belong to the first child.")
            { File = Lines(Shared + ",Surname,Forename,DOB,Surname 2,Forename 2,DOB 2,Address 1,Address 2",
            One + ",Testcase,Ada,14/02/2012,Sample,Ben,15/03/2014,1 Sample Street,Northtown"), Accepted = 2,
                Ask = (Who, "2 Testcase Ada; 2 Sample Ben") },
        new("Children", "A line with columns for several that names none",
            "One row, rejected because it has no key.")
            { File = Lines(Shared + ",Child1 Surname,Child1 Forename,Child1 DOB,Child2 Surname,Child2 Forename,Child2 DOB", One + ",,,,,,"),
            Accepted = 0, Rejected = 1, Codes = "ROW_KEY_MISSING@2 ROW_KEY_MISSING@2 ROW_KEY_MISSING@2" },
        new("Children", "Both names in one column: SMITH, Ada",
            "Split at the comma. Without a comma nothing is split (DQ_NAME_TOGETHER), and the row needs a child reference.")
            { File = Lines(Shared + ",Child Name,DOB", One + ",\"SAMPLE, Ada\",14/02/2012", One + ",Ben Sample,14/02/2012"), Accepted = 1,
            Rejected = 1, Codes = "DQ_NAME_TOGETHER@3 ROW_KEY_MISSING@3", Ask = (Who, "2 SAMPLE Ada") },
        new("Children", "O'NEILL, O’Neill, O Neill; ZOË, Zoe; Smith-Jones, SMITH JONES",
            "Kept as sent in the restricted store; one child in the lake.")
        {
            File = Lines(Head, Row(1) with { Surname = "O'NEILL", Forename = "ZOË" }, Row(2) with { Surname = "O’Neill", Forename = "Zoe" },
            Row(3) with { Surname = "o neill", Forename = "Zoe\u0308" }), Accepted = 3,
            Ask = ("select count(distinct child_key) from notifications", "1"),
        },
        new("Children", "Unborn, without a date of birth",
            "Accepted, without a child key: it could not distinguish this child from others.")
        {
            File = Lines(Head, Row(1) with { Child = "", Forename = "Unborn", Born = "" }, Row(2) with { Forename = "Unknown" }),
            Accepted = 2,
            Ask = ("select count(*) from notifications where child_key is null", "2"),
        },
        new("Children", "Only one name",
            "A dash for the other name is a name. An empty one leaves the record without a key if no child reference is sent: "
            + "rejected.")
            { File = Lines(Head, Row(1) with { Child = "", Forename = "-" }, Row(2) with { Child = "", Forename = "" }), Accepted = 1,
            Rejected = 1, Codes = "ROW_KEY_MISSING@3" },
        new("Children", "A child of another council",
            "Rejected and reported (ROW_OTHER_COUNCIL). Leading zeros, spaces and the council's name after its number do no "
            + "harm. The codes of the Office for National Statistics and the names of councils are read. A code that cannot be "
            + "read, #REF! too, may be another council's: rejected (ROW_COUNCIL_UNREADABLE). NULL counts as empty.")
        {
            File = Lines(Head, Row(1) with { Council = "998" }, Row(2) with { Council = " 0999" },
            Row(3) with { Council = "999 - Northshire" }, Row(4) with { Council = "Northern area" },
                Row(5) with { Council = "E10000012" }, Row(6) with { Council = "Essex County Council" }, Row(7) with { Council = "NULL" },
                    Row(8) with { Council = "'999'" }), Accepted = 4, Rejected = 4,
            Codes = "ROW_OTHER_COUNCIL@2 ROW_COUNCIL_UNREADABLE@5 ROW_OTHER_COUNCIL@6 ROW_OTHER_COUNCIL@7 DQ_NO_VALUE@8 DQ_MARKS_REMOVED@9",
            Ask = ("select string_agg(la_code, ' ' order by line) from notifications", "999 999 999 999"),
        },
    ];
}
