using System.Globalization;
using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Formats.Rows;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Where a delimited text breaks off, and where it only ends as others do.</summary>
public sealed class CutOffTests : IDisposable
{
    const string Header = "PPN Reference,Incident Type,Risk Level,Incident Date To,Child Surname,Child Forename,Child DOB,LA Code";
    const string Row = "PPN/19/1,Domestic Abuse,High,04/01/2019 22:15,Testcase,Ada,14/02/2012,999";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cut-");

    /// <summary>The text, the line at which it is said to break off or nothing, and why.</summary>
    public static TheoryData<string, string, string> Texts => new()
    {
        { $"{Header}\n{Row}\nPPN/19/2,Domestic Abuse,Hi", "3", "in a row" },
        { $"{Header}\n{Row}\nPPN/19/2,Domestic Abuse,Hi\n", "", "a row too short that ends its line was written so" },
        { $"{Header}\n{Row}\nPPN/19/2,Domestic Abuse,Hi\r", "", "so was one before a carriage return" },
        { $"{Header}\nPPN/19/1,Domestic", "2", "in the only row" },
        { $"{Header}\nPPN/19/1,Domestic\nPPN/19/2,Domestic", "", "all rows are too short: that is their form" },
        { $"{Header}\n{Row}\nPPN/19/2,Domestic\nPPN/19/3,Domestic", "4", "two are, and others not" },
        { $"{Header}\n{Row}\nPPN/19", "3", "in the first field" },
        { $"{Header}\n{Row}\nPlease call us about it", "", "prose below the table" },
        { $"{Header}\n{Row}\nPPN 19 2,Domestic", "3", "two fields are no prose" },
        { $"{Header}\nPPN/19/1,Domestic\n{Row}", "", "a row too short, and then a whole one" },
        { $"{Header}\n{Row}", "", "the last row is whole and has no line end" },
        { $"{Header}\n{Row}\nPPN/19/2,Domestic Abuse,\"Hi", "3", "in quotes" },
        { $"{Header}\n{Row}\nPPN/19/2,Domestic Abuse,\"Hi\n", "3", "in quotes, behind a line end of theirs" },
        { $"{Header}\n{Row}\nPPN/19/2,Domestic Abuse,\"Hi\nand so on it went", "4",
        "in quotes, of which the last line alone would be prose" },
        { $"{Header}\nPPN/19/2,Domestic Abuse,\"Hi\n{Row}\n", "", "a quote left open before a whole row" },
        { Header[..^3], "1", "in the header" },
        { Header[..^3] + "\n", "", "a header that ends its line is one" },
        { Header[..^5], "", "two letters could be anything" },
        { $"Child For,{Header}", "", "what looks cut stands before other columns" },
        { $"{Header},Remarks", "", "a last column that is not known, and begins no name" },
        { Header, "", "a header alone" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_breaks_off_is_said_to_and_no_other(string text, string line, string why) =>
    Assert.True(line == Cut(Encoding.UTF8.GetBytes(text)), why);

    [Fact]
    public void A_text_that_ends_within_a_letter_breaks_off()
    {
        var text = $"{Header},Narrative\n{Row},zo\u00EB\n{Row},caf\u00E9";

        Assert.Equal("3", Cut(Encoding.UTF8.GetBytes(text)[..^1]));
        Assert.Equal("", Cut(Encoding.UTF8.GetBytes(text)));
    }

    string Cut(byte[] text)
    {
        var landed = Path.Combine(_folder.FullName, "landed");
        File.WriteAllBytes(landed, text);
        using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "scratch"));
        var feed = Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!.On(new DateOnly(2019, 1, 5));
        var source = SourceFile.Open(feed, landed, scratch.Folder, default);
        Assert.False(source.IsRefused, string.Join(", ", source.Defects));
        using var rows = new RowReader(feed, source.Parts);
        var row = new Row(feed);
        while (rows.Next(row) is not null) { }
        return string.Join(' ', rows.Defects.Where(defect => defect.Defect == Defects.FileCutOff)
            .Select(defect => defect.Line.ToString(CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
