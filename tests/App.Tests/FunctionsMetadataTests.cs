using System.Text.Json;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.Tests;

/// <summary>What the build tells the host of the functions: their names and what starts each.</summary>
public sealed class FunctionsMetadataTests
{
    static readonly Dictionary<string, JsonElement> s_functions =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppFolder.Path, "functions.metadata"))).RootElement.EnumerateArray()
        .ToDictionary(function => function.GetProperty("name").GetString()!);

    [Fact]
    public void Each_function_has_the_name_of_its_folder_and_class()
    {
        Assert.Equal(
            ["AcknowledgeAlert", "CheckFeedHealth", "CheckOverdue", "Health", "Pages", "PublishReports", "ReceiveFile", "ReceiveFileFailed",
                "RecoverFiles", "SendAlert", "SendAlertFailed"],
            s_functions.Keys.Order(StringComparer.Ordinal));
        Assert.All(s_functions, function =>
            Assert.Equal($"FrontDoor.App.{function.Key}.{function.Key}Function.Run", function.Value.GetProperty("entryPoint").GetString()));
    }

    [Theory]
    [InlineData("ReceiveFile", Queues.Arrivals)]
    [InlineData("SendAlert", Queues.Notices)]
    [InlineData("ReceiveFileFailed", Queues.Arrivals + Queues.PoisonSuffix)]
    [InlineData("SendAlertFailed", Queues.Notices + Queues.PoisonSuffix)]
    public void Each_queue_trigger_listens_where_the_stages_send_by_the_data_account(string function, string queue)
    {
        var trigger = Trigger(function);

        Assert.Equal(("queueTrigger", queue, "DataStorage"), (Text(trigger, "type"), Text(trigger, "queueName"),
            Text(trigger, "connection")));
        Assert.Equal("True", Text(trigger.GetProperty("properties"), "supportsDeferredBinding")); // as a QueueMessage, not as a text alone
    }

    [Theory]
    [InlineData("RecoverFiles", "0 */5 * * * *")]
    [InlineData("CheckOverdue", "30 1 * * * *")]
    [InlineData("CheckFeedHealth", "15 4 * * * *")]
    [InlineData("PublishReports", "45 20 * * * *")]
    public void Timers_run_at_minutes_apart(string function, string schedule) =>
        Assert.Equal(("timerTrigger", schedule), (Text(Trigger(function), "type"), Text(Trigger(function), "schedule")));

    [Theory]
    [InlineData("AcknowledgeAlert", "Function", "post", "alerts/{noticeId}/{action}")] // what comes with a key
    [InlineData("Health", "Anonymous", "get", "health")]
    public void HTTP_functions_answer_one_method_on_one_route(string function, string level, string method, string route)
    {
        var trigger = Trigger(function);

        Assert.Equal(("httpTrigger", level, route), (Text(trigger, "type"), Text(trigger, "authLevel"), Text(trigger, "route")));
        Assert.Equal([method], trigger.GetProperty("methods").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void Pages_answer_without_a_key_as_people_sign_in_before()
    {
        var trigger = Trigger("Pages");

        Assert.Equal(("httpTrigger", "Anonymous", "pages/{*path}"), (Text(trigger, "type"), Text(trigger, "authLevel"),
            Text(trigger, "route")));
        Assert.Equal(["get", "post"], trigger.GetProperty("methods").EnumerateArray().Select(one => one.GetString()));
    }

    static JsonElement Trigger(string function) =>
        Assert.Single(s_functions[function].GetProperty("bindings")
        .EnumerateArray(), binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.Ordinal));

    static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
