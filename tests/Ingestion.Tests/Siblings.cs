using System.Text;
using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A small file of one kind of fault, or a control beside it that is right as it is.</summary>
/// <param name="Outcome">"accepted/rejected", or the code the file is refused with.</param>
/// <param name="Statuses">How the first clock stands for each row, in order; empty for a file that is refused.</param>
/// <param name="Codes">Defects there must be; after "!" there must not.</param>
sealed record Sibling(string Kind, string Reason, byte[] File, string Outcome, string Statuses, string Codes)
{
    public string Place { get; init; } = Premises.Police;
    public string Received { get; init; } = "2019-01-05T12:00:00Z";

    /// <summary>Words of the receipt's lines before the counts.</summary>
    public string Headline { get; init; } = "";

    /// <summary>How many different records there are; null where that is not in question.</summary>
    public int? Records { get; init; }
}

/// <summary>Files of the seven kinds of fault that made late notifications look in time, made anew: other spellings, formats and columns
/// than in tests/Golden/cases.</summary>
static class Siblings
{
    internal const string March = "2019-03-03T12:00:00Z", Seen = "2019-01-21T18:00:00Z";
    internal const string Names = "PPN Reference,Incident Type,Risk Level,Incident Date To,Child Surname,Child Forename,Child DOB,LA Code";
    internal const string HealthNames = "Referral Id,NHS Number,Surname,Forename,DOB,Attendance DateTime";
    internal const string MissingPlace = "council/northshire-council/missing-response",
        EncompassPlace = "police/northshire-police/operation-encompass";

    public static IEnumerable<Sibling> All =>
        [.. Order, .. Midnight, .. Headings, .. Nothing, .. Identity, .. Councils, .. Json, .. FurtherSiblings.All,
            .. StrangerSiblings.All, .. DoubtSiblings.All];

    internal static string Lines(string header, params IEnumerable<string> rows) => Some.Lines([header, .. rows]);

    internal static string Row(int at, string to, string born = "14/02/2012", string key = "PPN/19/", string council = "999") =>
        $"{key}{at},Domestic Abuse,High,{to},Testcase,Ada,{born},{council}";

    internal static Sibling Of(string kind, string reason, string file, string outcome, string statuses, string codes = "") =>
        new(kind, reason, Some.Utf8(file), outcome, statuses, codes);

    internal static Sibling Dates(string reason, string statuses, string codes, params string[] rows) =>
        Of("order of dates", reason, Lines(Names, rows.Select((row, at) => Row(at, row.Split('|')[0], row.Split('|')[1]))),
        $"{rows.Length}/0", statuses, codes) with
        { Received = March };

