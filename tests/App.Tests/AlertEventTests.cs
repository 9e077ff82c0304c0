using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Every event that can be sent fits docs/alert-event.schema.json, by a validator that nobody here wrote.</summary>
public sealed class AlertEventTests
{
    static readonly JsonSerializerOptions s_layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "alert-event.schema.json")))!;

    [Fact]
    public async Task An_event_of_every_kind_fits_the_published_schema()
    {
        var sent = Enum.GetValues<AlertKind>().Select(kind =>
            Event(Given.Notice() with
            {
                Kind = kind,
                About = kind == AlertKind.Escalated ? "bbbbccccddddaaaabbbbccccddddaaaa" : null,
                To = kind == AlertKind.Escalated ? ["head-of-service"] : null
            })).ToList();
        sent.Add(Event(Given.Notice() with
        {
            Kind = AlertKind.FileSummary,
            SubjectKey = null,
            WorstHours = null,
            Count = 7,
            Severity = Severity.None
        }));
        sent.Add(JsonNode.Parse(AlertEvent.Write(new Alert(Given.Notice(), MayRepeat: true)))!);
        sent.Add(Event(Given.Notice() with
        {
            Kind = AlertKind.Resolved,
            About = "bbbbccccddddaaaabbbbccccddddaaaa",
            LaCode = "999",
            Severity = Severity.None,
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
            With("data", "kind", "gossip"),
            With(null, "type", "frontdoor.notice.gossip.v1"),
            Event(Given.Notice() with { SubjectKey = null }), // late is about one record
            With("data", "severity", "dire"),
            Event(Given.Notice("not a hash")),
            With("data", "child_name", "Ada Testcase"),
            With(null, "data", null),
            Event(Given.Notice() with { Kind = AlertKind.Escalated, To = ["head-of-service"] }), // about which alert?
            With("data", "kind", "file-summary"), // another than the type says
        ];

        Assert.All(await Misfits(wrong), Assert.NotNull);
    }

    [Fact]
    public void By_which_child_alerts_are_joined_is_in_no_event() =>
        Assert.DoesNotContain("c1c2c3c4",
        Encoding.UTF8.GetString(AlertEvent.Write(new Alert(Given.Notice() with { ChildKey = "c1c2c3c4c1c2c3c4c1c2c3c4c1c2c3c4" }))),
            StringComparison.Ordinal);

    /// <summary>An event type and a rule for each kind, in the order of the code's table: a new kind gets the plain rule.</summary>
    [Fact]
    public void The_schema_has_a_type_and_a_rule_for_each_kind()
    {
        var schema = Schema.DeepClone();
        var rules = schema["allOf"]!.AsArray().ToDictionary(rule => (string)rule!["if"]!["properties"]!["type"]!["const"]!,
            rule => rule!.DeepClone());
        schema["properties"]!["type"]!["enum"] =
            new JsonArray([.. AlertKinds.Table.Select(kind => (JsonNode)AlertEvent.TypeOf(kind.Kind))]);
        schema["allOf"] = new JsonArray([.. AlertKinds.Table.Select(kind =>
            rules.GetValueOrDefault(AlertEvent.TypeOf(kind.Kind)) ?? Rule(AlertEvent.TypeOf(kind.Kind), kind.Word))]);
        schema["properties"]!["source"]!["pattern"] = $"^/front-door/({string.Join('|', FeedId.Agencies)})/[a-z][a-z0-9-]*$";
        schema["$defs"]!["notice"]!["properties"]!["agency"]!["enum"] =
            new JsonArray([.. FeedId.Agencies.Select(one => (JsonNode)one)]);
        var path = Repository.Path("docs", "alert-event.schema.json");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1" && !JsonNode.DeepEquals(schema, Schema))
            File.WriteAllText(path, schema.ToJsonString(s_layout) + "\n");

        Assert.True(JsonNode.DeepEquals(schema, JsonNode.Parse(File.ReadAllText(path))),
            "docs/alert-event.schema.json is not what the code says; run the tests with ACCEPT=1.");
    }

    static JsonObject Rule(string type, string kind) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = type } } },
        ["then"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } },
                },
            },
        },
    };

    [Fact]
    public void The_schema_lists_the_kinds_of_the_code_and_no_other() =>
        Assert.Equal(AlertKinds.Table.Select(entry => AlertEvent.TypeOf(entry.Kind)),
        Schema["properties"]!["type"]!["enum"]!.AsArray().Select(type => (string)type!));

    [Fact]
    public async Task The_schema_of_policies_knows_the_kinds_there_are_and_takes_what_the_code_takes()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.Path("functions", "policies", "policy.schema.json")))!;
        var kinds = schema["$defs"]!["alertRule"]!["properties"]!["kinds"]!["items"]!["enum"]!.AsArray()
            .Select(kind => (string)kind!).ToList();
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

        Assert.Equal(AlertKinds.Table.Select(entry => entry.Word).Except(["digest", "escalated"]), kinds); // both are what policies make
        Assert.Equal(AlertKinds.Waiting,
            schema["$defs"]!["escalationStep"]!["properties"]!["kinds"]!["items"]!["enum"]!.AsArray().Select(kind => (string)kind!));
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
