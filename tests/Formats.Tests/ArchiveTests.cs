using System.IO.Compression;
using System.Text;
using FrontDoor.Tests;
using static FrontDoor.Tests.Workbooks;

namespace FrontDoor.Formats.Tests;

/// <summary>What is packed is taken as if it had come unpacked: wholly, or not at all.</summary>
public sealed class ArchiveTests : IDisposable
{
    static readonly byte[] One = Some.Utf8(Some.PoliceFile(Some.Ppn(1)));
    static readonly byte[] Two = Some.Utf8(Some.PoliceFile(Some.Ppn(2), Some.Ppn(3) with { Reference = "" }));

    readonly Premises _at = new();

    [Fact]
    public async Task The_files_of_a_zip_are_parts_in_the_order_of_their_names()
    {
        var book = SheetJs("xlsx", Sheet("Jan", Names, Cells(Some.Ppn(5))), Sheet("Notes", ["nothing"]));
        var result = await _at.Take(
            Zip(("b/Two.csv", Two), ("__MACOSX/._a.csv", [0, 1]), ("b/", []), ("a.csv", One), ("c.bin", book), ("Thumbs.db", [1])),
                name: "daily.csv");

        Assert.Equal(("committed", 4, 3, 1), (result.Status, result.RowsIn, result.Accepted, result.Rejected));
        Assert.Equal(["1|2", "2|2", "3|2"], _at.Ask("select part, line from notifications order by all"));
        Assert.Equal(["zip+csv+excel|utf-8"], _at.Ask("select format, encoding from files"));
        var receipt = _at.Receipt(".receipt.txt");
        Assert.Contains("Read, in this order: 'a.csv', 'b/Two.csv', 'c.bin, Jan'.", receipt, StringComparison.Ordinal);
        Assert.Contains("Found: 'Thumbs.db', '__MACOSX/._a.csv'.", receipt, StringComparison.Ordinal);
        Assert.Contains("'b/Two.csv': line 3", receipt, StringComparison.Ordinal);
        Assert.Contains("\"b/Two.csv\",3,", _at.Receipt(".rejects.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_is_what_it_holds_all_members_of_it()
    {
        var result = await _at.Take(Gzip(One[..40], One[40..]));

        Assert.Equal(1, result.Accepted);
        Assert.Equal(["gzip+csv"], _at.Ask("select format from files"));
    }

    [Fact]
    public async Task A_gzip_may_hold_a_workbook()
    {
        Assert.Equal(1, (await _at.Take(Gzip(SheetJs("biff8", Sheet("Jan", Names, Cells(Some.Ppn(5))))))).Accepted);
        Assert.Equal(["gzip+excel"], _at.Ask("select format from files"));
    }

    [Theory]
    [InlineData("FILE_EMPTY", "nothing", "zip file with no file")]
    [InlineData("FILE_EMPTY", "an empty file", "'b.csv'")]
    [InlineData("FILE_ARCHIVE", "a zip in a zip", "'b.csv': an archive within an archive")]
    [InlineData("FILE_ARCHIVE", "a zip in a gzip", "an archive within an archive")]
    [InlineData("FILE_DOCUMENT", "a PDF", "'b.csv': a PDF")]
    [InlineData("FILE_ENTRY_FOREIGN", "no header", "'b.csv'")]
    [InlineData("FILE_ENCRYPTED", "locked", "'b.csv'")]
    [InlineData("FILE_DAMAGED", "a changed byte", "'b.csv': ")]
    [InlineData("FILE_DAMAGED", "cut off", "")]
    [InlineData("FILE_DAMAGED", "a cut gzip", "")]
    [InlineData("FILE_DAMAGED", "a changed gzip", "")]
    [InlineData("FILE_DAMAGED", "unknown packing", "'b.csv': ")]
    [InlineData("FILE_TOO_LARGE", "too many", "1001 files")]
    [InlineData("FILE_TOO_LARGE", "a bomb", "'b.csv': more than 200 times")]
    [InlineData("FILE_TOO_LARGE", "a gzip bomb", "more than 200 times")]
    [InlineData("FILE_TOO_LARGE", "a workbook bomb", "more than 200 times")]
    public async Task One_file_that_cannot_be_taken_refuses_them_all(string code, string kind, string found)
    {
        var result = await _at.Take(kind switch
        {
            "nothing" => Zip(("a/", (byte[])[])),
            "an empty file" => Zip(("a.csv", One), ("b.csv", [])),
            "a zip in a zip" => Zip(("a.csv", One), ("b.csv", Zip(("c.csv", Two)))),
            "a zip in a gzip" => Gzip(Zip(("c.csv", Two))),
            "a PDF" => Zip(("a.csv", One), ("b.csv", Some.Utf8("%PDF-1.4"))),
            "no header" => Zip(("a.csv", One), ("b.csv", Some.Utf8("a,b\r\n1,2\r\n"))),
            "locked" => Changed("PK\u0001\u0002", 8, 1),
            "a changed byte" => Changed("PK\u0001\u0002", 16, 0x55), // of the checksum
            "unknown packing" => Changed("PK\u0001\u0002", 10, 99),
            "cut off" => Zip(("a.csv", One), ("b.csv", Two))[..^30],
            "a cut gzip" => Gzip(One)[..^9],
            "a changed gzip" => [.. Gzip(One)[..^8], 1, 2, 3, 4, .. BitConverter.GetBytes(One.Length)],
            "too many" => Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.csv", One))]),
            "a bomb" => Zip(("a.csv", One), ("b.csv", new byte[80 << 20])),
            "a gzip bomb" => Gzip(new byte[80 << 20]),
            "a workbook bomb" => Xlsx(Line(1, Ppn.Header.Split(',')) + new string(' ', 80 << 20)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        });

        Assert.Equal(("refused", code, 0), (result.Status, result.Refusal, result.RowsIn));
        Assert.Contains(found, _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Equal(["0"], _at.Ask("select count(*) from notifications"));
    }

    [Fact]
    public async Task A_name_in_an_archive_is_a_name_and_never_a_path()
    {
        string[] names = ["../../../../tmp/escaped.csv", "/etc/passwd", "C:\\Windows\\x.csv", "same.csv", "same.csv", "caf\u00e9\n.csv"];
        var result = await _at.Take(Zip([.. names.Select((name, place) => (name, Some.Utf8(Some.PoliceFile(Some.Ppn(place)))))]));

        Assert.Equal(6, result.Accepted);
        Assert.False(File.Exists("/tmp/escaped.csv"));
        Assert.Contains("'same.csv', 'same.csv'", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        Assert.Contains("'caf\u00e9 .csv'", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_long_form_of_zip_is_read()
    {
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(new Unseekable(made), ZipArchiveMode.Create)) // lengths after the content, as a stream has them
        using (var entry = zip.CreateEntry("a.csv").Open())
            entry.Write(One);

        Assert.Equal(1, (await _at.Take(made.ToArray())).Accepted);
    }

    public void Dispose() => _at.Dispose();

    /// <summary>Two files, the entry of the second changed in the list at the end.</summary>
    static byte[] Changed(string signature, int at, byte to)
    {
        var zip = Zip(("a.csv", One), ("b.csv", Two));
        zip[zip.AsSpan().LastIndexOf(Encoding.Latin1.GetBytes(signature)) + at] = to;
        return zip;
    }

    sealed class Unseekable(Stream to) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);
    }
}
