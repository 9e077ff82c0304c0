using System.Text;
using FrontDoor.Tests;
using static FrontDoor.Tests.Workbooks;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A file with one mistake of its sender, what it comes to, and why.</summary>
/// <param name="Outcome">The code it is refused with; or "accepted/rejected".</param>
/// <param name="Codes">Warnings of the file as a whole that there are, by name.</param>
/// <param name="Said">Words of the receipt; after "!" words that must not be in it.</param>
sealed record SenderMistake(string Kind, byte[] File, string Outcome, string Codes, string[] Said, string Reason)
{
    public string Place { get; init; } = Premises.Police;

    public override string ToString() => $"{Kind}: {Reason}";
}

/// <summary>Files that are not what their name or their first line says, or not all of what was sent; and beside each the file that only
/// looks so.</summary>
static class SenderMistakes
{
    public const string School = "education/northshire-schools/concern";

    static readonly string[] Names = ["PPN Reference", "Incident Type", "Risk Level", "Incident Date To", "Child Surname", "Child Forename",
        "Child DOB", "LA Code"];

    static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    static string[] Row(int number, string surname = "Testcase") =>
        [$"PPN/19/{number:000000}", "Domestic Abuse", "High", "04/01/2019 22:15", surname, "Ada", "14/02/2012", "999"];

    static string Line(IEnumerable<string> cells, string quote = "", char separator = ',') =>
        string.Join(separator, cells.Select(cell => quote + cell + quote)) + "\r\n";

