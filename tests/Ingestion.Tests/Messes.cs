using System.Text;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The kinds of mess that agencies' delimited files have, each with its outcome. docs/mess.md is written from this list.</summary>
static partial class Messes
{
    const string Names = "select sent_child_surname from {0} order by line";
    const string Story = "select sent_narrative from {0} order by line";

    static readonly string Head = Ppn.Header;
    static readonly Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    static Ppn Row(int number) => Some.Ppn(number);

    static string Quoted(Ppn row) => string.Join(',', row.Cells.Select(cell => $"\"{cell}\""));

    static byte[] Lines(params IEnumerable<object> lines) =>
        Mess.Bytes(lines.SelectMany(line => new[] { line is Ppn row ? row.ToString() : line, "\r\n" }));

    public static IEnumerable<Mess> All => [.. Encodings, .. Headers, .. NotRows, .. Cells, .. Dates, .. Children];

    static IEnumerable<Mess> Encodings =>
    [
        new("Encoding", "UTF-8 with a byte-order mark",
            "Read. The mark is not part of the first column's name.")
            { File = Mess.Bytes(new byte[] { 0xEF, 0xBB, 0xBF }, Lines(Head, Row(1))), Accepted = 1,
            Ask = ("select encoding from files", "utf-8-bom") },
        new("Encoding", "UTF-16, Excel's Unicode text",
            "Read, with or without a byte-order mark: every second byte is zero.")
            { File = Encoding.Unicode.GetBytes(Some.Lines(Head, Row(1).ToString())), Accepted = 1,
            Ask = ("select encoding from files", "utf-16le") },
        new("Encoding", "UTF-16, big-endian, without a mark", "The same.")
            { File = Encoding.BigEndianUnicode.GetBytes(Some.Lines(Head, Row(1).ToString())), Accepted = 1,
            Ask = ("select encoding from files", "utf-16be") },
        new("Encoding", "Windows-1252",
            "Read as Windows-1252 if no line with accents is UTF-8.")
            { File = Lines(Head, windows.GetBytes((Row(1) with { Surname = "Zoë–X" }).ToString())), Accepted = 1, Ask = (Names, "Zoë–X") },
        new("Encoding", "Excel's CSV (MS-DOS) and CSV (Macintosh): code page 850, Mac OS Roman",
            "Read as such if the names are readable only so, and reported with the lines (DQ_ENCODING_DOS, DQ_ENCODING_MAC). A "
            + "name that no encoding makes readable is read as Windows-1252 and reported (DQ_ENCODING_DOUBTFUL).")
            { File = CodePagesEncodingProvider.Instance.GetEncoding(850)!.GetBytes(
            Some.Lines(Head, (Row(1) with { Surname = "Ibáñez", Forename = "Zoë" }).ToString())), Accepted = 1, Codes = "DQ_ENCODING_DOS@2",
                Ask = ("select encoding from files", "ibm850") },
        new("Encoding", "Some lines in UTF-8, some in Windows-1252",
            "Each line is read in its own encoding. The lines in the rarer one are named on the receipt (DQ_ENCODING_MIXED).")
        {
            File = Lines(Head, Row(1) with { Surname = "Zoë" }, Row(2) with { Surname = "Ana–Łucja" },
            windows.GetBytes((Row(3) with { Surname = "Noël" }).ToString())), Accepted = 3,
            Codes = "DQ_ENCODING_MIXED@4",
            Ask = ("select string_agg(sent_child_surname, ' ' order by line) from {0}", "Zoë Ana–Łucja Noël"),
            Receipt = "DQ_ENCODING_MIXED, line 4",
        },
        new("Encoding", "UTF-8 saved as if it were Windows-1252: childrenâ€™s, ZoÃ«",
            "Repaired, up to three times over, if the text cannot be meant as it is, and reported (DQ_ENCODING_REPAIRED). The "
            + "child has the key it would have had.")
        {
            File = Lines(Head, Row(1) with { Surname = "ZoÃ«", Narrative = "the childrenâ€™s school" },
            Row(2) with { Narrative = "childrenÃ¢â‚¬â„¢s" }, Row(3) with { Surname = "Zoë" }), Accepted = 3,
            Codes = "DQ_ENCODING_REPAIRED@2 DQ_ENCODING_REPAIRED@2 DQ_ENCODING_REPAIRED@3",
            Ask = (Story + " limit 2", "the children’s school|children’s"),
        },
        new("Encoding", "Windows-1252 saved as if it were Latin-1: a dash that is U+0096", "The same.")
            { File = Lines(Head, Row(1) with { Narrative = "3b \u0096 Health" }), Accepted = 1, Codes = "DQ_ENCODING_REPAIRED@2",
            Ask = (Story, "3b – Health") },
        new("Encoding", "Capitals with closing quotes that only look damaged: IRMÃ”",
            "Left as it is: it could be meant.")
            { File = Lines(Head, Row(1) with { Surname = "“IRMÃ”" }), Accepted = 1, Ask = (Names, "“IRMÃ”") },
        new("Encoding", "Letters already lost: Zo\uFFFD", "Accepted as it is, and reported (DQ_CHARACTER_LOST).")
            { File = Lines(Head, Row(1) with { Surname = "Zo\uFFFD" }), Accepted = 1, Codes = "DQ_CHARACTER_LOST@2" },
        new("Encoding", "Cut off within a letter at the end of the file",
            "The file is still read as UTF-8. The letter that was cut is lost, and the receipt says that the file was cut off "
            + "(FILE_CUT_OFF).")
        {
            File = Mess.Bytes(Lines(Head, Row(1) with { Surname = "Zoë" }),
            "PPN/19/2,1,,High,,04/01/2019 21:00,,,N2,,,,,,,999,New\u00EB"u8[..^1].ToArray()), Accepted = 2,
            Codes = "DQ_MISSING@3 DQ_MISSING@3 DQ_CHARACTER_LOST@3 FILE_CUT_OFF@3", Ask = ("select encoding from files", "utf-8"),
        },
        new("Encoding", "NUL characters in cells",
            "Left out, and reported (DQ_ENCODING_REPAIRED).")
            { File = Lines(Head, (Row(1) with { Surname = "Test\0case" }).ToString()), Accepted = 1, Codes = "DQ_ENCODING_REPAIRED@2",
            Ask = (Names, "Testcase") },
        new("Encoding", "Ctrl-Z at the end, as DOS wrote", "A blank record.") { File = Mess.Bytes(Lines(Head, Row(1)), "\u001A"),
            Accepted = 1, Blank = 1 },
    ];