    static IEnumerable<Sibling> Order =>
    [
        Dates("birthday month first, with dashes and two digits of a year", "unknown", "DQ_DATE_AMBIGUOUS DQ_DATE_ORDER_US",
            "2-3-19 22:15|2-14-12"),
        Dates("read day first an incident would lie after receipt", "unknown unknown", "DQ_DATE_AMBIGUOUS !DQ_DATE_ORDER_US",
            "2/3/2019 22:15|4/5/2012", "1/4/2019 22:15|4/6/2012") with { Headline = "not all of this file makes sense day first" },
        Dates("read day first a child would be born after receipt", "unknown", "DQ_DATE_AMBIGUOUS", "2/3/2019 22:15|2/12/2019"),
        Dates("read day first a child would be born after it came to harm", "unknown", "DQ_DATE_AMBIGUOUS", "2/1/2019 22:15|1/2/2019"),
        Dates("CONTROL: nothing shows anything, and all is possible day first", "on_time late", "!DQ_DATE_AMBIGUOUS",
            "02/03/2019 22:15|04/05/2012", "01/03/2019 22:15|04/06/2012"),
        Dates("CONTROL: one date in the future among dates that are day first", "on_time unknown", "!DQ_DATE_AMBIGUOUS",
            "02/03/2019 22:15|14/05/2012", "01/04/2019 22:15|15/06/2012"),
        Dates("CONTROL: read month first a date would lie after receipt", "on_time late", "!DQ_DATE_AMBIGUOUS",
            "02/03/2019 22:15|04/05/2012", "01/04/2018 22:15|04/06/2012", "05/02/2019 22:15|04/06/2012") with { Outcome = "3/0",
                Statuses = "on_time late late" },
        Dates("the day stands before the month behind the year", "unknown", "DQ_DATE_AMBIGUOUS",
            "2019-03-02 22:15|2012-14-02") with { Headline = "2019-31-12" },
        Dates("CONTROL: a day over 12 behind the month shows that those are right", "on_time late", "!DQ_DATE_AMBIGUOUS",
            "2019-03-02 22:15|2012-02-04", "2019-02-28 22:15|2012-02-04"),
        Of("order of dates", "read day first the incident would end before it began",
            Lines("PPN Reference,Incident Type,Incident Date From,Incident Date To,Child Surname,Child Forename,Child DOB",
                "P1,Domestic Abuse,1/3/2019 22:15,2/1/2019 22:15,Testcase,Ada,4/5/2012",
                    "P2,Domestic Abuse,2/3/2019 22:15,2/3/2019 22:15,Testcase,Ben,4/5/2012"), "2/0", "unknown unknown",
                        "DQ_DATE_AMBIGUOUS") with { Received = March },
        Of("order of dates", "read day first the council acted before the report",
            Lines("Episode Reference,Child Surname,Child Forename,Date of Birth,Report Received,Acted On",
                "M1,Testcase,Ada,4/5/2012,2/3/2019 10:00,2/3/2019 12:00", "M2,Testcase,Ben,4/5/2012,1/3/2019 10:00,2/1/2019 12:00"), "2/0",
                    "unknown unknown", "DQ_DATE_AMBIGUOUS") with { Received = March, Place = MissingPlace },
        Of("order of dates", "a column the contract does not know is month first",
            Lines(Names + ",Printed", Row(1, "2/3/2019 22:15", "4/5/2012") + ",2/28/2019 10:00"), "1/0", "unknown",
                "DQ_DATE_AMBIGUOUS") with { Received = March },
        Of("order of dates", "CONTROL: such a column is day first",
            Lines(Names + ",Printed", Row(1, "2/3/2019 22:15", "4/5/2012") + ",28/2/2019 10:00"), "1/0", "on_time",
                "!DQ_DATE_AMBIGUOUS") with { Received = March },
        Of("order of dates", "CONTROL: a text beside the table that begins like a date is none",
            Lines(Names + ",Remark", Row(1, "2/3/2019 22:15", "4/5/2012") + ",2/28/2019 was its print",
                Row(2, "2/3/2019 22:15", "4/5/2012") + ",none here"), "2/0", "on_time on_time",
                    "!DQ_DATE_AMBIGUOUS") with { Received = March },
    ];

    internal static Sibling Told(string reason, string statuses, string codes, params string[] told) =>
        Of("midnight", reason, Lines("Encompass Reference,Child Surname,Child Forename,Date of Birth,Police Attended,School Told",
        told.Select((one, at) => $"E{at},Testcase,Ada,14/02/2012,08/01/2019 21:40,{one}")), $"{told.Length}/0", statuses,
            codes) with
        { Place = EncompassPlace, Received = "2019-01-10T12:00:00Z" };

