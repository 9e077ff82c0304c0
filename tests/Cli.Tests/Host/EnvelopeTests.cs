using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

public sealed class EnvelopeTests
{
    static readonly MessageFacts s_message = new(
        "800ae4b3-bdd2-4c08-badd-f08e5a34b865", "AgAAAAMAAAAAAAAAAgtnj8x+1QE=", 1,
        At("2026-01-02T03:04:05.9Z"), At("2026-01-09T03:04:05.9Z"), At("2026-01-02T03:14:05.9Z"));

    static readonly InvocationFacts s_invocation = new("IngestBlob", At("2026-01-02T03:04:05.678Z"), Guid.Parse("24ad4c06-24ad-4e5b-8294-3da9714877e9"));

    [Fact]
    public void A_message_of_plain_text_is_wrapped_as_the_host_wraps_it()
    {
        const string expected =
            """{"Data":{"msg":"\"hello \\\"x\\\"\""},"Metadata":{"sys":{"MethodName":"IngestBlob","UtcNow":"2026-01-02T03:04:05.678Z","RandGuid":"24ad4c06-24ad-4e5b-8294-3da9714877e9"},"DequeueCount":"1","ExpirationTime":"2026-01-09T03:04:05+00:00","Id":"\"800ae4b3-bdd2-4c08-badd-f08e5a34b865\"","InsertionTime":"2026-01-02T03:04:05+00:00","NextVisibleTime":"2026-01-02T03:14:05+00:00","PopReceipt":"\"AgAAAAMAAAAAAAAAAgtnj8x+1QE=\""}}""";

        Assert.Equal(expected, Text(Envelope.Queue("msg", "hello \"x\"", s_message, s_invocation)));
    }

    [Fact]
    public void An_event_lays_its_own_properties_over_the_metadata()
    {
        const string blobCreated = """{"subject":"/blobServices/x","eventTime":"2026-01-02T03:04:05.1234567Z","id":"831e1650","list":[1],"none":null,"count":5,"yes":true,"data":{"eTag":"0x8"}}""";

        var metadata = JsonNode.Parse(Envelope.Queue("msg", blobCreated, s_message, s_invocation))!["Metadata"]!.AsObject();

        Assert.Equal("\"831e1650\"", (string?)metadata["Id"]); // the event's id in the place of the message's
        Assert.False(metadata.ContainsKey("id"));
        Assert.Equal("\"01/02/2026 03:04:05\"", (string?)metadata["eventTime"]);
        Assert.Equal("0x8", (string?)metadata["data"]!["eTag"]);
        Assert.Equal("\"5\"", (string?)metadata["count"]);
        Assert.Equal("\"True\"", (string?)metadata["yes"]);
        Assert.False(metadata.ContainsKey("list"));
        Assert.False(metadata.ContainsKey("none"));
    }

    [Theory]
    [InlineData("land")]
    [InlineData("notify")]
    public void It_equals_the_golden_body_that_the_app_is_tested_with(string name)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "Golden", "custom-handler", name + ".json")))!;
        var text = JsonNode.Parse((string)golden["Data"]!["msg"]!)!.GetValue<string>();
        var metadata = golden["Metadata"]!;
        var invocation = new InvocationFacts((string)metadata["sys"]!["MethodName"]!, At((string)metadata["sys"]!["UtcNow"]!), Guid.Parse((string)metadata["sys"]!["RandGuid"]!));
        var message = new MessageFacts(
            Inner(metadata["Id"]), Inner(metadata["PopReceipt"]), long.Parse((string)metadata["DequeueCount"]!, System.Globalization.CultureInfo.InvariantCulture),
            At((string)metadata["InsertionTime"]!), At((string)metadata["ExpirationTime"]!), At((string)metadata["NextVisibleTime"]!));

        var made = JsonNode.Parse(Envelope.Queue("msg", text, message, invocation));

        Assert.True(JsonNode.DeepEquals(golden, made), $"expected {golden.ToJsonString()}\nfound    {made!.ToJsonString()}");
    }

    [Fact]
    public void A_timer_has_no_schedule_status_as_no_monitor_is_kept()
    {
        var body = JsonNode.Parse(Envelope.Timer("myTimer", s_invocation))!;

        Assert.Equal("""{"myTimer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}}""", body["Data"]!.ToJsonString());
    }

    static string Inner(JsonNode? twice) => JsonNode.Parse((string)twice!)!.GetValue<string>();

    static string Text(byte[] body) => Encoding.UTF8.GetString(body);

    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);
}
