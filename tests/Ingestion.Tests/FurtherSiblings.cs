using System.Text;
using FrontDoor.Tests;
using static FrontDoor.Ingestion.Tests.Siblings;

namespace FrontDoor.Ingestion.Tests;

/// <summary>More siblings: times as people and programs write them, clocks that a heading names, identifiers of other systems, marks around
/// a table, and controls beside each.</summary>
static class FurtherSiblings
{
    const string Summer = "2019-07-10T12:00:00Z";
    const string Joiners = "education/northshire-schools/joiner", Concerns = "education/northshire-schools/concern",
        Crimes = "police/northshire-police/relevant-crime";

    public static IEnumerable<Sibling> All =>
        [.. Order, .. Times, .. Midnights, .. Zones, .. Headings, .. Nothing, .. Identity, .. Councils, .. Marks, .. Fhir];

    static IEnumerable<Sibling> Order =>
    [
        Dates("with p.m., beside a birthday month first", "unknown", "DQ_DATE_AMBIGUOUS DQ_DATE_ORDER_US", "1/2/2019 10:15 p.m.|2/14/2012"),
        Dates("with a dot in its time", "unknown", "DQ_DATE_AMBIGUOUS DQ_DATE_ORDER_US", "2/3/2019 22.15|2/14/2012"),
        Dates("with hrs behind it", "unknown", "DQ_DATE_AMBIGUOUS DQ_DATE_ORDER_US", "2/3/2019 2215hrs|2/14/2012"),
        Dates("proved by such a time: all are month first", "late late late", "DQ_DATE_ORDER_US", "2/3/2019 22:15hrs|2/14/2012",
            "2/27/2019 10.15 p.m.|2/14/2012", "1/14/2019 22.15|2/14/2012"),
        Dates("the day before the month behind the year, with dots", "unknown", "DQ_DATE_AMBIGUOUS", "2019.03.02 22:15|2012.14.02"),
        Dates("CONTROL: a month that is named is certain", "on_time", "DQ_DATE_ORDER_US !DQ_DATE_AMBIGUOUS",
            "2nd March 2019 22:15|2/14/2012"),
        Dates("CONTROL: seconds since 1970 have no order", "on_time", "DQ_DATE_ORDER_US !DQ_DATE_AMBIGUOUS", "1551564900|2/14/2012"),
        Dates("CONTROL: such times, day first", "on_time late", "!DQ_DATE_AMBIGUOUS !DQ_DATE_ORDER_US", "02/03/2019 10.15 p.m.|14/02/2012",
            "01/02/2019 2215 hrs|14/02/2012"),
    ];

    /// <summary>Five days late, however it is written.</summary>
    static IEnumerable<Sibling> Times =>
    [
        .. ((string[])["30/12/2018 22.15", "30/12/2018 22:15hrs", "30/12/2018 2215 hrs", "30/12/2018 10:15 p.m.",
            "30th December 2018 10.15pm", "Sun 30 Dec 2018 22:15", "30 Dec 2018 at 22:15", "30/12/2018 @ 22:15", "1546208100",
                "1546208100000",
            "30DEC2018:22:15:00", "2018.12.30 22:15", "2018-12-30 22:15:00.1234567 +00:00", "30-DEC-2018 10.15.00.000000 PM",
                "20181230T221500Z", "20181230221500+0000", "Sun Dec 30 2018 22:15:00 GMT+0000 (Greenwich Mean Time)",
                    "30th of Dec 18 22:15"])
            .Select(time => Of("times", time, Lines(Names, Row(1, time)),
            "1/0", time.StartsWith("30th of", StringComparison.Ordinal) ? "unknown"
                : "late", time.StartsWith("30th of", StringComparison.Ordinal) ? "TIME_INVALID" : "!TIME_INVALID")),
        .. ((string[])["04/01/2019 9.30", "04/01/2019 22.5", "18st January 2019", "1801042215", "04/01/2019 9 hrs",
            "04/01/2019 12 midnight",
            "3rd/01/2019 22:15", "04/01/2019 22.75", "4010232137", "22.15"])
            .Select(time => Of("times", $"CONTROL: {time} may be another", Lines(Names, Row(1, time)), "1/0",
            "unknown", time.StartsWith("4010", StringComparison.Ordinal) ? "" : "TIME_INVALID")),
        Of("times", "CONTROL: 22.15 in a column of its own may be 22 hours and nine minutes",
            Lines(Names + ",Incident Time To", Row(1, "04/01/2019") + ",22.15"), "1/0", "possibly_late", "TIME_INVALID"),
        Of("times", "22.15hrs there is a time", Lines(Names + ",Incident Time To", Row(1, "04/01/2019") + ",22.15hrs"), "1/0", "on_time",
            "!TIME_INVALID"),
    ];