    static IEnumerable<Sibling> Midnight =>
    [
        Told("on a clock of twelve hours", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "09/01/2019 12:00:00 AM",
            "09/01/2019 12:00:00 AM", "09/01/2019 12:00:00 AM") with { Headline = "Every time in School Told is 00:00:00" },
        Told("with an offset", "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT", "2019-01-09T00:00:00+00:00",
            "2019-01-09T00:00:00+00:00", "2019-01-09T00:00:00Z"),
        Told("in three forms, a day alone between them", "possibly_late possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT",
            "09/01/2019 00:00", "20190109000000", "09/01/2019", "Jan 9 2019 12:00AM"),
        Told("CONTROL: one among other times is a time", "on_time on_time on_time", "!TIME_ALL_MIDNIGHT", "09/01/2019 00:00:00",
            "09/01/2019 07:45:00", "09/01/2019 08:10:00"),
        Told("CONTROL: two may both be true", "on_time on_time", "!TIME_ALL_MIDNIGHT", "09/01/2019 00:00:00", "09/01/2019 00:00:00"),
        Told("CONTROL: noon is no midnight", "late late late", "!TIME_ALL_MIDNIGHT", "09/01/2019 12:00:00", "09/01/2019 12:00:00",
            "09/01/2019 12:00:00"),
        Of("midnight", "CONTROL: a day whose time stands beside it",
            Lines("PPN Reference,Incident Type,Incident Date To,Incident Time To,Child Surname,Child Forename,Child DOB",
                Enumerable.Range(0, 3).Select(at => $"P{at},Domestic Abuse,04/01/2019 00:00:00,22:15:00,Testcase,Ada,14/02/2012")), "3/0",
                    "on_time on_time on_time", "!TIME_ALL_MIDNIGHT"),
        Of("midnight", "a column of times beside a day",
            Lines("PPN Reference,Incident Type,Incident Date To,Incident Time To,Child Surname,Child Forename,Child DOB",
                Enumerable.Range(0, 3).Select(at => $"P{at},Domestic Abuse,04/01/2019,00:00:00,Testcase,Ada,14/02/2012")), "3/0",
                    "possibly_late possibly_late possibly_late", "TIME_ALL_MIDNIGHT"),
    ];

