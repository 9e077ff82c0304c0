using System.Text;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Who a child is stays where it may be: nothing planted in a file comes out in the lake, in state or in a notice.</summary>
public sealed class PrivacyTests
{
    /// <summary>Each planted somewhere else; a file's own name is planted too.</summary>
    static readonly string[] Canaries =
        ["Quagglebottom", "Zephyrine", "Wyvern Row", "CANARYNARRATIVE", "NCANARY77", "CANARY/19/4711", "9434765919", "PurpleCanary",
        "CanaryColumn", "CanaryFile", "CanaryCouncil", "2009-11-23", "23/11/2009", "CanarySender", "SW1A 2AA"];

    [Fact]
    public async Task What_identifies_a_child_or_names_a_file_is_only_where_it_may_be()
    {
        using var at = new Premises();
        var planted = Some.Ppn() with
        {
            Reference = "CANARY/19/4711",
            Child = "NCANARY77",
            Surname = "Quagglebottom",
            Forename = "Zephyrine",
            Address = "7 Wyvern Row",
            Born = "23/11/2009",
            Postcode = "SW1A 2AA",
            Narrative = "CANARYNARRATIVE of Zephyrine",
            Risk = "PurpleCanary",
            Council = "999 - CanaryCouncil",
            From = "01/12/2018 10:00",
            To = "",
        };
        await at.Take(Some.Lines(Ppn.Header + ",CanaryColumn",
            planted + ",x", (planted with { Version = "CanaryVersion" }) + ",CanaryCell", (planted with { Reference = "" })
                + ",x", (planted with { Reference = "CANARY/19/4712", Council = "CanaryCouncil" }) + ",x", "Quagglebottom,Zephyrine"),
                name: "CanaryFile Quagglebottom.csv");
        // folded anew
        await at.Take(Some.PoliceFile(planted with { Version = "0", Narrative = "CANARYNARRATIVE earlier" }), -40,
            "CanaryFile earlier.csv");
        await at.Take("<html>Quagglebottom</html>", 1, "CanaryFile.html");
        await at.Take(Some.PoliceFile(planted), 2, "CanaryFile.csv", "police/CanarySender/Zephyrine");
        await at.Take(Some.Lines("Referral Id,NHS Number,Surname,Forename,DOB,Attendance DateTime,Updated",
            "CANARY/19/4711,9434765919,Quagglebottom,Zephyrine,2009-11-23,2019-01-04 10:00:00,2019-01-04 10:00:00"), 3,
                "CanaryFile health.csv", Premises.Health);
        await at.Ingest.Delay(new LandingPath("police", "northshire-police", "domestic-abuse", "CanaryFile held.csv"), "v", Some.Morning(),
            default);
        foreach (var call in (int[])[4, 8, 12]) // killed, and nobody came after
            await Assert.ThrowsAsync<Died>(() => at.Open(new Dying(at.Store, call))
                .Run(at.File(Some.PoliceFile(planted with { Version = $"{call}" }), call, $"CanaryFile {call}.csv"), default));

        Assert.Equal(["health", "police"], at.Ask("select distinct agency from notifications order by 1"));
        var scanned = 0;
        foreach (var file in Directory.GetFiles(at.Root, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(at.Root, file).Replace('\\', '/');
            if (path.StartsWith("restricted/", StringComparison.Ordinal) || path.StartsWith("quarantine/", StringComparison.Ordinal))
                continue;
            var content = await File.ReadAllBytesAsync(file);
            var isReceipt = path.StartsWith("receipts-", StringComparison.Ordinal);
            if (path.EndsWith(".rejects.csv", StringComparison.Ordinal) && isReceipt) continue;
            // The partner is told its own names of things: the file, its folder, a column nobody knows.
            var name = isReceipt ? path[..path.IndexOf('.', StringComparison.Ordinal)] : "";
            foreach (var canary in Canaries.Where(canary =>
                !(isReceipt && (canary is "CanaryColumn" or "CanaryFile" or "CanarySender"
                || canary is "CANARY/19/4711" && path.EndsWith(ReceiptName.Late, StringComparison.Ordinal)
                || name.Contains(canary, StringComparison.Ordinal)))))
            {
                Assert.False(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0, $"{canary} in {path}");
                if (!isReceipt) Assert.DoesNotContain(canary, path, StringComparison.OrdinalIgnoreCase);
            }
            scanned++;
        }
        Assert.NotEmpty(at.Receipts(ReceiptName.Late));
        Assert.True(scanned > 30, $"{scanned} files scanned");

        // ZSTD hides them from a scan of bytes
        List<string> values = [.. at.Ask(LakeTables.All.Select(table => $"select * from {table.Name}")).SelectMany(rows => rows)];
        Assert.NotEmpty(values);
        foreach (var canary in Canaries) Assert.DoesNotContain(values, value => value.Contains(canary, StringComparison.OrdinalIgnoreCase));
        // it was there to be found
        Assert.Contains(at.AskRestricted("identities", "select sent_child_surname from {0}"), value => value == "Quagglebottom");
    }

    [Fact]
    public async Task No_exact_time_of_an_incident_can_be_worked_back()
    {
        using var at = new Premises();
        await at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/01/2019 10:17", To = "" }), 0.31);

        Assert.Equal(["0|0|0|0"], at.Ask("""
            select sum(minute(n.received_at)), sum(minute(n.first_received_at)), sum(minute(t.due_at)), sum(minute(t.received_at)) from notifications n join timeliness t using (notification_key)
            """));
        Assert.DoesNotContain(":17", Assert.Single(at.Ask("select explanation from timeliness")), StringComparison.Ordinal);
    }
}
