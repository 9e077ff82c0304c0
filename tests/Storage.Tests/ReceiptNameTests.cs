using System.Text;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

public sealed class ReceiptNameTests : IDisposable
{
    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("a", 251)]  // as long as a name on most file systems may be
    [InlineData("\u00e9", 125)] // of two bytes
    [InlineData("\U0001F600", 62)] // of four, and two chars
    public async Task A_file_with_the_longest_of_names_is_taken_and_its_receipts_have_the_start_of_it(string letter, int times)
    {
        var name = string.Concat(Enumerable.Repeat(letter, times)) + ".csv";

        var taken = await _at.Take(Some.PoliceFile(Some.Ppn(), Some.Ppn() with { Reference = "" }), name: name);
        var refused = await _at.Take("<html>no table</html>", 1, name);

        Assert.Equal(("committed", "refused"), (taken.Status, refused.Status));
        Assert.All(_at.Receipts(""),
            path => Assert.StartsWith(string.Concat(Enumerable.Repeat(letter, 40)), Path.GetFileName(path), StringComparison.Ordinal));
        Assert.All(_at.Receipts(""),
            path => Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(path)), ReceiptName.NameBytes, 255));
        var rejects = Path.GetFileName(Assert.Single(_at.Receipts(ReceiptName.Rejects)));
        Assert.Contains(_at.Receipts(ReceiptName.Text), path => File.ReadAllText(path).Contains(rejects, StringComparison.Ordinal));
        Assert.Equal([name], _at.AskRestricted("files", "select distinct name from {0}"));
    }

    [Fact]
    public void A_name_that_fits_stays_as_it_is()
    {
        var fits = new string('a', ReceiptName.NameBytes);

        Assert.Equal(fits, ReceiptName.Start(fits));
        Assert.Equal(ReceiptName.NameBytes, ReceiptName.Start(fits + "a").Length);
    }

    [Theory]
    [InlineData("s/f/a.csv.01234567.receipt.txt", "s/f/a.csv.01234567.delayed.txt")]
    [InlineData("s/f/a.csv.01234567.receipt.json", "s/f/a.csv.01234567.delayed.json")]
    [InlineData("s/f/a.csv.01234567.rejects.csv", null)]
    [InlineData("files/agency=police/x.parquet", null)]
    public void Only_a_receipt_replaces_one(string path, string? held) => Assert.Equal(held, ReceiptName.Replaced(path));
}
