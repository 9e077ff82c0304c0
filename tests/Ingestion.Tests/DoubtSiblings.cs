using FrontDoor.Tests;
using static FrontDoor.Ingestion.Tests.Siblings;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Siblings in which nothing is wrong but one thing: a cell left out, a report that cannot be read, a heading with another zone,
/// the end of a day for a day.</summary>
static class DoubtSiblings
{
    const string Columns = "PPN Reference,Incident Type,Risk Level,Incident Date From,Incident Date To,Reported Date,PPN Created,"
        + "Child Reference,School Name,Narrative", Received = "2019-01-30T09:00:00Z";

    public static IEnumerable<Sibling> All => [.. Shifted, .. Reports, .. Zones, .. DayEnds];

    static Sibling Line(string kind, string reason, string line, string outcome, string statuses, string codes = "") =>
        Of(kind, reason, Lines(Columns, line), outcome, statuses, codes) with { Received = Received };

    static Sibling Left(string reason, string line, string outcome = "0/1", string statuses = "", string codes = "ROW_SHIFTED") =>
        Line("left out", reason, "S/1,Domestic Abuse,High," + line, outcome, statuses, codes);

    static IEnumerable<Sibling> Shifted =>
    [
        Left("the beginning", "01/01/2019 09:00,30/01/2019 07:30,30/01/2019 08:00,N0001,Northtown Primary,Invented text,"),
        Left("the beginning, and nobody wrote when it was created", "01/01/2019 09:00,30/01/2019 07:30,,N0001,Northtown Primary,text,"),
        Left("the beginning, and only the report stands", "01/01/2019 09:00,30/01/2019 07:30,,N0001,,,"),
        Left("the end", "01/01/2019 09:00,30/01/2019 07:30,30/01/2019 08:00,N0001,,Invented text,"),
        Line("left out", "the grade of the risk", "S/1,Domestic Abuse,30/01/2019 05:00,30/01/2019 05:30,30/01/2019 07:30,"
            + "30/01/2019 08:00,N0001,Northtown Primary,Invented text,", "0/1", "", "ROW_SHIFTED"),
        Left("CONTROL: nothing", "30/01/2019 05:00,30/01/2019 05:30,30/01/2019 07:30,30/01/2019 08:00,N0001,Northtown Primary,Invented",
            "1/0", "on_time", "!ROW_SHIFTED"),
        Left("CONTROL: words for a time, and the last cell is filled", "30/01/2019 05:00,30/01/2019 05:30,30/01/2019 07:30,not yet,N0001,"
            + "Northtown Primary,Invented text", "1/0", "on_time", "!ROW_SHIFTED TIME_INVALID"),
        Left("words where a number for the child may have slipped in", "01/01/2019 05:00,30/01/2019 05:30,,not yet,N0001,,"),
        Left("CONTROL: a wrong code", "30/01/2019 05:00,30/01/2019 05:30,30/01/2019 07:30,30/01/2019 08:00,N0001,,", "1/0", "on_time",
            "!ROW_SHIFTED"),
    ];

    static Sibling Report(string report, string status, string begun = "", string ended = "30/01/2019 05:00", string codes = "") =>
        Line("report", $"'{report}' beside {begun} {ended}", $"S/1,Domestic Abuse,High,{begun},{ended},\"{report}\",,N0001,,", "1/0",
            status, codes);

