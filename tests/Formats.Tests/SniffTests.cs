using System.Text;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Detection;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>What a file is comes from its bytes: a name is never asked.</summary>
public sealed class SniffTests
{
    [Theory]
    [InlineData("csv", "PPN Reference,Risk Level\r\n")]
    [InlineData("csv", "\uFEFFPPN Reference,Risk Level\r\n")]
    [InlineData("csv", "[PPN Reference],[Risk Level]\r\n")] // as SQL Server names columns
    [InlineData("csv", "{6F9619FF-8B86-D011-B42D-00CF4FC964FF},High\r\n")]
    [InlineData("csv", "<<< OFFICIAL SENSITIVE >>>\r\nPPN Reference,Risk Level\r\n")]
    [InlineData("csv", "PK Number,Risk\r\n")]
    [InlineData("csv", "BMI,Risk\r\n")]
    [InlineData("csv", "PPN Reference,Risk\0\0 Level\r\n")] // a stray NUL or two
    [InlineData("json", "[]")]
    [InlineData("json", "\uFEFF \r\n [{\"ppn\": 1}]")]
    [InlineData("json", "{\r\n  \"ppn\": 1\r\n}")]
    [InlineData("json", "{\"ppn\": 1}\n")]
    [InlineData("json", "{\"ppn\": 1}\n{\"ppn\": 2}\n")]
    [InlineData("json", "\n{\"ppn\": {\"a\": \"}{\"}}\r\n\r\n{\"ppn\"")]
    [InlineData("xml", "  \r\n<?xml version=\"1.0\"?>\n<!-- <html> --><rows/>")]
    [InlineData("xml", "<?xml version=\"1.0\"?>")] // cut off behind its declaration
    [InlineData("xml", "<Bundle xmlns=\"http://hl7.org/fhir\"/>")]
    public void Text_is_told_from_what_is_written_as_text(string format, string text)
    {
        Assert.Equal((format, null), Told(Encoding.UTF8.GetBytes(text)));
        if (!text.Contains('\0')) Assert.Equal((format, null), Told([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.TrimStart('\uFEFF'))]));
        if (!text.Contains('\0'))
            Assert.Equal((format, null), Told([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text.TrimStart('\uFEFF'))]));
    }

    [Theory]
    [InlineData("FILE_EMPTY", "")]
    [InlineData("FILE_HTML", "\r\n<!DOCTYPE html><html><body>Please log in</body></html>")]
    [InlineData("FILE_HTML", "\uFEFF<html>")]
    [InlineData("FILE_HTML", "<?xml version=\"1.0\"?><!-- x --><html xmlns=\"http://www.w3.org/1999/xhtml\">")]
    [InlineData("FILE_HTML", "<table border=1><tr><td>PPN Reference")] // what many systems export as .xls
    [InlineData("FILE_SPREADSHEET", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook "
        + "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">")]
    [InlineData("FILE_DOCUMENT", "%PDF-1.7")]
    [InlineData("FILE_DOCUMENT", "{\\rtf1\\ansi")]
    [InlineData("FILE_ENCRYPTED", "-----BEGIN PGP MESSAGE-----")]
    [InlineData("FILE_FORMAT", "PAR1\u0015\u0004")]
    [InlineData("FILE_ARCHIVE", "Rar!\u001A\u0007\0")]
    public void What_is_not_taken_has_a_refusal_of_its_own(string code, string text) =>
        Assert.Equal(code, Of(Encoding.UTF8.GetBytes(text)).Refusal?.Defect.Code);

    [Theory]
    [InlineData("FILE_DOCUMENT", "FFD8FFE000104A464946")] // JPEG
    [InlineData("FILE_DOCUMENT", "89504E470D0A1A0A0000")] // PNG
    [InlineData("FILE_DOCUMENT", "424D36000C000000000036000000")] // BMP
    [InlineData("FILE_DOCUMENT", "0000001866747970686569630000")] // HEIC, a telephone's picture
    [InlineData("FILE_ARCHIVE", "377ABCAF271C0004")]
    [InlineData("FILE_ARCHIVE", "425A6839314159265359")]
    [InlineData("FILE_FORMAT", "7F454C460201010000000000000000000300")]
    [InlineData("FILE_FORMAT", "8502030C03118705128A01071F0E1114C2A31605191B1C1D")] // binary without a NUL
    [InlineData("FILE_DAMAGED", "504B0304140000000800")]
    [InlineData("FILE_DAMAGED", "D0CF11E0A1B11AE1")]
    public void Nor_is_what_is_binary(string code, string hex) =>
        Assert.Equal(code, Of(Convert.FromHexString(hex)).Refusal?.Defect.Code);

    [Theory]
    [InlineData("xlsx", "excel", null)]
    [InlineData("biff8", "excel", null)]
    [InlineData("biff5", "excel", null)]
    [InlineData("xlsb", null, "FILE_SPREADSHEET")]
    [InlineData("ods", null, "FILE_SPREADSHEET")]
    [InlineData("xlml", null, "FILE_SPREADSHEET")]
    [InlineData("html", null, "FILE_HTML")]
    public void A_spreadsheet_is_told_from_the_others(string type, string? format, string? code)
    {
        Assert.Equal((format, code), Told(Workbooks.SheetJs(type, Workbooks.Sheet("Jan", ["a", "b"], ["1", "2"]))));
    }

    [Fact]
    public void A_workbook_with_a_password_is_told_from_an_old_one() =>
        Assert.Equal("FILE_ENCRYPTED",
        Of(Workbooks.Write(new
        {
            library = "xlsx-populate",
            password = "invented",
            sheets = (object[])[Workbooks.Sheet("Jan", ["a"])]
        })).Refusal?.Defect.Code);

    [Theory]
    [InlineData("word/document.xml", "FILE_DOCUMENT")]
    [InlineData("ppt/presentation.xml", "FILE_DOCUMENT")]
    [InlineData("xl/workbook.bin", "FILE_SPREADSHEET")]
    [InlineData("xl\\workbook.xml", null)] // some writers have their slashes the wrong way round
    public void An_Office_file_is_told_by_what_is_in_it(string part, string? code) =>
        Assert.Equal(code, Of(Workbooks.Zip(("[Content_Types].xml", "<Types/>"), (part, "<x/>"))).Refusal?.Defect.Code);

    static (string? Format, string? Code) Told(byte[] bytes) => (Of(bytes).Format?.Name, Of(bytes).Refusal?.Defect.Code);

    static Sniffed Of(byte[] bytes)
    {
        var scratch = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(scratch.FullName, "file");
            File.WriteAllBytes(path, bytes);
            return Sniff.Of(new FileStart(path, scratch.FullName, TestContext.Current.CancellationToken));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
