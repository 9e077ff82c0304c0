namespace FrontDoor.Cli.Tests;

/// <summary>`report`: incidents with a child in them, against the notifications held.</summary>
public sealed class UnnotifiedTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-unnotified-");

    [Fact]
    public async Task Incidents_with_a_child_and_no_notification_are_counted_by_sender_and_month()
    {
        Drop("incident", "Incident Reference,Occurrence Reference,Child Linked,Incident Type,Incident Date From,Reported Date,Status",
            "I1,99/4501/19,Witness,Domestic Abuse,04/01/2019 21:40,04/01/2019 22:20,",
            "I2,99/4502/19,Y,Domestic Abuse,04/01/2019 21:40,04/01/2019 22:20,",
            "I3,99/4503/19,N,Domestic Abuse,04/01/2019 21:40,04/01/2019 22:20,", // no child
            "I4,,Y,Domestic Abuse,04/01/2019 21:40,04/01/2019 22:20,", // cannot be looked for
            "I5,99/4505/19,,Domestic Abuse,31/12/2018 21:40,31/12/2018 22:20,", // whether a child was there was not said
            "I6,99/4506/19,Y,Crime,04/01/2019 21:40,04/01/2019 22:20,",
            "I7,99/4507/19,Y,Crime,04/01/2019 21:40,04/01/2019 22:20,",
            "I8,99/4508/19,Y,Crime,04/01/2019 21:40,04/01/2019 22:20,Cancelled");
        Drop("domestic-abuse", "PPN Reference,Occurrence Reference,Child Reference,Incident Date From,Status",
            "P1,99/4501/19,N1,04/01/2019 21:40,",
            "P7,99/4507/19,N7,04/01/2019 21:40,Cancelled"); // a notification taken back is none
        Drop("relevant-crime", "Notification Reference,Occurrence Reference,Child Reference,Incident Date From",
            "R6,99/4506/19,N6,04/01/2019 21:40");
        var lake = Path.Combine(_folder.FullName, "lake");
        var (taken, _, said) = await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "in"), "--lake", lake, "--received",
            "2019-01-05T07:00:00Z");
        Assert.True(taken == 0, string.Join('\n', said));

        var (code, report, _) = await Pipeline.Run("report", "--lake", lake);

        Assert.Equal(0, code);
        Assert.Equal(["northshire-police 2018-12 domestic-abuse 1 1 0", "northshire-police 2019-01 domestic-abuse 3 1 1",
            "northshire-police 2019-01 relevant-crime 2 1 0"],
            report.Where(line => line.StartsWith("northshire-police  20", StringComparison.Ordinal))
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.DoesNotContain(report, line => line.Contains("99/45", StringComparison.Ordinal));
    }

    void Drop(string feed, params IEnumerable<string> lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "in", "police", "northshire-police", feed));
        File.WriteAllText(Path.Combine(folder.FullName, "a.csv"), string.Join('\n', lines) + "\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