    static IEnumerable<Sibling> Midnights =>
    [
        Told("with hrs", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "09/01/2019 00:00hrs", "09/01/2019 0000 hrs",
            "9th January 2019 00.00hrs"),
        Told("with a dot", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "09/01/2019 00.00", "09/01/2019 00.00",
            "09/01/2019 00.00"),
        Told("with a.m.", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "09/01/2019 12:00 a.m.", "09/01/2019 12 a.m.",
            "09/01/2019 12.00 A.M."),
        Told("since 1970", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "1546992000", "1546992000", "1546992000000"),
        Told("CONTROL: one with hrs among other times", "on_time on_time on_time", "!TIME_ALL_MIDNIGHT", "09/01/2019 00:00hrs",
            "09/01/2019 0745hrs", "09/01/2019 8.10hrs"),
        Told("CONTROL: twelve noon is no midnight", "late late late", "!TIME_ALL_MIDNIGHT", "09/01/2019 12 noon", "09/01/2019 12:00 p.m.",
            "09/01/2019 1200hrs"),
    ];

    /// <summary>Half past eleven at night in universal time is the next day in London's summer, and the day before it was due.</summary>
    static Sibling Zone(string heading, string acted, string status, string codes = "") =>
        Of("zone", $"{heading}: {acted}",
        Lines($"Episode Reference,Child Surname,Child Forename,Date of Birth,Report Received,{heading}",
            $"M1,Testcase,Ada,14/02/2012,04/07/2019 10:00,{acted}"), "1/0", status, codes) with
        { Place = MissingPlace, Received = Summer };

    static IEnumerable<Sibling> Zones =>
    [
        Zone("Acted On (UTC)", "05/07/2019 23:30", "late", "HDR_READ_AS"), Zone("Acted On (UTC)", "2019-07-05 23:30:00", "late"),
            Zone("Acted On - Zulu", "05/07/19 23:30", "late"), Zone("Acted On [utc]", "5th July 2019 11.30 p.m.", "late"),
        Zone("Acted On (UTC)", "43651.979", "unknown", "TIME_INVALID"),
            Zone("Acted On [GMT]", "05/07/2019 23:30", "unknown", "TIME_INVALID"),
        Zone("Acted On", "05/07/2019 23:30", "on_time"), Zone("Acted On (GMT/BST)", "05/07/2019 23:30", "on_time"),
            Zone("Acted On (BST)", "05/07/2019 23:30", "on_time"), Zone("Acted On (UTC+1)", "05/07/2019 23:30", "on_time"),
        Zone("Acted On (UTC)", "05/07/2019 22:30", "on_time"), Zone("Acted On (UTC)", "2019-07-05T23:30:00+01:00", "on_time"),
            Zone("Acted On (UTC)", "05/07/2019", "on_time"), Zone("Acted On (UTC)", "NULL", "overdue", "DQ_NO_VALUE"),
        Of("zone", "a time beside its date",
            Lines("Concern Id,Surname,Forename,DOB,Concern Date,Concern Time (UTC),Category",
                "C1,Testcase,Ada,14/02/2012,04/07/2019,22:30,Neglect"), "1/0", "on_time") with { Place = Concerns,
                    Received = "2019-07-05T22:15:00Z" },
        Of("zone", "CONTROL: the same without its clock",
            Lines("Concern Id,Surname,Forename,DOB,Concern Date,Concern Time,Category",
                "C1,Testcase,Ada,14/02/2012,04/07/2019,22:30,Neglect"), "1/0", "late") with { Place = Concerns,
                    Received = "2019-07-05T22:15:00Z" },
    ];

