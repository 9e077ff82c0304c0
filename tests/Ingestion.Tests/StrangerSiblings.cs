using FrontDoor.Tests;
using static FrontDoor.Ingestion.Tests.Siblings;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Further siblings: forms and titles that say the order of dates, cells beside text of other columns, numbers of a spreadsheet
/// in a CSV, the hour that the clocks leave out, other words for an incident, and marks of programs for no value.</summary>
static class StrangerSiblings
{
    const int Text = 0, Moment = 1, Day = 4; // styles of Workbooks.Xlsx

    /// <summary>2 March 2019 22:15, in the days of a spreadsheet.</summary>
    const string SecondOfMarch = "43526.92708333333";

    public static IEnumerable<Sibling> All => [.. Forms, .. Cells, .. Clocks, .. Midnights, .. Headings, .. Nothing, .. Fhir];

    static Sibling Order(string reason, string file, string outcome, string statuses, string codes = "") =>
        Of("order of dates", reason, file, outcome, statuses, codes) with { Received = March };

    static string Named(string column, string heading) => Names.Replace(column, heading, StringComparison.Ordinal);

    static string Either(int at = 1) => Row(at, "2/3/2019 22:15", "4/5/2012");

    static IEnumerable<Sibling> Forms =>
    [
        Order("the heading says mm/dd/yyyy", Lines(Named("Incident Date To", "Incident Date To (MM/DD/YYYY HH:MM)"), Either()), "1/0",
            "unknown", "DQ_DATE_AMBIGUOUS") with { Headline = "the heading says month first" },
        Order("the same beside a birthday that is day first", Lines(Named("Incident Date To", "Incident Date To (m/d/yy)"),
            Row(1, "2/3/2019 22:15")), "1/0", "unknown", "DQ_DATE_AMBIGUOUS"),
        Order("the heading of another column says mm/dd/yyyy", Lines(Named("Child DOB", "Child DOB (mm-dd-yyyy)"), Either()), "1/0",
            "unknown", "DQ_DATE_AMBIGUOUS"),
        Order("the heading of an unknown column says so", Lines(Names + ",Printed (m/d/yyyy)", Either() + ",3/3/2019"), "1/0", "unknown",
            "DQ_DATE_AMBIGUOUS"),
        Order("a line of forms below the header says so", Lines(Names, "text,text,text,mm/dd/yyyy hh:mm,text,text,mm/dd/yyyy,text",
            Either()), "1/0", "unknown", "DQ_DATE_AMBIGUOUS"),
        Order("a title has a month-first day", Lines("Period: 2/14/2019 to 2/28/2019", Names, Either()), "1/0", "unknown",
            "DQ_DATE_AMBIGUOUS"),
        Order("a footer has one", Lines(Names, Either(), "Printed by,J Example,2/28/2019"), "1/0", "unknown", "DQ_DATE_AMBIGUOUS"),
        Order("CONTROL: the heading says mm/dd/yyyy above dates that are day first",
            Lines(Named("Incident Date To", "Incident Date To (mm/dd/yyyy)"), Row(1, "02/03/2019 22:15"), Row(2, "28/02/2019 22:15")),
            "2/0", "on_time late", "!DQ_DATE_AMBIGUOUS"),
        Order("CONTROL: the heading says dd/mm/yyyy", Lines(Named("Incident Date To", "Incident Date To (dd/mm/yyyy hh:mm)"), Either()),
            "1/0", "on_time", "!DQ_DATE_AMBIGUOUS"),
        Order("CONTROL: a title is day first", Lines("Period: 14/02/2019 to 28/02/2019", Names, Either()), "1/0", "on_time",
            "!DQ_DATE_AMBIGUOUS"),
        Order("CONTROL: a narrative has a month-first day", Lines(Names + ",Narrative", Either() + ",seen 2/28/2019"), "1/0", "on_time",
            "!DQ_DATE_AMBIGUOUS"),
        Order("the second child of the only line is month first", Lines("PPN Reference,Risk Level,Incident Date To,Child1 Surname,"
            + "Child1 Forename,Child1 DOB,Child2 Surname,Child2 Forename,Child2 DOB",
            "P1,High,2/3/2019 22:15,Testcase,Ada,4/5/2012,Testcase,Ben,2/14/2010"), "2/0", "unknown unknown", "DQ_DATE_AMBIGUOUS"),
        Order("only a row of another council is month first", Lines(Names, Either(), Row(2, "2/3/2019 22:15", "2/14/2012", council: "998")),
            "1/1", "unknown", "DQ_DATE_AMBIGUOUS"),
    ];

