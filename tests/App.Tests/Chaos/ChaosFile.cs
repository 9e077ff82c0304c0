using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using FrontDoor.Domain.Feeds;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests.Chaos;

/// <summary>One of the invented files of a soak: its place, bytes and time of receipt follow from its number.</summary>
/// <param name="Rows">The records in it; 0 where it cannot be read.</param>
sealed record ChaosFile(string Agency, string Sender, string Feed, string Name, byte[] Content, DateTimeOffset Received, int Rows)
{
    /// <summary>The feed whose records are sent again, unchanged and changed; which arrival brings a version depends on the
    /// order.</summary>
    public const string Resent = "health";

    const int RowsAFile = 3, PoolOfResent = 60;

    public string Path => $"{Sender}/{Feed}/{Name}";

    public static ChaosFile Of(int number, int seed)
    {
        var received = Some.Morning(number);
        var rows = Enumerable.Range(1 + number * RowsAFile, RowsAFile).ToArray();
        return (number % 7) switch
        {
            0 or 4 => Police(".csv", Some.Utf8(Some.PoliceFile(rows.Select(Notified)))),
            1 => Police(".json", JsonSerializer.SerializeToUtf8Bytes(rows.Select(row => Ppn.Header.Split(',').Zip(Notified(row).Cells)
                .ToDictionary(cell => cell.First, cell => cell.Second)))),
            2 => new("education", "northshire-schools", "concern", $"{number}.csv", Some.Utf8(Some.Lines(
                ["Concern Id;URN;LAESTAB;UPN;Surname;Forename;DOB;Concern Date;Concern Time;Category;Status;Updated",
                    .. rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"C-{row:000000};999001;999/9001;;Testcase;Ada;"
                        + $"14/02/2012;{Began(row):dd/MM/yyyy;HH:mm};Neglect;New;{Began(row):dd/MM/yyyy HH:mm}"))])), received, RowsAFile),
            3 => Health(".csv", Referrals()),
            5 => Health(".csv.gz", Packed(Referrals())),
            _ when number % 2 == 0 => Police(".csv", [0x50, 0x4B, 3, 4, 0, 0]) with { Rows = 0 },
            _ => Police(".csv.gz", Packed(Some.Utf8(Some.PoliceFile(rows.Select(Notified))))),
        };

        DateTimeOffset Began(int row) => received.AddHours(row % 5 == 0 ? -240 : -9);

        Ppn Notified(int row) =>
            Some.Ppn(row) with { From = Began(row).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture), To = "" };

        ChaosFile Police(string ending, byte[] content) =>
            new("police", "northshire-police", "domestic-abuse", $"{number}{ending}", content, received, RowsAFile);

        ChaosFile Health(string ending, byte[] content) =>
            new(Resent, "northshire-hospitals", "safeguarding-referral", $"{number}{ending}", content, received, RowsAFile);

        byte[] Referrals()
        {
            var random = new Random(seed + number);
            var again = Enumerable.Range(1, PoolOfResent).ToArray();
            random.Shuffle(again);
            return Some.Utf8(Some.Lines([
                "Org ODS,Referral Id,Surname,Forename,DOB,Attendance DateTime,Source,Concern Category,Status,Updated",
                .. again.Take(RowsAFile).Select(row =>
                {
                    var (began, version) = (Some.Morning(row % 24 - 12), random.Next(3));
                    string[] categories = ["Neglect", "Domestic Abuse", "Self Harm"];
                    return string.Create(CultureInfo.InvariantCulture, $"ZZ9,SG-2019-{row:00000},Testcase,Ada,2012-02-14,"
                        + $"{began:yyyy-MM-dd HH:mm:ss},3E,{categories[version]},New,{began.AddHours(version):yyyy-MM-dd HH:mm:ss}");
                })]));
        }
    }

    static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }
}