    static Sibling Heading(string heading, string outcome) =>
        Of("heading", heading, Lines(
        $"PPN Reference,Incident Type,Risk Level,\"{heading}\",Reported Date,Child Surname,Child Forename,Child DOB",
            "P1,Domestic Abuse,High,02/01/2019 22:15,04/01/2019 20:00,Testcase,Ada,14/02/2012"), outcome, outcome == "1/0" ? "late" : "");

    static IEnumerable<Sibling> Headings =>
    [
        .. ((string[])["(iv) Incident Date To", "Incident Date To; see guidance note 3", "Incident Date To {required}",
            "Incident Date To<br/>dd/mm/yyyy", "Incident Date To\\nformat", "Incident Date To MUST BE COMPLETED",
                "Field 12 - Incident Date To", "Incident Date To (UTC)", "Incident Date To / End of incident", "Incident Date To¹"])
                    .Select(heading => Heading(heading, "1/0")),
        .. ((string[])["Incident_Date_To__c", "INCIDENT_DATE_TO_TXT", "Incident Date To.1", "Incident Date To_1",
            "Section B: Incident Date To", "Police: Incident Date To", "Incident Dt To", "Incident Date To Raw", "Last Incident Date To",
                "<b>Incident Date To</b>", "When did the incident end?"]).Select(heading => Heading(heading, "HDR_CLOCK_NEARLY")),
    ];

    static IEnumerable<Sibling> Nothing =>
    [
        .. ((string[])["TBD", "to follow", "\\\\N", "NOT_KNOWN", "not-applicable", "NO_VALUE", "…", "∅", "•", "No ref", "unavailable",
            "d/k"]).Select(key => Key(key, "0/1", key)),
        .. ((string[])["NULL NULL", "UNKNOWN-1", "NA1", "é", "①", "NOT-1"]).Select(key => Key(key, "1/0", $"CONTROL: {key}")),
    ];

    static Sibling One(string reason, string place, string header, params IEnumerable<string> rows) =>
        Of("identity", reason, Lines(header, rows), $"{rows.Count()}/0",
        string.Join(' ', rows.Select(_ => "on_time"))) with
        {
            Place = place,
            Received = "2019-01-10T12:00:00Z",
            Records = 1
        };

    static IEnumerable<Sibling> Identity =>
    [
        One("one school", Joiners,
            "LAESTAB,Surname,Forename,DOB,Entry Date",
                ((string[])["999/4001", "9994001", "999 4001", "999-4001", "9994001.0", "999.4001", "999_4001", "\"9,994,001\"",
                    "\"=\"\"9994001\"\"\""]).Select(school => $"{school},Testcase,Ada,14/02/2012,08/01/2019")),
        One("one day", Joiners, "LAESTAB,Surname,Forename,DOB,Entry Date",
            ((string[])["14/02/2012,08/01/2019", "2012-02-14,2019-01-08", "14-Feb-2012,8 Jan 2019", "14th February 2012,8th January 2019",
                "14.02.2012,20190108", "14/02/12,08/01/19", "14FEB2012,2019.01.08"]).Select(days => $"9994001,Testcase,Ada,{days}")),
        .. ((string[])["v2", "V2.0", "Version 2", "2.0", "02"])
            .Select(version => Of("identity", version,
            Lines("Notification Reference,Version,Crime Type,Subject Role,Incident Date From,Incident Date To,Child Surname,Child "
            + "Forename,Date of Birth", $"R1,{version},Assault,Victim,04/01/2019 20:00,04/01/2019 22:15,Testcase,Ada,14/02/2012"), "1/0",
            "on_time", "!DQ_NOT_A_NUMBER") with { Place = Crimes }),
    ];

