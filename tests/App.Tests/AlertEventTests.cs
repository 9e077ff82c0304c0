using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Every event that can be sent fits docs/alert-event.schema.json, by a validator that nobody here wrote.</summary>
public sealed class AlertEventTests
{
    static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "alert-event.schema.json")))!;

    [Fact]
    public async Task An_event_of_every_kind_fits_the_published_schema()
    {
        var sent = Notice.Kinds.Select(kind =>
            Event(Given.Notice() with
            {
                Kind = kind,
                About = kind == EscalateAlerts.Kind ? "bbbbccccddddaaaabbbbccccddddaaaa" : null,
                To = kind == EscalateAlerts.Kind ? ["head-of-service"] : null
            })).ToList();
        sent.Add(Event(Given.Notice() with { Kind = "file-summary", SubjectKey = null, WorstHours = null, Count = 7, Severity = "none" }));
        sent.Add(JsonNode.Parse(AlertEvent.Write(new Alert(Given.Notice(), MayRepeat: true)))!);
        sent.Add(Event(Given.Notice() with
        {
            Kind = "resolved",
            About = "bbbbccccddddaaaabbbbccccddddaaaa",
            LaCode = "999",
            Severity = "none",
            Count = 0
        }));
        sent.Add(Event(UnsentAlert.Of(Given.Notice(), new Pseudonyms(new byte[32], 1))!));

        Assert.All(await Misfits(sent), Assert.Null);
    }

    [Fact]
    public async Task What_is_not_such_an_event_does_not_fit()
    {
        List<JsonNode> wrong =
        [
            Event(Given.Notice() with { Kind = "gossip" }),
            Event(Given.Notice() with { SubjectKey = null }), // late is about one record
            Event(Given.Notice() with { Severity = "dire" }),
            Event(Given.Notice("not a hash")),
            With("data", "child_name", "Ada Testcase"),
            With(null, "data", null),
            Event(Given.Notice() with { Kind = "escalated", To = ["head-of-service"] }), // about which alert?
            With("data", "kind", "file-summary"), // another than the type says
        ];

        Assert.All(await Misfits(wrong), Assert.NotNull);
    }

    [Fact]
    public void By_which_child_alerts_are_joined_is_in_no_event() =>
        Assert.DoesNotContain("c1c2c3c4",
        Encoding.UTF8.GetString(AlertEvent.Write(new Alert(Given.Notice() with { ChildKey = "c1c2c3c4c1c2c3c4c1c2c3c4c1c2c3c4" }))),
            StringComparison.Ordinal);

    [Fact]
    public void The_schema_lists_the_kinds_of_the_code_and_no_other() =>
        Assert.Equal(Notice.Kinds.Select(kind => $"frontdoor.notice.{kind}.v1"),
        Schema["properties"]!["type"]!["enum"]!.AsArray().Select(type => (string)type!));

    [Fact]
    public async Task The_schema_of_policies_knows_the_kinds_there_are_and_takes_what_the_code_takes()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.Path("functions", "policies", "policy.schema.json")))!;
        var kinds = schema["$defs"]!["rule"]!["properties"]!["kinds"]!["items"]!["enum"]!.AsArray().Select(kind => (string)kind!).ToList();
        var rule = new JsonObject
        {
            ["why"] = "w",
            ["kinds"] = new JsonArray([.. kinds.Select(kind => (JsonNode)kind)]),
            ["digestAt"] =
            new JsonArray("08:30"),
            ["workingDaysOnly"] = true,
            ["quiet"] =
            new JsonObject { ["from"] = "20:00", ["until"] = "07:00" },
            ["to"] = new JsonArray("mash-duty")
        };
        JsonNode whole = new JsonObject { ["policy"] = "p", ["description"] = "d", ["rules"] = new JsonArray(rule) },
            unknown = whole.DeepClone();
        unknown["rules"]![0]!["surprise"] = 1;

        Assert.Equal(Notice.Kinds.Except([AlertDigests.Kind, EscalateAlerts.Kind]), kinds); // both are what policies make
        Assert.Equal(AlertKinds.Waiting,
            schema["$defs"]!["rung"]!["properties"]!["kinds"]!["items"]!["enum"]!.AsArray().Select(kind => (string)kind!));
        Assert.Equal(kinds, AlertPolicy.Parse("p.json", Encoding.UTF8.GetBytes(whole.ToJsonString())).Rules[0].Kinds);
        var page = File.ReadAllText(Repository.Path("docs", "alerts.md"));
        var told = page[(page.IndexOf("```json", StringComparison.Ordinal) + 7)..];
        var documented = AlertPolicy.Parse("alerts.md", Encoding.UTF8.GetBytes(told[..told.IndexOf("```", StringComparison.Ordinal)]));
        Assert.Equal((3, 2, 1, 1), (documented.Rules.Count, documented.Ladder.Count, documented.Joins.Count, documented.Councils.Count));
        JsonNode ours = JsonNode.Parse(told[..told.IndexOf("```", StringComparison.Ordinal)])!, wrong = ours.DeepClone();
        wrong["ladder"]![0]!["afterWorkingHours"] = 0;

        Assert.Equal([null, null, false, null, false],
            (await Misfits([whole, JsonNode.Parse(File.ReadAllText(Repository.Path("functions", "policies", "default.json")))!, unknown,
                ours, wrong], schema)).Select(misfit => misfit is null ? (bool?)null : false));
    }

    static JsonNode Event(Notice notice) => JsonNode.Parse(AlertEvent.Write(new Alert(notice)))!;

    static JsonNode With(string? inside, string name, JsonNode? value)
    {
        var made = Event(Given.Notice());
        (inside is null ? made : made[inside]!)[name] = value;
        return made;
    }

    static async Task<List<string?>> Misfits(IEnumerable<JsonNode> records, JsonNode? schema = null)
    {
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Repository.Path("tests", "Cli.Tests", "validate.mjs")])
            {
                RedirectStandardInput =
            true,
                RedirectStandardOutput = true
            },
        };
        node.Start();
        await node.StandardInput.WriteAsync(
            new JsonObject { ["schema"] = (schema ?? Schema).DeepClone(), ["records"] = new JsonArray([.. records]) }.ToJsonString());
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return [.. JsonNode.Parse(said)!.AsArray().Select(misfit => (string?)misfit)];
    }
}
