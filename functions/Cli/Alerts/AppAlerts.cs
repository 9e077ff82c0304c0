using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Cli.Alerts;

/// <summary>Acknowledges and closes alerts by the app, on this machine or deployed.</summary>
sealed class AppAlerts(Uri app)
{
    /// <summary>The environment variable that holds the app's function key.</summary>
    public const string KeyName = "FRONT_DOOR_APP_KEY";

    static readonly TimeSpan s_atMost = TimeSpan.FromMinutes(2);

    /// <summary>Returns what the app did, in a sentence.</summary>
    /// <param name="action">ack or close.</param>
    /// <exception cref="CliException">The app cannot be reached, or refuses.</exception>
    public async Task<string> Acknowledge(string id, string action, string by, string reason, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = s_atMost };
        if (Environment.GetEnvironmentVariable(KeyName) is { Length: > 0 } key) client.DefaultRequestHeaders.Add("x-functions-key", key);
        using var answer = await Post(client, $"api/alerts/{id}/{action}", by, reason, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new CliException($"{app} takes no request without its function key", $"the key in {KeyName}",
                "az functionapp function keys list shows it to those who may see it");
        var said = await Read(answer, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new CliException(Text(said, "found") ?? $"{app} answered {(int)answer.StatusCode}", Text(said, "expected")
                ?? "an answer of the pipeline's app", Text(said, "next") ?? "see the app's log");
        return Sentence(id, said);
    }

    async Task<HttpResponseMessage> Post(HttpClient client, string path, string by, string reason, CancellationToken cancellationToken)
    {
        try
        {
            return await client.PostAsJsonAsync(new Uri(app, path), new { by, reason }, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new CliException($"{app} cannot be reached: {fault.HttpRequestError}", "the address of an app that runs",
                "see that it runs: its /api/health answers");
        }
    }

    static async Task<JsonElement> Read(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (JsonException)
        {
            return default; // a proxy's page, or nothing: the status says enough
        }
    }

    static string Sentence(string id, JsonElement said)
    {
        var state = Text(said, "state");
        var who = said.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.String
            ? $", by {Text(said, "by")} on {PeopleText.Moment(at.GetDateTimeOffset())}" : "";
        return said.GetProperty("changed").GetBoolean()
            ? string.Create(CultureInfo.InvariantCulture, $"{state}: {id}")
            : $"{state} already{who}; nothing was changed";
    }

    static string? Text(JsonElement said, string name) =>
        said.ValueKind == JsonValueKind.Object && said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString() : null;
}
