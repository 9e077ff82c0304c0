using System.Text;
using System.Text.Json;
using FrontDoor.App.AcknowledgeAlert;
using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;
using Microsoft.AspNetCore.Http;

namespace FrontDoor.App.Tests;

/// <summary>Somebody acknowledges and closes an alert over HTTP.</summary>
[Collection(nameof(Azurite))]
public sealed class AcknowledgeAlertTests(Azurite azurite) : IDisposable
{
    const string Body = """{ "by": "duty manager CANARYROLE", "reason": "CANARYREASON: Ada Testcase is seen today." }""";
    const string Unknown = "00000000000000000000000000000001";

    readonly TestApp _app = TestApp.On(azurite);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Acknowledged_then_closed_each_once_the_first_holds_and_it_is_resolved_by_one_message()
    {
        var id = await Raised("a1");

        var done = await Answered(id, "ack", Body);
        Assert.Equal(("acknowledged", true, "duty manager CANARYROLE"), (Text(done, "state"), done.GetProperty("changed").GetBoolean(),
            Text(done, "by")));
        Assert.True(done.GetProperty("after_hours").GetDouble() > done.GetProperty("after_working_hours").GetDouble());
        var again = await Answered(id.ToUpperInvariant(), "ACK", """{ "by": "head of service", "reason": "Another." }""");
        Assert.Equal(("acknowledged", false, "duty manager CANARYROLE", Text(done, "at")), (Text(again, "state"),
            again.GetProperty("changed").GetBoolean(), Text(again, "by"), Text(again, "at")));

        await Account.Announced(azurite);
        Assert.True((await Answered(id, "close", Body)).GetProperty("changed").GetBoolean());
        foreach (var action in (string[])["close", "ack"])
        {
            var over = await Answered(id, action, Body);
            Assert.Equal(("closed", false), (Text(over, "state"), over.GetProperty("changed").GetBoolean()));
        }
        var told = Assert.Single(await Account.Announced(azurite));
        var resolved = (await new AlertStore(Account.Store(azurite)).FindWaiting(told, default))!.Document.Notice;
        Assert.Equal((AlertKind.Resolved, id, "999"), (resolved.Kind, resolved.About, resolved.LaCode));
        Assert.DoesNotContain("CANARY", _app.Log.Said, StringComparison.Ordinal); // neither who nor why in the log
    }

    [Theory]
    [InlineData("", "application/json", "a body that is not JSON")]
    [InlineData("{", "application/json", "a body that is not JSON")]
    [InlineData(Body, "text/plain", "a body that is not application/json")]
    [InlineData("[]", "application/json", "JSON that is not an object")]
    [InlineData("null", "application/json", "JSON that is not an object")]
    [InlineData("""{ "reason": "CANARY" }""", "application/json", "by is missing")]
    [InlineData("""{ "by": " ", "reason": "CANARY" }""", "application/json", "by is missing")]
    [InlineData("""{ "by": "duty manager" }""", "application/json", "reason is missing")]
    [InlineData("""{ "by": "duty manager", "reason": 7 }""", "application/json", "reason is missing")]
    [InlineData("""{ "by": "duty manager", "reason": "CANARY", "CANARY": 1 }""", "application/json", "a key other than by and reason")]
    [InlineData("""{ "by": "a", "by": "b", "reason": "CANARY" }""", "application/json", "a key twice")]
    public async Task A_wrong_body_is_told_what_was_found_expected_and_next_and_changes_nothing(string body, string type, string found)
    {
        var id = await Raised("b2");

        var (status, said) = await Post(id, "ack", body, type);

        Assert.Equal(400, status);
        var fault = JsonDocument.Parse(said).RootElement;
        Assert.StartsWith(found, Text(fault, "found"), StringComparison.Ordinal);
        Assert.All((string[])["error", "expected", "next"], name => Assert.NotEmpty(Text(fault, name)!));
        Assert.DoesNotContain("CANARY", said, StringComparison.Ordinal);
        Assert.Null(await Account.Store(azurite).Read(Containers.Restricted, $"alerts/{id}/acknowledged.json", default));
    }

    [Theory]
    [InlineData(Unknown, "ack", "NO_SUCH_ALERT")]
    [InlineData("CANARY", "ack", "NO_SUCH_ALERT")]
    [InlineData(Unknown, "CANARY", "NO_SUCH_ACTION")]
    public async Task What_is_not_there_is_404(string id, string action, string error)
    {
        var (status, said) = await Post(id, action, Body);

        Assert.Equal(404, status);
        Assert.Equal(error, Text(JsonDocument.Parse(said).RootElement, "error"));
        Assert.DoesNotContain("CANARY", said, StringComparison.Ordinal);
    }

    /// <summary>An alert of yesterday morning, as a commit leaves it.</summary>
    async Task<string> Raised(string start)
    {
        var id = start + Guid.NewGuid().ToString("n")[2..];
        await new AlertStore(Account.Store(azurite)).Add(
            Given.Notice(id) with { LaCode = "999", RaisedAt = TimeProvider.System.GetUtcNow().AddHours(-100) }, default);
        return id;
    }

    async Task<JsonElement> Answered(string id, string action, string body)
    {
        var (status, said) = await Post(id, action, body);
        Assert.Equal(200, status);
        Assert.DoesNotContain("CANARYREASON", said, StringComparison.Ordinal);
        return JsonDocument.Parse(said).RootElement;
    }

    async Task<(int Status, string Body)> Post(string id, string action, string body, string type = "application/json")
    {
        var http = new DefaultHttpContext
        {
            Request = { Method = "POST", ContentType = type,
            Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) }
        };
        var (status, answered, said) =
            await TestApp.Answer(await _app.Function<AcknowledgeAlertFunction>().Run(http.Request, id, action, default));
        Assert.Equal("application/json; charset=utf-8", answered);
        return (status, said);
    }

    static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