    /// <summary>A heading in place of Incident Date To: by it the row is late, and by its report in time.</summary>
    static Sibling Heading(string heading, string outcome, string reason) =>
        Of("heading", reason, Lines($"PPN Reference,Incident Type,Risk "
        + $"Level,\"{heading.Replace("\"", "\"\"", StringComparison.Ordinal)}\",Reported Date,Child Surname,Child Forename,Child DOB",
        "P1,Domestic Abuse,High,02/01/2019 22:15,04/01/2019 20:00,Testcase,Ada,14/02/2012"),
            outcome, outcome == "1/0" ? "late" : "", outcome == "1/0" && heading.Any(char.IsWhiteSpace) && heading[0] is not ('<' or '«')
                ? "HDR_READ_AS" : "");

    static IEnumerable<Sibling> Headings =>
    [
        Heading("<Incident Date To>", "1/0", "in angle brackets"),
        Heading("«Incident Date To»", "1/0", "in the quotes of another language"),
        Heading("Incident Date To [if known]", "1/0", "guidance in square brackets"),
        Heading("5. Incident Date To (mandatory)\nwhen it ended", "1/0", "a number, a word that it is needed, guidance below"),
        Heading("Incident Date To – Q5", "1/0", "the question it comes from"),
        Heading("End date of incident", "HDR_CLOCK_NEARLY", "its words in another order"),
        Heading("Incident finish date", "HDR_CLOCK_NEARLY", "a word of its own for the end"),
        Heading("incidentDateToUTC", "HDR_CLOCK_NEARLY", "run together, with a zone"),
        Of("heading", "CONTROL: when it was keyed in is another event",
            Lines("PPN Reference,Incident Type,Incident Logged On,Reported Date,Child Surname,Child Forename,Child DOB",
                "P1,Domestic Abuse,04/01/2019 21:00,04/01/2019 20:00,Testcase,Ada,14/02/2012"), "1/0",
                    "on_time") with { Headline = "hours are counted from Reported Date" },
        Of("heading", "CONTROL: words about the incident that are no date",
            Lines("PPN Reference,Incident Type,Incident Summary By,Reported Date,Child Surname,Child Forename,Child DOB",
                "P1,Domestic Abuse,PC Sample,04/01/2019 20:00,Testcase,Ada,14/02/2012"), "1/0", "on_time"),
        Of("heading", "every heading in angle brackets",
            Lines(string.Join(',', Names.Split(',').Select(name => $"<{name}>")), Row(1, "04/01/2019 22:15")), "1/0", "on_time"),
        Of("heading", "every heading behind its table's name",
            Lines(string.Join(',', Names.Split(',').Select(name => $"dbo.ppn.{name}")), Row(1, "04/01/2019 22:15")), "1/0", "on_time"),
        Of("heading", "every heading in brackets behind its table's name",
            Lines(string.Join(',', Names.Split(',').Select(name => $"PPN[{name}]")), Row(1, "04/01/2019 22:15")), "1/0", "on_time"),
        Of("heading", "a refused file says its order of dates too",
            Lines(Names.Replace("PPN Reference", "Our number", StringComparison.Ordinal), Row(1, "2/3/2019 22:15", "2/14/2012")),
                "HDR_KEY_MISSING", "") with { Headline = "Child DOB are written month first" },
    ];

    internal static Sibling Key(string key, string outcome, string reason, string kind = "no value") =>
        Of(kind, reason, Lines(HealthNames,
        $"\"{key.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,Testcase,Ada,2012-02-14,2019-01-21 14:20:00"),
            outcome, outcome == "1/0" ? "on_time" : "", outcome == "0/1"
                ? kind == "no value" ? "ROW_KEY_MISSING DQ_NO_VALUE" : "DQ_PRECISION_LOST" : "!DQ_PRECISION_LOST") with
        {
            Place =
                Premises.Health,
            Received = Seen
        };

    static IEnumerable<Sibling> Nothing =>
    [
        Key("*NULL*", "0/1", "within stars"), Key("-N/A-", "0/1", "within dashes"), Key("n/a.", "0/1", "with a full stop"),
            Key("XXXX", "0/1", "x alone"), Key("00/0000", "0/1", "noughts alone"), Key("//", "0/1", "marks alone"),
        Key("awaited", "0/1", "a word for what is to come"), Key("as above", "0/1", "a word that points elsewhere"),
            Key("&nbsp;", "0/1", "a blank of the web"), Key("null;", "0/1", "with what is left of a separator"),
        Key("N/A-1", "1/0", "CONTROL: a reference that begins so"), Key("NULL-2", "1/0", "CONTROL: another"),
            Key("X-0", "1/0", "CONTROL: a letter and a nought"), Key("001", "1/0", "CONTROL: a number with noughts before it"),
                Key("Ｘ１", "1/0", "CONTROL: letters beyond ASCII"),
        Of("no value", "CONTROL: two children named Null are two",
            Lines(Names, "P1,Domestic Abuse,High,04/01/2019 22:15,Null,Ada,14/02/2012,999",
                "P1,Domestic Abuse,High,04/01/2019 22:15,Null,Ben,14/02/2012,999"), "2/0", "on_time on_time",
                    "!DQ_NO_VALUE") with { Records = 2 },
        Of("no value", "a child's reference of a nought is none: two children of one notification",
            Lines(Names + ",Child Reference", Row(1, "04/01/2019 22:15") + ",0",
                Row(1, "04/01/2019 22:15").Replace("Ada", "Ben", StringComparison.Ordinal) + ",0"), "2/0", "on_time on_time",
                    "DQ_NO_VALUE") with { Records = 2 },
        Of("no value", "a mark in a stop is no stop",
            Lines("Episode Reference,Child Surname,Child Forename,Date of Birth,Report Received,Acted On",
                "M1,Testcase,Ada,14/02/2012,02/01/2019 10:00,*N/A*"), "1/0", "overdue", "DQ_NO_VALUE") with { Place = MissingPlace },
    ];

    static IEnumerable<Sibling> Identity =>
    [
        Key("03:19:00", "0/1", "a time with seconds", "lost"), Key("3:19:00 AM", "0/1", "on a clock of twelve hours", "lost"),
            Key("1234.0", "0/1", "a number of a data frame", "lost"),
            Key("1234.00", "0/1", "a number with two places", "lost"), Key("01-Mar-19", "0/1", "a date with its month named", "lost"),
                Key("4.3E+10", "0/1", "an exponent", "lost"),
        Key("3:19", "1/0", "CONTROL: as somebody types it", "lost"), Key("1.0", "1/0", "CONTROL: a number that somebody gave", "lost"),
            Key("12/E5", "1/0", "CONTROL: no exponent", "lost"), Key("MAR-A", "1/0", "CONTROL: no date", "lost"),
        Of("lost", "a time cell of a workbook in a key", "", "1/1", "on_time",
            "DQ_PRECISION_LOST") with { File =
                Workbooks.Xlsx(Workbooks.Line(1, Names.Split(',')) + Keyed(2, "<c s=\"3\"><v>0.13819444</v></c>")
                + Keyed(3, "<c t=\"inlineStr\"><is><t>3:19</t></is></c>")) },
        Of("identity", "one reference with and without guards and marks nobody sees",
            Lines(HealthNames, ((string[])["S1", "'S1", "`S1", "´S1", "\"=\"\"S1\"\"\"", "S1\u200B", "\u00A0S1"])
                .Select(key => $"{key},,Testcase,Ada,2012-02-14,2019-01-21 14:20:00")), "1/0", "on_time",
                "DQ_MARKS_REMOVED") with { Records = 1, Place = Premises.Health, Received = Seen },
        Of("identity", "one NHS number for two children with other names and births",
            Lines(HealthNames, "S1,4010232137,Testcase,Ada,2012-02-14,2019-01-21 14:20:00",
                "S2,401 023 2137,Example,Ben,2006-04-09,2019-01-21 14:20:00"), "2/0", "on_time on_time",
                    "ID_NUMBER_SHARED") with { Place = Premises.Health, Received = Seen },
        Of("identity", "a number is borne by who was sent last under it",
            Lines(HealthNames, "S1,4010232137,Testcase,Ada,2012-02-14,2019-01-21 14:20:00",
                "S2,4010232137,Example,Ada,2012-02-14,2019-01-21 14:20:00", "S3,4010232137,Testcase,Ada,2006-04-09,2019-01-21 14:20:00"),
                    "3/0", "on_time on_time on_time", "ID_NUMBER_SHARED") with { Place = Premises.Health, Received = Seen },
        Of("identity", "CONTROL: twins",
            Lines(HealthNames, "S1,4010232137,Testcase,Ada,2012-02-14,2019-01-21 14:20:00",
                "S2,9434765919,Testcase,Ben,2012-02-14,2019-01-21 14:20:00"), "2/0", "on_time on_time",
                    "!ID_NUMBER_SHARED") with { Place = Premises.Health, Received = Seen, Records = 2 },
        Of("identity", "CONTROL: a child with another name is one child",
            Lines(HealthNames, "S1,4010232137,Testcase,Ada,2012-02-14,2019-01-21 14:20:00",
                "S2,4010232137,Example,Ada,2012-02-14,2019-01-21 14:20:00"), "2/0", "on_time on_time",
                    "!ID_NUMBER_SHARED") with { Place = Premises.Health, Received = Seen },
    ];

    static string Keyed(int at, string key) =>
        Workbooks.Line(at, Row(at, "04/01/2019 22:15").Split(',')[1..])
        .Replace($"<row r=\"{at}\">", $"<row r=\"{at}\">{key}", StringComparison.Ordinal);

    internal static Sibling Council(string code, string outcome, string reason, string codes = "") =>
        Of("council", reason, Lines(Names, Row(1, "04/01/2019 22:15", council: code)), outcome, outcome == "1/0" ? "on_time" : "", codes);

    static IEnumerable<Sibling> Councils =>
    [
        Council("999.0", "1/0", "a float"), Council("\"=\"\"999\"\"\"", "1/0", "in guards", "DQ_MARKS_REMOVED"),
            Council("NULL", "1/0", "CONTROL: none", "DQ_NO_VALUE"), Council("E10000012", "0/1", "another's GSS code", "ROW_OTHER_COUNCIL"),
        Council("LA999", "0/1", "with letters before it", "ROW_COUNCIL_UNREADABLE"),
            Council("x", "0/1", "an x is no empty cell", "ROW_COUNCIL_UNREADABLE"),
                Council("*", "0/1", "nor is a star", "ROW_COUNCIL_UNREADABLE"),
                    Council("999;998", "0/1", "two of them", "ROW_COUNCIL_UNREADABLE"),
    ];

    static readonly Dictionary<string, string> Record = Names.Split(',').Zip(Row(1, "04/01/2019 22:15").Split(','))
        .ToDictionary(pair => pair.First, pair => pair.Second);

    static Sibling Sent(string reason, object? json, string outcome, string codes = "", string headline = "") =>
        Text(reason, JsonSerializer.Serialize(json), outcome, codes, headline);

    static Sibling Text(string reason, string json, string outcome, string codes = "", string headline = "") =>
        Of("JSON", reason, json, outcome, outcome == "1/0" ? "on_time" : "", codes) with { Headline = headline };

    static string Within(object? json, int times) => times == 0 ? JsonSerializer.Serialize(json)
        : JsonSerializer.Serialize(Within(json, times - 1));

    static string Numbered(string text) => text.Replace("\\\"", "\\u0022", StringComparison.Ordinal);

    static IEnumerable<Sibling> Json =>
    [
        Text("a list in a string whose quotes are numbers", Numbered(Within(new[] { Record }, 1)), "FILE_JSON"),
        Text("a list in a string in a string", Within(new[] { Record }, 2), "FILE_JSON"),
        Text("and in another", Numbered(Within(new[] { Record }, 3)), "FILE_JSON"),
        Sent("records that each hold one in a string", new[] { new { id = 1, payload = Within(Record, 0) } }, "FILE_JSON"),
        Sent("an error", new { error = new { code = 401, message = "no" } }, "FILE_JSON"),
        Sent("an error with a list in it", new { status = 400, error = new { root_cause = new[] { new { type = "x" } } } }, "FILE_JSON"),
        Sent("an error as the web's standard has it", new { type = "about:blank", title = "Not found", status = 404 }, "FILE_JSON"),
        Sent("an error beside an empty list is no nil return", new { error = "timeout", data = Array.Empty<int>() }, "FILE_JSON"),
        Sent("a list of errors", new[] { new { errorCode = "INVALID_SESSION_ID", message = "expired" } }, "FILE_JSON"),
        Sent("errors beside records", new { errors = new[] { new { message = "x" } }, data = new { ppn = new[] { Record } } }, "1/0",
            "FILE_ERROR_BESIDE", "records may be missing"),
        Sent("a search that timed out", new { timed_out = true, hits = new { hits = new[] { new { _source = Record } } } }, "1/0",
            "FILE_ERROR_BESIDE"),
        Sent("one hit of three", new { took = 1, timed_out = false, hits = new { total = new { value = 3, relation = "eq" },
            hits = new[] { new { _id = "1", _source = Record } } } }, "1/0", "FILE_PAGE !FILE_ERROR_BESIDE", "1 of 3 records"),
        Sent("a count of OData", new Dictionary<string, object> { ["odata.count"] = "5", ["value"] = new[] { Record } }, "1/0",
            "FILE_PAGE"),
        Sent("a total beside the list, within what is around both", new { data = new { ppns = new { totalCount = 3,
            nodes = new[] { Record } } } }, "1/0", "FILE_PAGE"),
        Sent("not the last page", new { content = new[] { Record }, last = false }, "1/0", "FILE_PAGE"),
        Sent("the last page of several", new { next = (string?)null, previous = "?page=1", results = new[] { Record } }, "1/0",
            "FILE_PAGE"),
        Sent("no record of five is no nil return", new { total = 5, data = Array.Empty<int>() }, "FILE_JSON", "FILE_PAGE",
            "0 of 5 records"),
        Sent("a total alone", new { hits = new { total = new { value = 3 } } }, "FILE_JSON", "FILE_PAGE"),
        Sent("CONTROL: a nil return", new { total = 0, data = Array.Empty<int>() }, "0/0", "!FILE_PAGE"),
        Sent("CONTROL: no errors", new { errors = (string?)null, success = true, offset = 0, last = true, total = 1,
            data = new[] { Record } }, "1/0", "!FILE_PAGE !FILE_ERROR_BESIDE"),
        Sent("CONTROL: a total of something else", new { statistics = new { total = 300 }, data = new[] { Record } }, "1/0", "!FILE_PAGE"),
        Sent("CONTROL: a status that is no error", new { status = 302, title = "Found" }, "HDR_NOT_FOUND", "!FILE_JSON"),
        Text("in a call", $"callback([{Within(Record, 0)}]);", "FILE_JSON"),
        Text("behind a comment", $"// export\n[{Within(Record, 0)}]", "FILE_JSON"),
        Text("two lists, one behind the other", $"[{Within(Record, 0)}]\n[{Within(Record, 0)}]", "FILE_JSON"),
    ];
}
