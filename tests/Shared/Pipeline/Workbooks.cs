using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace FrontDoor.Tests;

/// <summary>Workbooks whose bytes are not ours: written by two npm libraries, or put together part by part.</summary>
static class Workbooks
{
    /// <summary>A number under a number format.</summary>
    public static object Date(double n, string z = "dd/mm/yyyy hh:mm") => new { n, z };

    /// <param name="book">See write-workbook.mjs.</param>
    public static byte[] Write(object book)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var node = Process.Start(
                new ProcessStartInfo("node", [Repository.Path("tests", "Shared", "Pipeline", "write-workbook.mjs"),
                    path])
                { RedirectStandardInput = true, RedirectStandardError = true })!;
            node.StandardInput.Write(JsonSerializer.Serialize(book));
            node.StandardInput.Close();
            var error = node.StandardError.ReadToEnd();
            node.WaitForExit();
            Assert.True(node.ExitCode == 0, error);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <param name="type">xlsx, biff8 (.xls), biff5, xlsb, ods, xlml or html: all that SheetJS writes.</param>
    public static byte[] SheetJs(string type, params object[] sheets) => Write(new { library = "xlsx", type, sheets });

    public static object Sheet(string name, params object?[][] rows) => new { name, rows };

    /// <summary>The cells of a police row, as text.</summary>
    public static object?[] Cells(Ppn row) => [.. row.Cells.Select(cell => cell.Length == 0 ? null : cell)];

    public static object?[] Names => [.. Ppn.Header.Split(',')];

    /// <summary>The smallest workbook there can be, with these rows as XML. Styles: 1 is dd/mm/yyyy hh:mm, 2 [h]:mm, 3 h:mm, 4 a
    /// date.</summary>
    public static byte[] Xlsx(string rows, string properties = "", string shared = "", string behind = "") => Zip(
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", Relations(("rId1", "officeDocument", "/xl/workbook.xml"))),
        ("xl/workbook.xml", $"<x:workbook xmlns:x=\"{Main}\" xmlns:r=\"{Types}\">{properties}<x:sheets><x:sheet name=\"S1\" "
            + $"sheetId=\"1\" r:id=\"rId1\"/></x:sheets></x:workbook>"),
        ("xl/_rels/workbook.xml.rels",
            Relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "sharedStrings",
                "sharedStrings.xml"))),
        ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="20"/><xf numFmtId="14"/></cellXfs></styleSheet>"""),
        ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{shared}</sst>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{behind}</worksheet>"));

    /// <summary>A row of texts as XML.</summary>
    public static string Line(int place, IEnumerable<string> cells) =>
        $"<row r=\"{place}\">{string.Concat(cells.Select(cell =>
            $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(cell)}</t></is></c>"))}</row>";

    public static byte[] Zip(params (string Name, string Text)[] files) =>
        Zip([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
                using (var entry = zip.CreateEntry(name).Open())
                    entry.Write(content);
        return made.ToArray();
    }

    public static byte[] Gzip(params byte[][] members)
    {
        using var made = new MemoryStream();
        foreach (var member in members)
            using (var gzip = new GZipStream(made, CompressionMode.Compress, leaveOpen: true))
                gzip.Write(member);
        return made.ToArray();
    }

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    static string Relations(params (string Id, string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select(one =>
            $"<Relationship Id=\"{one.Id}\" Type=\"{Types}/{one.Type}\" Target=\"{one.Target}\"/>"))}</Relationships>";
}
