using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A duty manager follows an alert to its record, and prints what the morning meeting needs.</summary>
public sealed class RecordCommandTests : IDisposable
{
    readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("front-door-record-");

    async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Run(params string[] arguments) =>
        await Pipeline.Run([.. arguments, "--lake", _lake.FullName]);

    async Task Ingest(string name, string received, params Ppn[] rows)
    {
        var drops = _lake.CreateSubdirectory(name);
        var folder = drops.CreateSubdirectory("police").CreateSubdirectory("northshire-police").CreateSubdirectory("domestic-abuse");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.csv"), Some.PoliceFile(rows));
        Assert.Equal(0, (await Run("ingest", drops.FullName, "--received", received)).Code);
    }

    string[] AccessNotes() =>
        Directory.Exists(Path.Combine(_lake.FullName, "restricted", "access"))
        ? Directory.GetFiles(Path.Combine(_lake.FullName, "restricted", "access"), "*.json", SearchOption.AllDirectories) : [];

    [Fact]
    public async Task An_alert_leads_to_its_record_by_its_id_the_records_key_or_the_senders_reference()
    {
        await Ingest("a", "2019-01-09T19:00:00Z", Some.Ppn(1), Some.Ppn(2) with { From = "01/10/2018 10:00", To = "" });
        await Ingest("b", "2019-01-10T19:00:00Z", Some.Ppn(2) with { From = "01/10/2018 10:00", To = "", Risk = "High" });
        var alert = JsonDocument.Parse(
            string.Concat((await Run("query",
                "select notice_id, subject_key, text from notices where severity = 'critical' order by raised_at limit 1", "--format",
                    "json")).Output)).RootElement[0];
        var (id, key) = (alert.GetProperty("notice_id").GetString()!, alert.GetProperty("subject_key").GetString()!);
        Assert.EndsWith($"See it: ./pipeline record {key[..8]}", alert.GetProperty("text").GetString(), StringComparison.Ordinal);

        var byAlert = await Run("record", id[..8]);
        var byKey = await Run("record", key[..8].ToUpperInvariant());
        Assert.Empty(AccessNotes());
        var byReference = await Run("record", Some.Ppn(2).Reference.ToLowerInvariant(), "--by", "duty manager", "--reason",
            "strategy discussion");

        Assert.Equal(byAlert.Output, byKey.Output);
        Assert.Equal(byAlert.Output, byReference.Output);
        Assert.Equal($"RECORD {key}", byAlert.Output[0]);
        Assert.Equal("police/domestic-abuse from northshire-police", byAlert.Output[1]);
        Assert.Contains(byAlert.Output,
            line => line.StartsWith("  First received Wed 9 Jan 2019 about 19:00 GMT; version 2 is current", StringComparison.Ordinal));
        Assert.Contains(byAlert.Output, line => line.StartsWith("  sharing: late (critical), ", StringComparison.Ordinal));
        Assert.Contains(byAlert.Output,
            line => line.StartsWith("  1  new, received Wed 9 Jan 2019 about 19:00 GMT, file ", StringComparison.Ordinal));
        Assert.Contains(byAlert.Output,
            line => line.StartsWith("  2  amended, received Thu 10 Jan 2019 about 19:00 GMT", StringComparison.Ordinal));
        Assert.Contains(byAlert.Output,
            line => line.StartsWith($"  {id[..8]}  late (critical), raised Wed 9 Jan 2019 about 19:00 GMT: open",
                StringComparison.Ordinal));
        Assert.All(byAlert.Output, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(byAlert.Output,
            line => line.Contains(Some.Ppn(2).Reference, StringComparison.OrdinalIgnoreCase)
                || line.Contains(Some.Ppn(2).Surname, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("\"is_shown\":false", await File.ReadAllTextAsync(Assert.Single(AccessNotes())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_is_shown_only_with_a_reason_and_each_look_is_written_down_first()
    {
        await Ingest("a", "2019-01-09T19:00:00Z", Some.Ppn(1));
        var key = (await Run("query", "select notification_key from current_notifications", "--format", "csv")).Output[1];

        var refused = await Run("record", key, "--identity");
        Assert.Equal((2, "error: --identity opens the restricted store"), (refused.Code, refused.Said[0]));
        Assert.Empty(AccessNotes());

        var shown = await Run("record", key, "--identity", "--by", "duty manager", "--reason", "visit today");
        Assert.Equal(0, shown.Code);
        Assert.Contains("As it was sent", shown.Output);
        Assert.Contains($"  PPN Reference: {Some.Ppn(1).Reference}", shown.Output);
        var note = JsonDocument.Parse(await File.ReadAllTextAsync(Assert.Single(AccessNotes()))).RootElement;
        Assert.Equal(("duty manager", "visit today", key, true), (note.GetProperty("by").GetString(),
            note.GetProperty("reason").GetString(),
            note.GetProperty("notification_keys")[0].GetString(), note.GetProperty("is_shown").GetBoolean()));
    }

    [Theory]
    [InlineData("no record and no alert has an id that begins with 01234567", "01234567")]
    [InlineData("a reference opens the restricted store", "PPN/1")]
    [InlineData("no record has that reference", "PPN/1", "--by", "r", "--reason", "why")]
    public async Task What_names_no_record_ends_with_2_and_says_what_to_type(string found, params string[] typed)
    {
        await Ingest("a", "2019-01-09T19:00:00Z", Some.Ppn(1) with { Reference = "PPN/OTHER" });

        var (code, output, said) = await Run(["record", .. typed]);

        Assert.Equal((2, $"error: {found}"), (code, said[0]));
        Assert.Empty(output);
        Assert.Equal(3, said.Count);
    }

    [Fact]
    public async Task The_handover_says_what_is_open_new_due_next_and_silent_in_three_forms()
    {
        await Ingest("a", "2019-01-09T19:00:00Z", Some.Ppn(2) with { From = "01/10/2018 10:00", To = "" });

        var text = await Run("handover", "--as-of", "2019-01-10T06:00:00Z");
        Assert.Equal(0, text.Code);
        Assert.Equal("HANDOVER Thu 10 Jan 2019 06:00 GMT", text.Output[0]);
        Assert.Contains("1 new alert", text.Output[1], StringComparison.Ordinal);
        Assert.Contains("Open alerts (1)", text.Output);
        Assert.Contains("Due in the next 24 hours: none", text.Output);
        Assert.Contains("Silent feeds: none", text.Output);
        Assert.All(text.Output, line => Assert.InRange(line.Length, 0, 80));

        var json = JsonDocument.Parse(
            string.Concat((await Run("handover", "--as-of", "2019-01-10T06:00:00Z", "--format", "json")).Output)).RootElement;
        Assert.Equal((1, 1), (json.GetProperty("open").GetArrayLength(), json.GetProperty("new_alerts").GetInt32()));
        Assert.Contains((await Run("handover", "--format", "html")).Output, line => line == "<h2>Open alerts (1)</h2>");
    }

    public void Dispose() => _lake.Delete(recursive: true);
}