    static string Json(int number) => $"{{{string.Join(',', Names.Zip(Row(number), (name, cell) => $"\"{name}\":\"{cell}\""))}}}";

    static string List(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(text => $"\"{text}\""))}]";

    static string Csv => Line(Names) + Line(Row(1)) + Line(Row(2));

    static string Text(string json) => System.Text.Json.JsonSerializer.Serialize(json);

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static SenderMistake Of(string kind, object file, string outcome, string codes, string said, string reason) =>
        new(kind, file as byte[] ?? Utf8((string)file), outcome, codes, said.Split('|', StringSplitOptions.RemoveEmptyEntries), reason);

    public static IEnumerable<SenderMistake> All =>
        [.. Quotes, .. Shapes, .. Pages, .. BundlePages, .. WebPages, .. Gzips, .. Markings, .. Xmls, .. Cuts];

    static IEnumerable<SenderMistake> Quotes =>
    [
        Of("single quotes", Line(Names, "'") + Line(Row(1), "'") + Line(Row(2, "Test, case"), "'"), "2/0", "", "",
            "a separator within them is text"),
        Of("single quotes", Line(Names, "'") + Line(Row(1, "O'Connor"), "'"), "1/0", "", "", "an apostrophe in a name is no quote"),
        Of("single quotes", Line(Names, "'") + Line(Row(1, "O''Connor"), "'"), "1/0", "", "", "nor one that is doubled"),
        Of("single quotes", Line(Names, "'") + Line(Row(1, "O\\'Connor"), "'"), "1/0", "", "", "nor one behind a backslash"),
        Of("single quotes", Line(Names) + Line(Row(1), "'") + Line(Row(2), "'"), "2/0", "", "", "below a header without"),
        Of("single quotes", Line(Names, "\"") + Line(Row(1), "'"), "1/0", "", "", "below a header in double ones"),
        Of("single quotes", Line(Names, "'", ';') + Line(Row(1, "Test;case"), "'", ';'), "1/0", "", "", "with another separator"),
        Of("single quotes", Line(Names, "'") + $"{Line(Row(1), "'").TrimEnd().Replace("'999'", "999", StringComparison.Ordinal)}\r\n",
            "1/0",
            "", "", "numbers may stand without"),
        Of("single quotes", Line(Names, "'") + Line(Row(1, "He said\r\nno"), "'") + Line(Row(2), "'"), "2/0", "", "",
            "a text of two lines"),
        Of("single quotes", Line(Names, "'") + Line(Row(1, "said \"no\""), "'"), "1/0", "", "", "double ones within them are text"),
        Of("single quotes", Line(Names, "'") + Line(Row(1), "'").Replace("'Ada'", "'Ada", StringComparison.Ordinal) + Line(Row(2), "'"),
            "1/1", "", "ROW_UNSPLIT, line 2", "one that is not closed costs its own line"),
        Of("single quotes", Line(Names, "`") + Line(Row(1, "Test,case"), "`"), "1/0", "", "", "backticks likewise"),
        Of("single quotes", string.Join(',', Names.Select(name => $"“{name}”")) + "\r\n"
            + string.Join(',', Row(1, "Test, case").Select(cell => $"“{cell}”")) + "\r\n", "1/0", "", "",
            "quotes that a word processor made"),
        Of("single quotes", Line(Names) + Line(Row(1, "'Testcase'")) + Line(Row(2)), "2/0", "", "",
            "CONTROL: one cell in quotes is a text in quotes"),
        Of("single quotes", Line(Names) + Line(Row(1, "O'Connor")) + Line(Row(2, "D'Arcy")), "2/0", "", "",
            "CONTROL: names with apostrophes"),
        Of("single quotes", Line(Names) + Line(Row(1, "'t Hooft")) + Line(Row(2, "'t Hooft")), "2/0", "", "",
            "CONTROL: names that begin with one"),
    ];

    static IEnumerable<SenderMistake> Shapes =>
    [
        Of("JSON shape", $"{{\"columns\":{List(Names)},\"index\":[0,1],\"data\":[{List(Row(1))},{List(Row(2))}]}}", "2/0", "", "",
            "names in one list and values in another (pandas, split)"),
        Of("JSON shape", $"{{\"data\":[{List(Row(1))}],"
            + $"\"columns\":[{string.Join(',', Names.Select(name => $"{{\"name\":\"{name}\",\"type\":\"text\"}}"))}]}}",
            "1/0", "", "", "each name an object"),
        Of("JSON shape", $"{{\"result\":{{\"fields\":{List(Names)},\"rows\":[{List(Row(1))}]}}}}", "1/0", "", "",
            "under other names, and deeper"),
        Of("JSON shape", $"[{List(Names)},{List(Row(1))},{List(Row(2))}]", "2/0", "", "", "a list of lists, the names in the first"),
        Of("JSON shape", $"{{\"range\":\"A1:H2\",\"majorDimension\":\"ROWS\",\"values\":[{List(Names)},{List(Row(1))}]}}", "1/0", "", "",
            "the same within an object, as a sheet is given out"),
        Of("JSON shape", $"[{string.Join(',', Names.Zip(Row(1), (name, cell) => List([name, cell, cell])))}]".Replace(
            "PPN/19/000001\",\"PPN/19/000001", "PPN/19/000001\",\"PPN/19/000002", StringComparison.Ordinal), "2/0", "", "",
                "a list for each column, its name the first"),
        Of("JSON shape", ByColumn((first, second) => $"{{\"0\":\"{first}\",\"1\":\"{second}\"}}"),
            "2/0", "", "", "an object for each column (pandas, columns)"),
        Of("JSON shape", ByColumn((first, second) => $"[\"{first}\",\"{second}\"]"),
            "2/0", "", "", "a list for each column: two children, and never one of both names"),
        Of("JSON shape", $"{{\"0\":{Json(1)},\"1\":{Json(2)}}}", "2/0", "", "", "records by their number (pandas, index)"),
        Of("JSON shape", $"{{\"schema\":{{\"fields\":[{{\"name\":\"index\"}},{{\"name\":\"PPN Reference\"}}]}},\"data\":[{Json(1)}]}}",
            "1/0", "", "", "a list of fields beside the records (pandas, table)"),
        Of("JSON shape", $"{{\"data\":[{{\"type\":\"ppn\",\"id\":\"1\",\"attributes\":{Json(1)}}}]}}", "1/0", "", "",
            "each record in a wrapper (JSON:API)"),
        Of("JSON shape", $"{{\"notification\":{Json(1)}}}", "1/0", "", "", "one record in a wrapper"),
        Of("JSON shape", $"{{\"columns\":{List(Names)},\"data\":[{List(Row(1)[..5])}]}}", "FILE_JSON", "",
            "names in one list and values in another, and not as many|list of objects|!Text to Columns", "a row with values too few"),
        Of("JSON shape", $"{{\"PPN Reference\":[\"P1\",\"P2\"],\"Risk Level\":[\"High\"]}}", "FILE_JSON", "",
            "one value for each record in every column, and not as many in each|list of objects", "columns of different lengths"),
        Of("JSON shape", $"[{List(Row(1))},{List(Row(2))}]", "FILE_JSON", "", "no list with the feed's names|!Text to Columns",
            "values without names (pandas, values)"),
        Of("JSON shape", Text($"[{Json(1)}]"), "FILE_JSON", "", "JSON within a text|list of objects|!Text to Columns|!HDR_",
            "JSON within a string"),
        Of("JSON shape", Text($"[\n  {Json(1)}\n]"), "FILE_JSON", "", "JSON within a text", "the same in lines"),
        Of("JSON shape", $"{{\"d\":{Text($"[{Json(1)}]")}}}", "FILE_JSON", "", "JSON within a text|!Text to Columns|!HDR_",
            "within a string of an object (ASP.NET)"),
        Of("JSON shape", $"[{Text(Json(1))},{Text(Json(2))}]", "FILE_JSON", "", "JSON within a text", "each record within a string"),
        Of("JSON shape", $"{Text(Json(1))}\n{Text(Json(2))}\n", "FILE_JSON", "", "JSON within a text", "the same, a line each"),
        Of("JSON shape", $"[{Json(1).Replace('"', '\'')}]", "FILE_JSON", "", "single quotes, where JSON has double quotes",
            "as Python prints what it holds"),
        Of("JSON shape", Json(1).Replace('"', '\''), "FILE_JSON", "", "single quotes, where JSON has double quotes|!HDR_",
            "one object of the kind"),
        Of("JSON shape", "{\"error\":\"invalid_token\",\"error_description\":\"The access token expired\"}", "FILE_JSON", "",
            "an error message of the system|!expired", "an answer that is no export"),
        Of("JSON shape", Json(1), "1/0", "", "", "CONTROL: one object is one record"),
        Of("JSON shape", Json(1).Replace("\"Testcase\"", "[\"Testcase\",\"Sample\"]", StringComparison.Ordinal), "1/0", "", "",
            "CONTROL: a list in one field of one record"),
        Of("JSON shape", Json(1).Replace("}", ",\"Narrative\":\"{\\\"said\\\":\\\"no\\\"}\"}", StringComparison.Ordinal), "1/0", "", "",
            "CONTROL: a narrative that is JSON"),
        Of("JSON shape", Line(Names.Select(name => $"[{name}]"), "\"") + Line(Row(1), "\""), "1/0", "", "",
            "CONTROL: a quoted header in brackets"),
    ];

    static IEnumerable<SenderMistake> Pages =>
    [
        Of("JSON page", $"{{\"data\":[{Json(1)}],\"meta\":{{\"total\":2}},\"links\":{{\"next\":\"https://northshire.example/?page=2\"}}}}",
            "1/0", "FILE_PAGE", "1 of 2 records, and a next page is named|!northshire.example", "a total and a link"),
        Of("JSON page", $"{{\"value\":[{Json(1)}],\"@odata.nextLink\":\"https://northshire.example/?$skip=1\"}}", "1/0", "FILE_PAGE",
            "1 record, and a next page is named", "OData"),
        Of("JSON page", $"{{\"records\":[{Json(1)}],\"nextPageToken\":\"abc\"}}", "1/0", "FILE_PAGE", "next page",
            "a token for the next page"),
        Of("JSON page", $"{{\"items\":[{Json(1)}],\"hasMore\":true}}", "1/0", "FILE_PAGE", "next page", "a flag"),
        Of("JSON page", $"{{\"content\":[{Json(1)}],\"totalPages\":3,\"number\":0}}", "1/0", "FILE_PAGE", "one page of several",
            "a number of pages"),
        Of("JSON page", $"{{\"items\":[{Json(1)}],\"links\":[{{\"rel\":\"self\",\"href\":\"x\"}},{{\"rel\":\"next\",\"href\":\"y\"}}]}}",
            "1/0", "FILE_PAGE", "next page", "a list of links beside the records"),
        Of("JSON page", $"{{\"items\":[{Json(2)}],\"page\":2,\"total\":2,\"next\":null}}", "1/0", "FILE_PAGE", "1 of 2 records",
            "the last page of two"),
        Of("JSON page", $"{{\"columns\":{List(Names)},\"data\":[{List(Row(1))}],\"next\":\"y\"}}", "1/0", "FILE_PAGE", "next page",
            "of another shape"),
        Of("JSON page", $"{{\"items\":[{Json(1)},{Json(2)}],\"count\":3}}", "2/0", "DQ_COUNT_MISMATCH", "the file says 3, 2 were read",
            "a count that is wrong"),
        Of("JSON page", $"{{\"items\":[{Json(1)},{Json(2)}],"
            + "\"count\":2,\"total\":2,\"next\":null,\"hasMore\":false,\"page\":1,\"totalPages\":1}",
            "2/0", "", "!FILE_PAGE", "CONTROL: all there is"),
        Of("JSON page", $"{{\"items\":[{Json(1)}],\"statistics\":{{\"high\":{{\"total\":7}}}},\"links\":{{\"next\":\"\"}}}}", "1/0", "",
            "!FILE_PAGE", "CONTROL: a total of something else, an empty link"),
    ];

    static IEnumerable<SenderMistake> BundlePages =>
    [
        Of("FHIR page", Fhir("\"type\":\"searchset\",\"total\":5,"
            + "\"link\":[{\"relation\":\"self\",\"url\":\"x\"},{\"relation\":\"next\",\"url\":\"y\"}],"),
            "1/0", "FILE_PAGE", "1 of 5 records, and a next page is named", "a search with a next page") with { Place = Premises.Health },
        Of("FHIR page", Fhir("\"type\":\"searchset\",\"total\":1,\"link\":[{\"relation\":\"self\",\"url\":\"x\"}],"), "1/0", "",
            "!FILE_PAGE", "CONTROL: all of a search") with { Place = Premises.Health },
    ];

    static string Fhir(string beside) =>
        $"{{\"resourceType\":\"Bundle\",{beside}\"entry\":[{{\"fullUrl\":\"urn:uuid:1\","
        + "\"resource\":{\"resourceType\":\"ServiceRequest\",\"identifier\":[{\"value\":\"SG-1\"}],\"status\":\"active\","
        + "\"intent\":\"order\",\"occurrenceDateTime\":\"2019-01-04T20:20:00Z\",\"authoredOn\":\"2019-01-04T21:05:00Z\","
        + "\"reasonCode\":[{\"text\":\"Neglect\"}]}}]}";

    static string Table => $"<table><tr>{Cells(Names)}</tr><tr>{Cells(Row(1))}</tr></table>";

    static string Cells(IEnumerable<string> row) => string.Concat(row.Select(cell => $"<td>{cell}</td>"));

    static string ByColumn(Func<string, string, string> values) => $"{{{string.Join(',', Names.Zip(Row(1), Row(2))
        .Select(column => $"\"{column.First}\":{values(column.Second, column.Third)}"))}}}";

    static IEnumerable<SenderMistake> WebPages =>
    [
        Of("web page", $"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; "
            + $"boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<html>{Table}</html>\r\n--x--", "FILE_WEB_ARCHIVE", "",
            "web archive|Excel Workbook (.xlsx)", "as Excel writes it"),
        Of("web page", $"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://northshire.example/\r\nSubject: Export\r\nDate: "
            + $"Fri, 4 Jan 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: "
            + $"multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"x\"\r\n\r\n\r\n--x\r\n{Table}", "FILE_WEB_ARCHIVE", "",
            "web archive|.xlsx|!northshire.example", "as a browser writes it"),
        Of("web page", $"Received: from mail\r\nFrom: a@northshire.example\r\nTo: b@northshire.example\r\nSubject: PPN\r\nMIME-Version: "
            + $"1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n{Csv}", "FILE_DOCUMENT", "", "an e-mail message|!@",
            "an e-mail with the export in it"),
        Of("web page", "<!DOCTYPE html><html><body><form action=\"/login\"><input type=\"password\" name=\"p\"></form></body></html>",
            "FILE_HTML", "", "a log-in page|Log in", "a log-in page"),
        Of("web page", "<html><head><title>Sign in</title></head><body>Your session has expired.</body></html>", "FILE_HTML", "",
            "a log-in page", "another"),
        Of("web page", "<h1>Sign in to continue</h1>", "FILE_HTML", "", "a log-in page", "a piece of one"),
        Of("web page", $"<html><body>{Table}</body></html>", "FILE_HTML", "", "a web page with a table in it|Excel Workbook (.xlsx)",
            "a table that was saved as .xls"),
        Of("web page", "From: 01/01/2019,To: 31/01/2019\r\n\r\n" + Csv, "2/0", "", "",
            "CONTROL: a title that looks like a header of e-mail"),
        Of("web page", "MIME-Version: is a word\r\n" + Csv, "2/0", "", "", "CONTROL: a title, and no headers"),
    ];

    static IEnumerable<SenderMistake> Gzips =>
    [
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), .. "an error message"u8], "2/0", "FILE_TAIL", "behind the end|!cut off",
            "text behind its end"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), .. Enumerable.Range(1, 70_000).Select(i => (byte)(i | 1))], "2/0", "FILE_TAIL",
            "70,000 bytes behind|!cut off", "much behind its end"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), 0, 0, 0, 7], "2/0", "FILE_TAIL", "behind the end|!cut off", "something behind padding"),
        Of("gzip", Gzip(Utf8(Csv))[..^3], "FILE_DAMAGED", "", "a gzip file|cut off", "cut off within its last bytes"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), .. Gzip(Utf8(Line(Row(3))))[..^12]], "FILE_DAMAGED", "", "cut off before its end",
            "cut off within its second member"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), 0x1F, 0x8B, 8], "FILE_DAMAGED", "", "cut off before its end",
            "cut off within the header of its second member"),
        Of("gzip", Changed(Gzip(Utf8(Csv))), "FILE_DAMAGED", "", "a gzip file|damaged|checksum", "a checksum that is not its own"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), (byte)'\n'], "2/0", "", "!FILE_TAIL", "CONTROL: a line end behind it"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), .. new byte[1024]], "2/0", "", "!FILE_TAIL",
            "CONTROL: padded with zeros, as tapes and blocks are"),
        Of("gzip", Gzip(Utf8(Csv), Utf8(Line(Row(3)))), "3/0", "", "!FILE_TAIL", "CONTROL: two members"),
        Of("gzip", (byte[])[.. Gzip(Utf8(Csv)), .. new byte[100], .. Gzip(Utf8(Line(Row(3))))], "3/0", "", "!FILE_TAIL",
            "CONTROL: padding between members"),
        Of("gzip", Gzip(Utf8(Csv), [], Utf8(Line(Row(3)))), "3/0", "", "!FILE_TAIL", "CONTROL: a member with nothing in it"),
        Of("gzip", Named(Gzip(Utf8(Csv))), "2/0", "", "", "CONTROL: a name and a comment in its header"),
    ];

    static byte[] Changed(byte[] gzip)
    {
        gzip[^7] ^= 0x55;
        return gzip;
    }

    static byte[] Named(byte[] gzip) => [.. gzip[..3], 0x18, .. gzip[4..10], .. "ppn.csv\0a comment\0"u8, .. gzip[10..]];

    static IEnumerable<SenderMistake> Markings =>
    [
        Of("marking", "<OFFICIAL-SENSITIVE>\r\n" + Csv, "2/0", "", "(titles, totals): line 1|!FILE_FORMAT", "in angle brackets"),
        Of("marking", "<OFFICIAL-SENSITIVE>,,,,,,,\r\n" + Csv, "2/0", "", "", "with a spreadsheet's separators behind it"),
        Of("marking", "<OFFICIAL: PERSONAL DATA>\r\n<Northshire Police>\r\n\r\n" + Csv, "2/0", "", "", "two lines of the kind"),
        Of("marking", "<OFFICIAL> Northshire Police\r\n" + Csv, "2/0", "", "", "with words behind it"),
        Of("marking", "<<OFFICIAL>>\r\n" + Csv, "2/0", "", "", "in two brackets"),
        Of("marking", "[NOT PROTECTIVELY MARKED]\r\n" + Csv, "2/0", "", "", "in square brackets: no JSON begins so"),
        Of("marking", "[2019 extract]\r\n" + Csv, "2/0", "", "", "nor so"),
        Of("marking", "<!-- OFFICIAL -->\r\n" + Csv, "2/0", "", "", "in a comment"),
        Of("marking", "OFFICIAL\r\n" + Csv + "OFFICIAL-SENSITIVE\r\n", "2/0", "", "", "above and below"),
        Of("marking", Csv + "Classification: OFFICIAL\r\n", "2/0", "", "", "below alone"),
        Of("marking", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<OFFICIAL>\r\n" + Csv)).ToArray(), "2/0", "", "",
            "in UTF-16"),
        Of("marking", $"OFFICIAL-SENSITIVE\r\n[{Json(1)},{Json(2)}]", "2/0", "", "", "above JSON"),
        Of("marking", $"<OFFICIAL-SENSITIVE>\r\n[{Json(1)},\n{Json(2)}]\r\nOFFICIAL\r\n", "2/0", "", "", "above and below JSON"),
        Of("marking", $"OFFICIAL\n{Json(1)}\n{Json(2)}\n", "2/0", "", "", "above a record a line"),
        Of("marking", "OFFICIAL\r\n<html><body>Log in</body></html>", "FILE_HTML", "", "", "above a web page"),
        Of("marking", $"OFFICIAL-SENSITIVE\r\n<?xml version=\"1.0\"?>{Concerns()}", "1/0", "", "", "above XML") with { Place = School },
        Of("marking", $"<OFFICIAL>\r\n{Concerns()}\r\nOFFICIAL", "1/0", "", "", "above and below XML") with { Place = School },
        Of("marking", "Official Notes," + Csv.Replace("\r\nPPN", "\r\nx,PPN", StringComparison.Ordinal), "2/0", "", "",
            "CONTROL: a header that begins with the word"),
        Of("marking", Csv.Replace("Testcase", "Official", StringComparison.Ordinal), "2/0", "", "", "CONTROL: a child of that name"),
        Of("marking", "<rows><row>1</row></rows>", "FILE_FORMAT_NOT_AGREED", "", "XML",
            "CONTROL: XML, which the police feed does not take"),
        Of("marking", "<rows>\n<row>\n<id>1", "FILE_FORMAT_NOT_AGREED", "", "XML", "CONTROL: XML that is cut off"),
    ];

    static string Concerns(string surname = "Testcase", string category = "Neglect") =>
        $"<Concerns><Concern><ConcernId>C-1</ConcernId><Pupil><Surname>{surname}</Surname><Forename>Ada</Forename>"
        + "<DOB>2012-02-14</DOB></Pupil><ConcernDate>2019-01-04</ConcernDate><ConcernTime>14:40</ConcernTime>"
        + $"<Category>{category}</Category></Concern></Concerns>";

    static byte[] Xml(string declaration, Encoding encoding, string surname = "Zoë") =>
        [.. encoding.GetPreamble(), .. encoding.GetBytes($"{declaration}\r\n{Concerns(surname)}")];

    static string Says(string encoding) => $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>";

    static readonly Encoding Bare = new UTF8Encoding(false);

    static IEnumerable<SenderMistake> Xmls => new[]
    {
        Of("XML encoding", Xml(Says("utf-16"), Bare), "1/0", "FILE_ENCODING_DECLARED",
        "it declares utf-16, and is written in utf-8|!DOCTYPE", "declared utf-16, and in UTF-8"),
        Of("XML encoding", Xml(Says("UTF-16LE"), Bare, "Testcase"), "1/0", "FILE_ENCODING_DECLARED", "declares UTF-16LE",
        "the same without a letter beyond ASCII"),
        Of("XML encoding", Xml(Says("UTF-8"), Windows), "1/0", "FILE_ENCODING_DECLARED",
        "it declares UTF-8, and is written in windows-1252|!DOCTYPE", "declared UTF-8, and in Windows-1252"),
        Of("XML encoding", Xml("<?xml version='1.0'?>", Windows), "1/0", "FILE_ENCODING_DECLARED", "it declares none, which means UTF-8",
        "nothing declared, and in Windows-1252"),
        Of("XML encoding", Xml(Says("us-ascii"), Bare), "1/0", "", "", "declared ASCII, and in UTF-8, which is more of the same"),
        Of("XML encoding", Xml(Says("iso-8859-1"), Bare), "1/0", "FILE_ENCODING_DECLARED",
        "it declares iso-8859-1, and is written in utf-8",
        "declared Latin-1, and in UTF-8"),
        Of("XML encoding", Xml(Says("utf-8"), new UnicodeEncoding(false, true)), "1/0", "FILE_ENCODING_DECLARED", "is written in utf-16le",
        "declared UTF-8, and in UTF-16"),
        Of("XML encoding", Xml(Says("utf-16"), new UTF8Encoding(true)), "1/0", "FILE_ENCODING_DECLARED", "is written in utf-8-bom",
        "declared utf-16, and marked as UTF-8"),
        Of("XML encoding", Xml(Says("utf-9"), Bare), "FILE_XML", "", "declares the encoding utf-9, which is none that is known|!DOCTYPE",
        "an encoding nobody knows"),
        Of("XML encoding", Utf8($"\r\n  {Says("utf-8")}{Concerns()}"), "1/0", "", "", "a blank line above the declaration"),
        Of("XML encoding", Xml(Says("windows-1252"), Windows), "1/0", "", "!FILE_ENCODING", "CONTROL: as declared"),
        Of("XML encoding", Xml(Says("ISO-8859-1"), Encoding.Latin1), "1/0", "", "!FILE_ENCODING", "CONTROL: as declared, Latin-1"),
        Of("XML encoding", Xml(Says("utf-16"), new UnicodeEncoding(false, true)), "1/0", "", "!FILE_ENCODING",
        "CONTROL: as declared, UTF-16"),
        Of("XML encoding", Xml(Says("iso-8859-1"), Bare, "Testcase"), "1/0", "", "!FILE_ENCODING",
        "CONTROL: letters that are the same in both"),
        Of("XML cut", Utf8(Concerns()[..^9]), "FILE_XML", "", "cut off: the file ends before its last element is closed|send the whole",
        "within its last tag"),
        Of("XML cut", Utf8(Concerns()[..200]), "FILE_XML", "", "cut off: the file ends before", "within a record"),
        Of("XML cut", Utf8(Says("utf-8")), "FILE_XML", "", "cut off: the file ends before", "behind its declaration"),
        Of("XML cut", Utf8(Concerns() + "<Concerns/>"), "FILE_XML", "", "something behind the end|!cut off:",
        "a second document behind the first"),
        Of("XML cut", Utf8(Concerns("Fish & Chips")), "FILE_XML", "", "not well-formed|!cut off:|!DOCTYPE",
        "CONTROL: a fault, and all of it there"),
        Of("XML cut", Utf8("<!DOCTYPE Concerns><Concerns/>"), "FILE_XML", "", "a DOCTYPE", "CONTROL: a DOCTYPE"),
        Of("XML cut", Utf8(Concerns() + "\0\0\0"), "1/0", "", "", "CONTROL: padded with zeros"),
    }.Select(mistake => mistake with { Place = School });

    static IEnumerable<SenderMistake> Cuts =>
    [
        Of("cut off", Csv + Line(Row(3))[..40], "2/1", "FILE_CUT_OFF", "FILE_CUT_OFF, line 4|send the whole",
            "a CSV in the middle of a row"),
        Of("cut off", Csv + "PPN/19/0", "2/1", "FILE_CUT_OFF", "FILE_CUT_OFF, line 4", "in its first field"),
        Of("cut off", Line(Names, "\"") + Line(Row(1), "\"") + Line(Row(2), "\"")[..^4], "1/1", "FILE_CUT_OFF",
            "FILE_CUT_OFF, line 3|ROW_UNSPLIT, line 3", "within the quotes of its last field"),
        Of("cut off", Line(Names, "\"") + Line(Row(1), "\"") + Line(Row(2, "Test\r\ncase"), "\"")[..68], "1/2", "FILE_CUT_OFF", "",
            "within quotes that span lines"),
        Of("cut off", Line(Names, "\"") + Line(Row(1), "\"") + Line(Row(2), "\"")[..^6] + "\r\n", "1/1", "FILE_CUT_OFF", "",
            "within quotes, behind a line end"),
        Of("cut off", Line(Names, "'") + Line(Row(1), "'") + Line(Row(2), "'")[..50], "1/1", "FILE_CUT_OFF", "",
            "within a row in single quotes"),
        Of("cut off", Utf8(Line(Names) + Line(Row(1)) + Line(Row(2, "Zoë")))[..^40], "1/1", "FILE_CUT_OFF", "",
            "a row with letters beyond ASCII above it"),
        Of("cut off", (byte[])[.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Csv)[..^1]], "2/1", "FILE_CUT_OFF", "",
            "UTF-16 within a letter"),
        Of("cut off", "PPN Reference,Incident Date To,Child Surname,Child Forename,Child DOB,Narra", "0/0", "FILE_CUT_OFF", "",
            "within the header, whose last name is half a name"),
        Of("cut off", $"[{Json(1)},{Json(2)[..60]}", "FILE_JSON", "", "cut off: the file ends before its JSON is closed|send the whole",
            "JSON in the middle of a record"),
        Of("cut off", $"[{Json(1)},", "FILE_JSON", "", "cut off: the file ends", "JSON between records"),
        Of("cut off", $"{{\"data\":[{Json(1)}]", "FILE_JSON", "", "cut off: the file ends", "JSON before its last bracket"),
        Of("cut off", $"{{\"columns\":{List(Names)},\"data\":[{List(Row(1))},[\"PPN", "FILE_JSON", "", "cut off: the file ends",
            "JSON of another shape"),
        Of("cut off", $"{Json(1)}\n{Json(2)[..60]}", "1/1", "FILE_CUT_OFF", "FILE_CUT_OFF, line 2",
            "a record a line, in the middle of one"),
        Of("cut off", Fhir("\"type\":\"collection\",")[..^40], "FILE_JSON", "", "cut off: the file ends",
            "a Bundle") with { Place = Premises.Health },
        Of("cut off", Zip(("ppn.csv", Utf8(Csv)))[..^20], "FILE_DAMAGED", "", "a zip file that is cut off", "a zip file"),
        Of("cut off", Xlsx(Workbooks.Line(1, Names) + Workbooks.Line(2, Row(1)))[..^200], "FILE_DAMAGED", "", "a workbook (.xlsx)|cut off",
            "a workbook"),
        Of("cut off", (byte[])[.. Zip(("ppn.csv", Utf8(Csv))), .. new byte[100_000]], "FILE_DAMAGED", "",
            "a zip file that is followed by something behind its end|!that is cut off", "CONTROL: a zip file with much behind its end"),
        Of("cut off", (byte[])[.. Zip(("ppn.csv", Utf8(Csv))), .. new byte[100]], "2/0", "", "", "CONTROL: a zip file that is padded"),
        Of("cut off", Csv.TrimEnd(), "2/0", "", "!FILE_CUT_OFF", "CONTROL: no line end behind the last row"),
        Of("cut off", Csv + "Total records: 2", "2/0", "", "!FILE_CUT_OFF", "CONTROL: a total without a line end"),
        Of("cut off", Csv + "Please ask the records team", "2/1", "", "!FILE_CUT_OFF", "CONTROL: prose without a line end"),
        Of("cut off", Csv + "PPN/19/000003,Domestic Abuse\r\n", "2/1", "", "!FILE_CUT_OFF", "CONTROL: a short row that ends its line"),
        Of("cut off", Line(Names).TrimEnd(), "0/0", "", "!FILE_CUT_OFF", "CONTROL: a nil return without a line end"),
        Of("cut off", $"{Json(1)}\n{Json(2)}", "2/0", "", "!FILE_CUT_OFF", "CONTROL: no line end behind the last record"),
        Of("cut off", $"{Json(1)}\n{{broken}}", "1/1", "", "!FILE_CUT_OFF", "CONTROL: a last record that is wrong, and whole"),
    ];
}