    /// <summary>A workbook whose rows hold an incident and a birthday, each as text or as a number with a style.</summary>
    static Sibling Book(string reason, string statuses, string codes, params ((string, int) To, (string, int) Born)[] rows) =>
        new("order of dates", reason, Workbooks.Xlsx(Workbooks.Line(1, Names.Split(',')) + string.Concat(rows.Select((row, at) =>
            $"<row r=\"{at + 2}\">{string.Concat(Row(at, "|", "^").Split(',').Select(cell => Cell(cell, row.To, row.Born)))}</row>"))),
            $"{rows.Length}/0", statuses, codes)
        { Received = March };

    static string Cell(string cell, (string Value, int Style) to, (string Value, int Style) born)
    {
        var (value, style) = cell == "|" ? to : cell == "^" ? born : (cell, Text);
        return style == Text ? $"<c t=\"inlineStr\"><is><t>{value}</t></is></c>" : $"<c s=\"{style}\"><v>{value}</v></c>";
    }

    static IEnumerable<Sibling> Cells =>
    [
        Book("birthdays stayed text, incidents are cells that may be swapped", "unknown unknown unknown", "DQ_DATE_AMBIGUOUS",
            ((SecondOfMarch, Moment), ("14/02/2012", Text)), ((SecondOfMarch, Moment), ("28/05/2011", Text)),
            ((SecondOfMarch, Moment), ("30/07/2010", Text))),
        Book("CONTROL: two texts of another column are no sign", "on_time on_time", "!DQ_DATE_AMBIGUOUS",
            ((SecondOfMarch, Moment), ("14/02/2012", Text)), ((SecondOfMarch, Moment), ("28/05/2011", Text))),
        Book("CONTROL: a birthday that a spreadsheet would have taken is text too", "on_time on_time", "!DQ_DATE_AMBIGUOUS",
            ((SecondOfMarch, Moment), ("14/02/2012", Text)), ((SecondOfMarch, Moment), ("04/05/2011", Text))),
        Book("CONTROL: one cell has a day over 12", "on_time late", "!DQ_DATE_AMBIGUOUS",
            ((SecondOfMarch, Moment), ("14/02/2012", Text)), (("43524.5", Moment), ("28/05/2011", Text))),
        Book("CONTROL: changed, the day would lie after receipt", "late late", "!DQ_DATE_AMBIGUOUS",
            (("43469.5", Moment), ("14/02/2012", Text)), (("43469.5", Moment), ("28/05/2011", Text))),
        Book("CONTROL: all are cells", "on_time", "!DQ_DATE_AMBIGUOUS", ((SecondOfMarch, Moment), ("40953", Day))),
        Order("a spreadsheet's numbers beside text that it refused, in a CSV",
            Lines(Names, Row(1, "14/02/2019 22:15"), Row(2, SecondOfMarch), Row(3, "28/02/2019 10:00")), "3/0", "late unknown late",
            "DQ_DATE_AMBIGUOUS"),
        Order("CONTROL: one of the numbers has a day over 12",
            Lines(Names, Row(1, "14/02/2019 22:15"), Row(2, SecondOfMarch), Row(3, "43524.5")), "3/0", "late on_time late",
            "!DQ_DATE_AMBIGUOUS"),
    ];

    static IEnumerable<Sibling> Midnights =>
    [
        Told("the last second of each day", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "09/01/2019 23:59:59",
            "09/01/2019 23:59:59", "2019-01-09T23:59:59") with { Headline = "00:00 or 23:59" },
        Told("CONTROL: one of them among other times", "late on_time on_time", "!TIME_ALL_MIDNIGHT", "09/01/2019 23:59:59",
            "09/01/2019 07:45:00", "09/01/2019 08:10:00"),
        Of("midnight", "a first row in which one form was left as it was is a row",
            Lines("Episode Reference,Child Surname,Child Forename,Date of Birth,Report Received,Acted On",
                "M1,Testcase,Ada,14/02/2012,02/01/2019 10:00,dd/mm/yyyy"), "1/0", "unknown") with { Place = MissingPlace },
    ];

    static Sibling Heading(string heading, string outcome, string status = "") => Of("heading", heading, Lines(
        $"PPN Reference,Incident Type,Risk Level,{heading},Reported Date,Child Surname,Child Forename,Child DOB",
        "P1,Domestic Abuse,High,02/01/2019 22:15,04/01/2019 20:00,Testcase,Ada,14/02/2012"), outcome, status);