    static IEnumerable<Sibling> Councils =>
    [
        Council("#REF!", "0/1", "an error that stood for a code", "ROW_COUNCIL_UNREADABLE"),
            Council("#N/A", "1/0", "CONTROL: a mark for none", "DQ_NO_VALUE"),
                Council("999 Northshire Council", "1/0", "CONTROL: its name behind its number"),
        Council("Out of area", "0/1", "words", "ROW_COUNCIL_UNREADABLE"),
            Council("e09000003", "0/1", "another's GSS code in small letters", "ROW_OTHER_COUNCIL"),
                Council("E06000999", "0/1", "a GSS code that is not known", "ROW_COUNCIL_UNREADABLE"),
                    Council("９９９", "0/1", "wide digits", "ROW_COUNCIL_UNREADABLE"),
    ];

    static IEnumerable<Sibling> Marks
    {
        get
        {
            var good = Lines(Names, Row(1, "04/01/2019 22:15"), Row(2, "04/01/2019 22:15"));
            string[] marks = ["OFFICIAL", "OFFICIAL - SENSITIVE [PERSONAL]", "\"OFFICIAL: SENSITIVE, PERSONAL\"", "Handling: OFFICIAL",
                "GSC: OFFICIAL", "NHS Confidential: Personal Data about a Patient"];
            foreach (var mark in marks)
            {
                yield return Of("marking", $"{mark} above", mark + "\r\n" + good, "2/0", "on_time on_time");
                yield return Of("marking", $"{mark} below", good + mark + "\r\n", "2/0", "on_time on_time");
            }
            yield return Of("marking", "CONTROL: a reference that begins so", Lines(Names, Row(1, "04/01/2019 22:15", key: "GSC/19/")),
                "1/0", "on_time");
        }
    }

    static Sibling Patient(string reason, string identifiers, string codes)
    {
        var message = Encoding.UTF8.GetString(GoldenFolder.Sent("health-safeguarding-referral/fhir-message", "referral.json"));
        const string Was = "{ \"system\": \"https://fhir.nhs.uk/Id/nhs-number\", \"value\": \"9990000018\" }";
        Assert.Contains(Was, message, StringComparison.Ordinal);
        return Of("FHIR", reason,
            message.Replace(Was, identifiers, StringComparison.Ordinal)
                .Replace(", { \"text\": \"Self Harm\" }", "", StringComparison.Ordinal), "3/1", "late unknown unknown",
                codes) with
        { Place = Premises.Health, Received = "2019-07-04T16:00:00Z" };
    }

    static string Number(string system, string value = "9990000018", string use = "official") =>
        $"{{ \"use\": \"{use}\", \"system\": \"{system}\", \"value\": \"{value}\" }}";

    static IEnumerable<Sibling> Fhir =>
    [
        .. ((string[])["https://fhir.nhs.uk/Id/NHS-Number", "http://fhir.nhs.uk/Id/nhs-number/", "URN:OID:2.16.840.1.113883.2.1.4.1",
            "fhir.nhs.uk/id/nhs-number"]).Select(system => Patient(system, Number(system), "!ID_SYSTEM_UNKNOWN")),
        .. ((string[])["https://fhir.nhs.uk/Id/nhs_number", "NHS", "https://fhir.nhs.uk/Id/chi-number"])
            .Select(system => Patient(system, Number(system), "ID_SYSTEM_UNKNOWN")),
        Patient("two numbers of one patient",
            $"{Number("https://fhir.nhs.uk/Id/nhs-number")}, {Number("http://fhir.nhs.uk/Id/nhs-number", "9434765919")}", "DQ_VALUE_TWICE"),
        Patient("CONTROL: one number twice",
            $"{Number("https://fhir.nhs.uk/Id/nhs-number")}, {Number("urn:oid:2.16.840.1.113883.2.1.4.1", "999 000 0018")}",
                "!DQ_VALUE_TWICE"),
        Patient("CONTROL: an old one beside it",
            $"{Number("https://fhir.nhs.uk/Id/nhs-number")}, "
                + $"{Number("https://fhir.nhs.uk/Id/nhs-number", "9434765919", "old")}", "!DQ_VALUE_TWICE"),
    ];
}
