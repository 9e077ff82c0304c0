using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A file that is fine, of one format, with who sends it and when it is received: what mutated files begin as.</summary>
sealed record GoodFile(string Name, string Place, DateTimeOffset Received, byte[] Bytes)
{
    /// <summary>The rows of a delimited text that stand on a line of their own, every quote of theirs closed.</summary>
    public IReadOnlySet<string> WholeRows { get; } = LineAccount.Split(Encoding.UTF8.GetString(Bytes))
        .Where(line => line.Count(letter => letter == '"') % 2 == 0 && line.Split(',', ';', '\t', '|').Length > 6).Skip(1).ToHashSet();

    const string Education = "education/northshire-schools/concern";

    public static GoodFile[] All() =>
        [.. Samples(), .. Sent(), .. Packed([.. Samples()]),
        .. Messes.All.Select(mess => new GoodFile("mess.csv", Premises.Police, Some.Morning(), mess.File))
            .Where(mess => mess.Bytes.Length < 100_000)];

    static IEnumerable<GoodFile> Samples() =>
        JsonDocument.Parse(File.ReadAllText(Repository.Path("samples", "receipts.json"))).RootElement.EnumerateArray().Select(file =>
        {
            var path = file.GetProperty("path").GetString()!;
            return new GoodFile(path.Split('/')[^1], string.Join('/', path.Split('/')[..3]),
                file.GetProperty("received_at").GetDateTimeOffset(), File.ReadAllBytes(Repository.Path("samples", path)));
        });

    static IEnumerable<GoodFile> Sent()
    {
        GoodFile Police(string name, string text) => new(name, Premises.Police, Some.Morning(), Some.Utf8(text));
        Ppn[] rows = [.. Enumerable.Range(1, 12)
            .Select(i => Some.Ppn(i) with { Narrative = i % 3 == 0 ? $"said \"no\",\r\nthen left, {i}" : $"Zoë’s, {i}",
            From = $"0{1 + i % 4}/01/2019 {10 + i}:30" })];
        foreach (var (separator, name) in ((char, string)[])[(';', "semicolons"), ('\t', "tabs"), ('|', "bars")])
            yield return Police($"{name}.csv",
                Some.Lines([Ppn.Header.Replace(',', separator),
                    .. rows.Select(row => string.Join(separator,
                        row.Cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))]));
        yield return Police("titled.csv",
            Some.Lines(["NORTHSHIRE POLICE", "", Ppn.Header, .. rows.Select(row => row.ToString()), "", "Total records: 12",
                "End of report"]));
        yield return Police("nil.csv", Some.Lines(Ppn.Header));
        yield return Police("array.json", $"[{string.Join(",\n", rows.Select(JsonTests.Json))}]");
        yield return Police("list.json",
            $$"""{"generated":"2019-01-05","system":{"name":"Athena"},"notifications":[{{string.Join(',', rows.Select(JsonTests.Json))}}],"count":12}""");
        yield return Police("lines.ndjson", string.Join('\n', rows.Select(JsonTests.Json)));
        var referral = GoldenFolder.Sent("health-safeguarding-referral/fhir-message", "referral.json");
        yield return new("message.json", Premises.Health, Some.Morning(24 * 181), referral);
        yield return new("resources.ndjson", Premises.Health, Some.Morning(24 * 181),
            Some.Utf8(string.Join('\n',
                JsonDocument.Parse(referral).RootElement.GetProperty("entry").EnumerateArray()
                    .Select(entry => JsonSerializer.Serialize(entry.GetProperty("resource"))))));
        yield return new("concerns.xml", Education, Some.Morning(24 * 181), GoldenFolder.Sent("education-concern/xml", "concerns.xml"));
        yield return new("attributes.xml", Education, Some.Morning(), Some.Utf8($"<?xml version='1.0'?><x:Concerns "
            + $"xmlns:x='urn:x'>{string.Concat(Enumerable.Range(1, 9).Select(Concern))}</x:Concerns>"));

        static string Concern(int number) => $"<x:Concern ConcernId='C{number}'><x:ConcernDate>2019-01-04</x:ConcernDate>"
            + $"<x:ConcernTime>2{number % 4}:00</x:ConcernTime><x:Surname><![CDATA[Testcase & Sons]]></x:Surname></x:Concern>\n";
    }

    static IEnumerable<GoodFile> Packed(GoodFile[] plain)
    {
        yield return plain[0] with { Name = "one.zip", Bytes = Zip([(plain[0].Name, plain[0].Bytes)]) };
        yield return plain[0] with
        {
            Name = "two.zip",
            Bytes = Zip([("a.csv", plain[0].Bytes), ("b/c.csv", plain[1].Bytes), ("__MACOSX/._a.csv", [0, 5, 22, 7])])
        };
        yield return plain[0] with { Name = "one.csv.gz", Bytes = Gzip(plain[0].Bytes) };
        foreach (var type in (string[])["xlsx", "biff8", "biff5"])
            yield return new($"{type}.book", Premises.Police, Some.Morning(),
                Workbooks.SheetJs(type, Workbooks.Sheet(
                    "Export", [["Northshire Police"], Workbooks.Names, .. Enumerable.Range(1, 8).Select(Cells)]),
                        Workbooks.Sheet("Notes", ["Invented"])));
    }

    /// <summary>A row of a sheet, its incident a number under a format.</summary>
    static object?[] Cells(int number)
    {
        var cells = Workbooks.Cells(Some.Ppn(number));
        cells[4] = Workbooks.Date(43469.85 + number / 100.0);
        return cells;
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
            {
                var entry = zip.CreateEntry(name.Length > 0 ? name : "_", CompressionLevel.Fastest);
                entry.LastWriteTime = Some.Morning();
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        return to.ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return to.ToArray();
    }
}