    static IEnumerable<Sibling> Headings =>
    [
        .. ((string[])["Occurrence End Date", "Occurred To", "Offence Committed To", "Event End", "Crime Date/Time To", "INC_DT_TO",
            "Date & Time To", "When it happened", "End"]).Select(heading => Heading(heading, "HDR_CLOCK_NEARLY")),
        .. ((string[])["Crime Recorded On", "Officer Off Duty", "Bail Until"]).Select(heading => Heading(heading, "1/0", "on_time")),
        .. ((string[])["#REF!", "########", "#VALUE!"]).Select(error => Of("heading", $"{error} for the end beside a report in time",
            Lines(Names + ",Reported Date", Row(1, error) + ",04/01/2019 20:00"), "1/0", "unknown")),
        Of("heading", "CONTROL: an empty end beside a report in time", Lines(Names + ",Reported Date", Row(1, "") + ",04/01/2019 20:00"),
            "1/0", "on_time"),
        Of("heading", "rows above the header, as a sheet sorted with it has them", Lines(Row(1, "02/01/2019 22:15"), Names,
            Row(2, "04/01/2019 22:15")), "2/0", "late on_time") with { Records = 2 },
        new("heading", "the same in a workbook", Workbooks.Xlsx(Workbooks.Line(1, Row(1, "02/01/2019 22:15").Split(','))
            + Workbooks.Line(2, Names.Split(',')) + Workbooks.Line(3, Row(2, "04/01/2019 22:15").Split(','))), "2/0", "late on_time", ""),
        Of("heading", "CONTROL: titles above the header", Lines("PPN export 2019,,,04/01/2019,,,,", "Made by,J Example,,05/01/2019,,,,",
            Names, Row(2, "04/01/2019 22:15")), "1/0", "on_time"),
        Of("heading", "a line of groups above the header", Lines(",,,Incident,,Reported,,,",
            "PPN Reference,Incident Type,Risk Level,Start,End,Reported Date,Child Surname,Child Forename,Child DOB",
            "P1,Domestic Abuse,High,02/01/2019 21:40,02/01/2019 22:15,04/01/2019 20:00,Testcase,Ada,14/02/2012"), "HDR_CLOCK_NEARLY", ""),
    ];

    static IEnumerable<Sibling> Nothing =>
    [
        .. ((string[])["-1", "-999", "00000000-0000-0000-0000-000000000000", "DBNull.Value", "&lt;null&gt;", "[object Object]"])
            .Select(key => Key(key, "0/1", key)),
        Key("1900-01-01", "0/1", "a first day", "identity"), Key("9999-12-31", "0/1", "a last day", "identity"),
        Key("Mar-2019", "0/1", "a month of a year", "identity"), Key("MAR-2019", "1/0", "CONTROL: nothing writes it so", "identity"),
        Key("19-1", "1/0", "CONTROL: a number behind another"), Key("00000000-0000-0000-0000-000000000001", "1/0", "CONTROL: a GUID"),
        Key("-1A", "1/0", "CONTROL: a letter behind it"), Key("NEW/19/1", "1/0", "CONTROL: a reference that begins so"),
        Of("no value", "two children whose reference is -1 are two",
            Lines(Names + ",Child Reference", Row(1, "04/01/2019 22:15") + ",-1",
                Row(1, "04/01/2019 22:15").Replace("Ada", "Ben", StringComparison.Ordinal) + ",-1"), "2/0", "on_time on_time",
                    "DQ_NO_VALUE") with { Records = 2 },
    ];

    static IEnumerable<Sibling> Fhir =>
    [
        .. ((string[])["Cancelled", "PLANNED", "Entered-in-error"]).Select(status => Of("FHIR", $"an Encounter that is {status}", $$$$"""
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"fullUrl": "urn:r", "resource": {"resourceType": "ServiceRequest", "identifier": [{"value": "S1"}], "status": "active",
                "intent": "order", "subject": {"reference": "urn:p"}, "encounter": {"reference": "urn:e"}}},
              {"fullUrl": "urn:p", "resource": {"resourceType": "Patient", "name": [{"family": "Testcase", "given": ["Ada"]}],
                "birthDate": "2012-02-14"}},
              {"fullUrl": "urn:e", "resource": {"resourceType": "Encounter", "status": "{{{{status}}}}",
                "period": {"start": "2019-01-21T15:00:00Z"}}}]}
            """, "1/0", "unknown") with { Place = Premises.Health, Received = Seen }),
    ];

    static Sibling Ppn(string to, string received, string status) =>
        Of("times", $"{to}, received {received}", Lines(Names, Row(1, to)), "1/0", status) with { Received = received };

    static IEnumerable<Sibling> Clocks =>
    [
        Ppn("31/03/2019 01:30", "2019-04-01T00:45:00Z", "possibly_late"), Ppn("31/03/2019 01:30", "2019-04-01T00:15:00Z", "on_time"),
        Ppn("31/03/2019 01:30", "2019-04-01T01:45:00Z", "late"), Ppn("26/10/2019 24:00", "2019-10-28T00:30:00Z", "late"),
        Ppn("2019-01-04T13:00:00.000+0300", "2019-01-05T12:00:00Z", "late"),
        Ppn("2019-01-04T20:00:00.000+0000", "2019-01-05T12:00:00Z", "on_time"), Ppn("2019-W01-5T22:15", "2019-01-05T12:00:00Z", "unknown"),
    ];
}