    static IEnumerable<Sibling> Reports =>
    [
        .. ((string[])["20/01/2019 22h15", "20/01/2019 25:10", "22:15 20/01/2019", "20/01/2019,22:15", "31/02/2019",
            "20/01/2019 approx 22:15", "20/01/2019 22:15 CET"]).Select(report => Report(report, "unknown")),
        Report("30/12/2019", "unknown", codes: "TIME_REPORTED_FUTURE"),
        Report("20/01/2019 25:10", "on_time", begun: "29/01/2019 23:00"),
        Report("20/01/2019 25:10", "possibly_late", begun: "28/01/2019 23:00"),
        Report("20/01/2019 25:10", "late", ended: "28/01/2019 05:00"),
        Report("20/01/2019 25:10", "on_time", begun: "30/01/2019 04:00", ended: ""),
        Report("20/01/2019 25:10", "unknown", begun: "30/01/2019 06:00"),
        Report("", "on_time"), Report("N/A", "on_time"), Report("N/K", "unknown"), Report("01/01/1900 00:00", "on_time"),
        Report("30/01/2019 04:00", "on_time"),
    ];

    static Sibling Heading(string heading, string begun, string status) => Of("zone", $"{heading}: {begun}", Lines(
        $"PPN Reference,Incident Type,Risk Level,{heading},Child Reference", $"S/1,Domestic Abuse,High,{begun},N1"), "1/0", status) with
    { Received = Received };

    // 09:30 two hours ahead of UTC is 07:30, which is 25.5 hours before receipt.
    static IEnumerable<Sibling> Zones =>
    [
        .. ((string[])["(UTC+02:00)", "(GMT+2)", "(+02:00)", "(+0200)", "(+2)", "(UTC plus 2)", "- UTC+2"])
            .Select(zone => Heading($"Incident Date From {zone}", "29/01/2019 09:30", "late")),
        .. ((string[])["(CET)", "(CEST)", "(EET)", "(Europe/Paris)", "(Paris time)", "- CET", "(EST)", "(Eastern Standard Time)",
            "[W. Europe Standard Time]"]).Select(zone => Heading($"Incident Date From {zone}", "29/01/2019 09:30", "unknown")),
        Heading("Incident Date From (-05:00)", "29/01/2019 09:30", "on_time"),
        Heading("Incident Date From (UTC)", "29/01/2019 09:30", "on_time"),
        Heading("Incident Date From (UTC minus 1)", "29/01/2019 07:30", "late"),
        .. ((string[])["(Europe/London)", "(local time)", "(GMT Standard Time)", "(est.)", "(24h)", "(dd/mm/yyyy hh:mm)"])
            .Select(zone => Heading($"Incident Date From {zone}", "29/01/2019 09:30", "on_time")),
    ];

    static Sibling Ends(string reason, string statuses, string codes, params string[] ends) => Of("end of a day", reason,
        Lines(Names, ends.Select((end, at) => Row(at + 1, end))), $"{ends.Length}/0", statuses, codes);

    static IEnumerable<Sibling> DayEnds =>
    [
        Ends("one 23:59:59", "possibly_late", "TIME_ALL_MIDNIGHT", "04/01/2019 23:59:59"),
        Ends("one 23:59", "possibly_late", "TIME_ALL_MIDNIGHT", "04/01/2019 23:59"),
        Ends("one 24:00", "possibly_late", "TIME_ALL_MIDNIGHT", "04/01/2019 24:00"),
        Ends("in the evening, as Americans say it", "possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "04/01/2019 11:59 PM",
            "04/01/2019 11:59:59 PM"),
        Ends("with thousandths", "possibly_late", "TIME_ALL_MIDNIGHT", "2019-01-04T23:59:59.997"),
        Ends("in UTC", "possibly_late", "TIME_ALL_MIDNIGHT", "2019-01-04T23:59:59Z"),
        Ends("late all the same", "late", "TIME_ALL_MIDNIGHT", "02/01/2019 23:59"),
        Ends("CONTROL: among other times", "on_time on_time", "!TIME_ALL_MIDNIGHT", "04/01/2019 23:59", "04/01/2019 22:15"),
        Ends("CONTROL: a minute before", "on_time", "!TIME_ALL_MIDNIGHT", "04/01/2019 23:58"),
        Ends("CONTROL: one midnight starts no later than its day", "on_time", "!TIME_ALL_MIDNIGHT", "05/01/2019 00:00"),
    ];
}
