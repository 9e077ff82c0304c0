using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests;

/// <summary>A Service Bus topic that keeps to the REST contract and refuses whoever does not; what it answers can be scripted.</summary>
sealed class ServiceBusDouble : IAsyncDisposable
{
    public const string KeyName = "send-alerts";
    public const string Key = "bm90IGEgcmVhbCBrZXk="; // signs as it stands here, not decoded
    public const string Token = "header.payload.signature";

    /// <summary>Answers never, and takes the message before it falls silent: the sending is in doubt.</summary>
    public const int TakenThenSilent = 0;

    const string Batch = "application/vnd.microsoft.servicebus.json";

    readonly WebApplication _server;
    readonly CancellationTokenSource _end = new();

    ServiceBusDouble(WebApplication server) => _server = server;

    /// <summary>What to answer next, before anything is looked at; when there is nothing more, the contract decides.</summary>
    public ConcurrentQueue<(int Status, string? RetryAfter)> Script { get; } = new();

    /// <summary>Messages a subscriber would get.</summary>
    public ConcurrentQueue<Taken> Messages { get; } = new();

    /// <summary>Second sendings that duplicate detection dropped.</summary>
    public ConcurrentQueue<string> Duplicates { get; } = new();

    /// <summary>Everything that broke the contract.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public int Requests { get; private set; }

    public Uri Topic => new(Endpoint, "alerts");

    public Uri Endpoint => new(_server.Urls.Single());

    public static async Task<ServiceBusDouble> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var bus = new ServiceBusDouble(builder.Build());
        bus._server.Run(bus.Answer);
        await bus._server.StartAsync();
        return bus;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _server.DisposeAsync();
        _end.Dispose();
    }

    async Task Answer(HttpContext http)
    {
        Requests++;
        var scripted = Script.TryDequeue(out var next);
        if (scripted && next.Status != TakenThenSilent)
        {
            if (next.RetryAfter is { } after) http.Response.Headers.RetryAfter = after;
            http.Response.StatusCode = next.Status;
            return;
        }
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        http.Response.StatusCode = Judge(http.Request, body);
        if (scripted) await Task.Delay(Timeout.Infinite, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    int Judge(HttpRequest request, string body)
    {
        if (request.Method != "POST" || request.Path != "/alerts/messages") return Complain(404, $"{request.Method} {request.Path}");
        if (!Authorized(request)) return Complain(401, "Authorization");
        try
        {
            if (request.ContentType == Batch) TakeBatch(body);
            else if (request.ContentType?.StartsWith(Batch, StringComparison.Ordinal) == true) return Complain(400, "a charset makes of a batch one message");
            else TakeOne(request, body);
            return 201;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return Complain(400, fault.Message);
        }
    }

    void TakeOne(HttpRequest request, string body)
    {
        var header = request.Headers["BrokerProperties"];
        if (header.Count != 1 || !Ascii.IsValid(header[0])) throw new FormatException("BrokerProperties is not one line of ASCII");
        var facts = new Dictionary<string, string>();
        foreach (var name in (string[])["agency", "feed", "severity"])
        {
            var value = request.Headers[name].ToString();
            if (value is not ['"', .. var inner, '"']) throw new FormatException($"the property {name} is not quoted");
            facts[name] = inner;
        }
        using var properties = JsonDocument.Parse(header[0]!);
        Take(properties.RootElement, facts, request.ContentType, body);
    }

    void TakeBatch(string body)
    {
        using var batch = JsonDocument.Parse(body);
        foreach (var message in batch.RootElement.EnumerateArray())
            Take(message.GetProperty("BrokerProperties"),
                message.GetProperty("UserProperties").EnumerateObject().ToDictionary(fact => fact.Name, fact => fact.Value.GetString()!),
                null, message.GetProperty("Body").GetString()!);
    }

    void Take(JsonElement properties, Dictionary<string, string> facts, string? contentType, string body)
    {
        var id = properties.GetProperty("MessageId").GetString()!;
        if (id.Length is 0 or > 128) throw new FormatException("MessageId has 1 to 128 characters");
        if (Messages.Any(message => message.MessageId == id)) Duplicates.Enqueue(id);
        else Messages.Enqueue(new Taken(id, properties.GetProperty("Label").GetString()!, facts, contentType, body));
    }

    bool Authorized(HttpRequest request)
    {
        var shown = request.Headers.Authorization.ToString();
        if (shown.StartsWith("Bearer ", StringComparison.Ordinal)) return shown == "Bearer " + Token;
        if (!shown.StartsWith("SharedAccessSignature ", StringComparison.Ordinal)) return false;

        var parts = shown["SharedAccessSignature ".Length..].Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{parts["sr"]}\n{parts["se"]}"));
        return Uri.UnescapeDataString(parts["skn"]) == KeyName
            && Uri.UnescapeDataString(parts["sig"]) == Convert.ToBase64String(signature)
            && new Uri(Endpoint, request.Path).AbsoluteUri.StartsWith(Uri.UnescapeDataString(parts["sr"]), StringComparison.Ordinal)
            && long.Parse(parts["se"], CultureInfo.InvariantCulture) > TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
    }

    int Complain(int status, string why)
    {
        Complaints.Enqueue(why);
        return status;
    }
}

/// <summary>One message as a subscriber would get it.</summary>
sealed record Taken(string MessageId, string Label, IReadOnlyDictionary<string, string> Facts, string? ContentType, string Body);