    static IEnumerable<Mess> Headers =>
    [
        new("Header", "Titles, notes and blank lines above it",
            "The header is the line of the first 20 that names most columns. Lines above it are listed and are not rows.")
            { File = Lines("NORTHSHIRE POLICE", "Extract,PPN Reference order", "", Head, Row(1)), Accepted = 1,
            Receipt = "(titles, totals): line 1, 2." },
        new("Header", "A protective marking above it, in angle or square brackets too",
            "Treated as a title. It is also left out above and below JSON and XML.")
            { File = Lines("<OFFICIAL-SENSITIVE>", Head, Row(1), "OFFICIAL-SENSITIVE"), Accepted = 1,
            Receipt = "(titles, totals): line 1, 4." },
        new("Header", "Other names, cases, marks and order",
            "Compared without case, spaces and punctuation, by the names in the agreement. (dd/mm/yyyy) after a name is not "
            + "part of it.")
            { File = Lines("child dob (DD/MM/YYYY);CHILD_SURNAME;First-Name;ppn no.;Incident Date/Time To*",
            "14/02/2012;Testcase;Ada;PPN/19/1;04/01/2019 21:00"), Accepted = 1 },
        new("Header", "A key column under a name that is nearly right", "Refused, and the receipt asks whether that column is meant.")
        {
            File = Lines(Head.Replace("PPN Reference", "PPN Refrence", StringComparison.Ordinal), Row(1)), Accepted = 0,
            Refusal = "HDR_KEY_MISSING",
            Receipt = "Found: 'PPN Refrence' (column 1), which may be meant for it.",
        },
        new("Header", "A column that starts the clock, under a name that is nearly right",
            "Refused, and the receipt asks the same. With the time read from another column, a late record could look in time.")
            { File = Lines(Head.Replace("Incident Date From", "Incident Dat From", StringComparison.Ordinal), Row(1)), Accepted = 0,
            Refusal = "HDR_CLOCK_NEARLY", Receipt = "'Incident Dat From' (column 5), which may be meant for it" },
        new("Header", "Another column under a name that is nearly right",
            "Accepted without that column, and the receipt asks the same.")
            { File = Lines(Head.Replace("Risk Level", "Risk Levle", StringComparison.Ordinal), Row(1)), Accepted = 1,
            Receipt = "Risk Level (found: 'Risk Levle' (column 4), which may be meant for it)" },
        new("Header", "The same name twice, or two names of one column",
            "Refused, because the pipeline cannot know which is meant. Both are named with their places.")
            { File = Lines(Head + ",Home Postcode,Child Postcode", Row(1) + ",,"), Accepted = 0, Refusal = "HDR_AMBIGUOUS",
            Receipt = "'Postcode' (column 14) and 'Child Postcode' (column 19) both name it" },
        new("Header", "A DASH and a DARA grade, each in a column of its own",
            "The one that is filled in counts. If both are filled in and differ, the record has no single grade: it is "
            + "measured as medium, and both are kept.")
        {
            File = Lines(Head.Replace("Risk Level", "DASH Risk", StringComparison.Ordinal) + ",DARA Risk", (Row(1) with { Risk = "" })
            + ",High", (Row(2) with { Risk = "Standard" }) + ",STANDARD", (Row(3) with { Risk = "High" }) + ",Standard"), Accepted = 3,
            Codes = "CODE_UNMAPPED@4",
            Ask = ("select string_agg(sent_risk_level, '; ' order by line) from {0}", "High; Standard; High / Standard"),
        },
        new("Header", "Guidance in a heading: Risk Level (please select), PPN Reference with a line of help below it, 3. Incident Date To",
            "Read as the column if only one reading is possible, and reported (HDR_READ_AS).")
        {
            File = Lines(Head.Replace("Risk Level", "Risk Level (please select)", StringComparison.Ordinal)
            .Replace("PPN Reference", "\"PPN Reference\nYour own, never used twice.\"", StringComparison.Ordinal),
            Row(1) with { Risk = "High" }), Accepted = 1,
            Codes = "HDR_READ_AS@1 HDR_READ_AS@1", Ask = ("select risk_grade from notifications", "high"),
            Receipt = "'Risk Level (please select)' (column 4)",
        },
        new("Header", "UTC, GMT, BST or UTC+1 in the heading of a time: Incident Date To (UTC+1)",
            "Its times are read in that zone, except those that name their own; a day without a time stays a day. GMT in "
            + "summer is not accepted as a time, as after a time. (GMT/BST) means London time.")
        {
            File = Lines(Head.Replace("Incident Date To", "Incident Date To (UTC+1)", StringComparison.Ordinal),
            Row(1) with { To = "04/01/2019 22:15" }, Row(2) with { To = "2019-01-04T22:15:00Z" }), Accepted = 2,
            Codes = "HDR_READ_AS@1",
            Ask = ("select string_agg(elapsed_hours, ' ' order by line) from timeliness where clock = 'sharing'", "9.8 8.8"),
        },
        new("Header",
            "A name of a clock's column, the key or the risk among other words, above values of its kind: Previous Incident Date To",
            "Refused, and the receipt asks whether that column is meant.")
            { File = Lines(Head.Replace("Incident Date To", "Previous Incident Date To", StringComparison.Ordinal), Row(1)), Accepted = 0,
            Refusal = "HDR_CLOCK_NEARLY", Receipt = "'Previous Incident Date To' (column 6), which may be meant for it" },
        new("Header", "A heading that merely shares words: Risk Assessor, Risk Level Changed",
            "An unknown column: its values are not a risk.")
            { File = Lines(Head.Replace("Risk Level", "Risk Level Changed", StringComparison.Ordinal), Row(1) with { Risk = "04/01/2019" }),
            Accepted = 1, Receipt = "not used: Risk Level Changed." },
        new("Header", "A second header line with formats: dd/mm/yyyy hh:mm",
            "Listed, and not a row.")
            { File = Lines(Head, "Reference,Number,,,dd/mm/yyyy hh:mm,dd/mm/yyyy hh:mm,,,,,,dd/mm/yyyy,,,,,", Row(1)), Accepted = 1,
            Receipt = "(titles, totals): line 2." },
        new("Header", "The header again within the rows: files joined together",
            "Listed, and not a row. If its columns are in another order, the rows below it are read in that order.")
        {
            File = Lines(Head, Row(1), Head, Row(2), "Child Reference,PPN Reference,Incident Date To,Risk Level,Incident Type",
            "N3,PPN/19/000003,04/01/2019 21:00,High,Domestic Abuse"), Accepted = 3,
            Receipt = "(titles, totals): line 3, 5.",
            Ask = ("select string_agg(sent_ppn_reference, ' ' order by line) from {0}", "PPN/19/000001 PPN/19/000002 PPN/19/000003"),
        },
        new("Header", "Within the rows, a header without the key",
            "The rows below it are rejected, until a header with the key comes. A quote left open among them affects no other row.")
            { File = Lines(Head, Row(1), "Child Surname,Child Forename,Risk Level", "\"", "Testcase,Ada,High", Head, Row(2), "\"", Row(3)),
            Accepted = 3, Rejected = 3, Codes = "ROW_UNSPLIT@4 ROW_UNSPLIT@5 ROW_UNSPLIT@8" },
        new("Header", "Too many separators after the last name",
            "No harm, in the header, the rows or both. Columns without a name are not read.")
            { File = Lines(Head + ",,", Row(1) + ",,", Row(2) + ",a note,", Row(3) + ",,,,"), Accepted = 3 },
        new("Header", "Everything in quotes",
            "Read as without quotes.") { File =
                Lines($"\"{Head.Replace(",", "\",\"", StringComparison.Ordinal)}\"", $"\"{string.Join("\",\"", Row(1).Cells)}\""),
                Accepted = 1 },
    ];

    static IEnumerable<Mess> NotRows =>
    [
        new("What is not a row", "Totals, signatures, end marks, lines of dashes, text that SQL tools append",
            "Listed, and not rows.")
        {
            File = Lines(Head, Row(1), "Total,,1", "Signed: A. Sender", "---------", "*** END OF REPORT ***",
            "Printed by,J Example,05/01/2019", "(1 row affected)"), Accepted = 1,
            Receipt = "(titles, totals): line 3, 4, 5, 6, 7, 8.",
        },
        new("What is not a row", "A line under the header: dashes in every cell",
            "Listed, and not a row.")
            { File = Lines(Head, string.Join(',', Head.Split(',').Select(name => new string('-', name.Length))), Row(1)), Accepted = 1,
            Receipt = "(titles, totals): line 2." },
        new("What is not a row", "Lines that are blank, or have only separators or white space",
            "Counted as blank.")
            { File = Lines(Head, "", Row(1), new string(',', 16), " \t,\u00A0,", ""), Accepted = 1, Blank = 4 },
        new("What is not a row", "A child whose surname is Total or Records",
            "A row. If its reference is empty it is rejected, and never taken for a total.")
        {
            File = Lines(Head, Row(1) with { Surname = "Total" }, "PPN/19/2,,,,,,,,N2,Records,,,,,,,",
            ",,,,,,,,,Total,Ada,14/02/2012,,,,,"),
            Accepted = 2, Rejected = 1,
            Codes = "DQ_MISSING@3 DQ_MISSING@3 DQ_MISSING@4 DQ_MISSING@4 ROW_KEY_MISSING@4",
        },
        new("What is not a row", "A stated count that is right, in a title or a footer",
            "Nothing is reported.")
            { File = Lines("Number of records: 2", Head, Row(1), Row(2), "Record count,2"), Accepted = 2 },
        new("What is not a row", "A stated count that is wrong",
            "Accepted, with both numbers on the receipt (DQ_COUNT_MISMATCH).")
            { File = Lines(Head, Row(1), Row(2), "\"Total records: 1,200\""), Accepted = 2, Codes = "DQ_COUNT_MISMATCH@4",
            Receipt = "the file says 1200, 2 were read" },
        new("What is not a row", "A nil return",
            "A header and \"No records\" are a file with no rows.") { File = Lines(Head, "No records to report"), Accepted = 0 },
    ];

    static IEnumerable<Mess> Cells =>
    [
        new("Fields and lines", "Line ends of all kinds within a quoted narrative",
            "One record, at the line it begins on. The lines after it are counted as a text editor counts them.")
        {
            File = Lines(Head, Row(1) with { Narrative = "a\r\nb\nc\rd" }, Row(2) with { Reference = "" }), Accepted = 1, Rejected = 1,
            Codes = "ROW_KEY_MISSING@6",
            Ask = ("select length(sent_narrative) from {0}", "8"),
        },
        new("Fields and lines", "Lone carriage returns as line ends", "Read.") { File = Mess.Bytes($"{Head}\r{Row(1)}\r{Row(2)}"),
            Accepted = 2 },
        new("Fields and lines", "A quote that is never closed",
            "Its own line is rejected (ROW_UNSPLIT). No row after it is lost, whatever the line ends.")
        {
            File = Mess.Bytes(string.Concat(
            ((string[])[Head, Row(1).ToString(), Row(2).ToString().Replace("Invented.", "\"open", StringComparison.Ordinal),
                Row(3).ToString(), Row(4).ToString()]).Select(line => line + "\r"))),
            Accepted = 3, Rejected = 1, Codes = "ROW_UNSPLIT@3",
        },
        new("Fields and lines", "A quote left open in the header, and closed rows later",
            "Refused: the rows in between would be part of a name.")
            { File = Lines(Head + ",\"Notes", Row(1), Row(2) with { Narrative = "x" }, "a\",b", Row(3)), Accepted = 0,
            Refusal = "HDR_NOT_FOUND" },
        new("Fields and lines", "A quote left open in the header, and closed by the first of the next row",
            "Also refused.")
            { File = Lines(Head.Replace("Child Surname", "\"Child Surname", StringComparison.Ordinal), Quoted(Row(1)), Row(2)),
            Accepted = 0,
            Refusal = "HDR_NOT_FOUND" },
        new("Fields and lines", "Quotes around whole lines, so that each is one field",
            "Refused. The receipt says that the column names are in one cell.")
            { File = Lines($"\"{Head}\"", $"\"{Row(1)}\"", $"\"{Row(2)}\""), Accepted = 0, Refusal = "HDR_IN_ONE_CELL" },
        new("Fields and lines", "A quote that is lost where every field is quoted: a row that breaks off",
            "The same. Reading goes on at the next line that is a row.")
        {
            File = Lines(Head, Quoted(Row(1)), Quoted(Row(2))[..^30], Quoted(Row(3) with { Narrative = "one, two,\r\nthree" }),
            Quoted(Row(4))),
            Accepted = 3, Rejected = 1, Codes = "ROW_UNSPLIT@3",
        },
        new("Fields and lines", "Single quotes, backticks or curly quotes around every field",
            "Read as double quotes, whatever apostrophes are within. A single cell in single quotes keeps them.")
        {
            File = Lines($"'{Head.Replace(",", "','", StringComparison.Ordinal)}'",
            $"'{string.Join("','", (Row(1) with { Surname = "O'Connor", Narrative = "one, two" }).Cells)}'"), Accepted = 1,
            Ask = ("select sent_child_surname || '; ' || sent_narrative from {0}", "O'Connor; one, two"),
        },
        new("Fields and lines", "A last line that breaks off",
            "The broken line is rejected (ROW_UNSPLIT) and the rows above it are accepted. The receipt says that the file was "
            + "cut off (FILE_CUT_OFF).")
            { File = Mess.Bytes(Lines(Head, Row(1), Row(2)), Row(3).ToString()[..60]), Accepted = 2, Rejected = 1,
            Codes = "ROW_UNSPLIT@4 FILE_CUT_OFF@4", Receipt = "FILE_CUT_OFF, line 4" },
        new("Fields and lines", "Doubled quotes, a lone quote within a field", "A quote in the text.")
        {
            File = Lines(Head, Row(1) with { Narrative = "said \"no\"" },
            Row(2).ToString().Replace("Invented.", "5\" screen", StringComparison.Ordinal)), Accepted = 2,
            Ask = ("select string_agg(sent_narrative, '; ' order by line) from {0}", "said \"no\"; 5\" screen"),
        },
        new("Fields and lines", "A space after every separator: \"a\", \"b, c\"",
            "Recognised from the header. A quote after the blank still encloses its field.")
        {
            File = Lines(Head.Replace(",", ", ", StringComparison.Ordinal),
            Quoted(Row(1) with { Narrative = "one, two" }).Replace("\",\"", "\", \"", StringComparison.Ordinal), Row(2)), Accepted = 2,
            Ask = ("select string_agg(sent_narrative, '; ' order by line) from {0}", "one, two; Invented."),
        },
        new("Fields and lines", "Semicolons, tabs or bars between fields, sep=; above them",
            "Recognised from the header. Commas within fields are then text, decimal commas too.")
            { File = Lines("sep=;", Head.Replace(',', ';'), string.Join(';', (Row(1) with { Narrative = "3,5 km" }).Cells)), Accepted = 1,
            Receipt = "(titles, totals): line 1.", Ask = (Story, "3,5 km") },
        new("Fields and lines", "Another separator in the rows than in the header",
            "The rows are read with their own separator.")
            { File = Lines(Head, string.Join(';', Row(1).Cells), string.Join(';', Row(2).Cells)), Accepted = 2 },
        new("Fields and lines", "Too few fields, or too many",
            "Only that record is rejected (ROW_UNSPLIT).")
            { File = Lines(Head, Row(1), "PPN/19/2,1,Domestic Abuse,High,04/01/2019 21:00", Row(3) + ",surplus"), Accepted = 1,
            Rejected = 2,
            Codes = "ROW_UNSPLIT@3 ROW_UNSPLIT@4" },
        new("Fields and lines", "A record of more than two megabytes",
            "Rejected: a quote was left open.")
            { File = Lines(Head, Row(1) with { Narrative = new string('x', 1 << 21) }, Row(2)), Accepted = 1, Rejected = 1,
            Codes = "ROW_UNSPLIT@2" },
        new("Fields and lines", "Ten thousand columns",
            "The known columns are read, the others are listed.")
            { File = Lines(Head + string.Concat(Enumerable.Range(0, 10_000).Select(i => $",x{i}")), Row(1) + new string(',', 10_000)),
            Accepted = 1 },
        new("Fields and lines", "No line end after the last row",
            "No harm.") { File = Mess.Bytes(Lines(Head, Row(1)), Row(2).ToString()),
            Accepted = 2 },
        new("Fields and lines", "A zero-width space, byte-order mark, soft hyphen or no-break space in a reference",
            "The same record as without it, because no one can see it. One within the reference is reported (DQ_MARKS_REMOVED).")
            { File = Lines(Head, Row(1) with { Reference = "PPN 1" }, Row(1) with { Reference = "\u200BPP\u00ADN\u00A01\uFEFF" }),
            Accepted = 2, Codes = "DQ_MARKS_REMOVED@3", Ask = ("select count(distinct notification_key) from notifications", "1") },
        new("Fields and lines", "Words for no value: NULL, (null), \\N, N/A, NaN, NOT_KNOWN, TBD, -",
            "Empty in keys, clocks, dates, numbers, identifiers and codes, and reported once a column (DQ_NO_VALUE). In names "
            + "and free text they stay.")
        {
            File = Lines(Head, Row(1) with { Version = "NULL", Risk = "NULL", Reported = "\\N", Created = "(null)", Postcode = "-",
            Council = "N/A", Narrative = "N/A", Surname = "Null" }, Row(2) with { Version = "NaN", Reference = "N/A-1" }), Accepted = 2,
            Codes = "DQ_NO_VALUE@2 DQ_NO_VALUE@2 DQ_NO_VALUE@2 DQ_NO_VALUE@2 DQ_NO_VALUE@2 DQ_NO_VALUE@2",
            Ask = (Story + " limit 1", "N/A"),
        },
        new("Fields and lines", "NULL or unknown as the only key of rows",
            "Rejected, because such records cannot be distinguished (ROW_KEY_MISSING).")
            { File = Lines(Head, Row(1) with { Reference = "NULL" }, Row(2) with { Reference = "Unknown" }), Accepted = 0, Rejected = 2,
            Codes = "DQ_NO_VALUE@2 ROW_KEY_MISSING@2 ROW_KEY_MISSING@3" },
        new("Fields and lines", "A reference of only noughts, only x or only marks: 0, XXXX, #",
            "Counts as empty, and is reported (DQ_NO_VALUE). If it is the only key, the row is rejected.")
            { File = Lines(Head, Row(1) with { Reference = "00/0000" }, Row(2) with { Reference = "XXXX" },
            Row(3) with { Reference = "X-0" }), Accepted = 1, Rejected = 2, Codes = "DQ_NO_VALUE@2 ROW_KEY_MISSING@2 ROW_KEY_MISSING@3" },
        new("Fields and lines", "Marks that protect a value from a spreadsheet: '4711, =\"4711\"",
            "Removed, and reported once a column (DQ_MARKS_REMOVED). It is the same record as without them.")
            { File = Lines(Head, Row(1) with { Reference = "4711" }, Row(1) with { Reference = "'4711", Version = "2" },
            Row(1) with { Reference = "=\"4711\"", Version = "3" }), Accepted = 3, Codes = "DQ_MARKS_REMOVED@3",
                Ask = ("select count(distinct notification_key) from notifications", "1") },
        new("Fields and lines", "References that a spreadsheet turned into a date: Mar-19, 01/03/2019",
            "The row is rejected, as below.")
            { File = Lines(Head, Row(1) with { Reference = "Mar-19" }, Row(2) with { Reference = "01/03/2019" }), Accepted = 0,
            Rejected = 2,
            Codes = "DQ_PRECISION_LOST@2 DQ_PRECISION_LOST@3" },
        new("Fields and lines", "References turned into a time by a spreadsheet, or into a fraction by a data frame: 03:19:00, 1234.0",
            "The row is rejected, as below.")
            { File = Lines(Head, Row(1) with { Reference = "03:19:00" }, Row(2) with { Reference = "1234.0" },
            Row(3) with { Reference = "3:19" }), Accepted = 1, Rejected = 2, Codes = "DQ_PRECISION_LOST@2 DQ_PRECISION_LOST@3" },
        new("Fields and lines", "References that a spreadsheet rounded: 4.3E+10",
            "The row is rejected if the reference is part of the key, because two records could have become one (DQ_PRECISION_LOST).")
            { File = Lines(Head, Row(1) with { Reference = "4.3E+10" }), Accepted = 0, Rejected = 1, Codes = "DQ_PRECISION_LOST@2" },
    ];
}
