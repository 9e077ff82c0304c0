using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FrontDoor.Stages;

using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>The Service Bus topic of alerts on this machine, over REST as far as the pipeline uses it: sending, peek-lock, complete and abandon. Refuses whoever breaks the documented rules.</summary>
sealed class LocalTopic : IAsyncDisposable
{
    const int LargestRequest = 256 * 1024;

    static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(100);

    readonly HttpListener _listener;
    readonly CancellationTokenSource _end = new();
    readonly LocalTopicPlan _plan;
    readonly TopicLog _log;
    readonly Task _running;

    public LocalTopic(LocalTopicPlan plan)
    {
        (_plan, _log) = (plan, new TopicLog(plan.File, plan.Clock));
        (_listener, Endpoint) = FreePort.Listen(plan.Port == 0 ? null : () => plan.Port);
        _running = Run();
    }

    public Uri Endpoint { get; }

    public Uri Topic => new(Endpoint, Queues.AlertsTopic);

    public IReadOnlyList<BusMessage> Messages => _log.Messages;

    /// <summary>Told of every request: what was asked, what is answered, and why where it broke a rule.</summary>
    public event Action<string, int, string?>? Answered;

    /// <summary>Second sendings that duplicate detection dropped.</summary>
    public event Action<string>? Dropped;

    /// <summary>Ends at once, as a killed program does: whoever waits for an answer gets none.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Abort();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _log.Dispose();
    }

    async Task Run()
    {
        while (!_end.IsCancellationRequested)
            try
            {
                _ = Answer(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                _end.Token.ThrowIfCancellationRequested();
            }
    }

    async Task Answer(HttpListenerContext call)
    {
        try
        {
            if (_plan.Instead is { } instead && await instead(call)) return;
            var (status, complaint) = await Judge(call);
            call.Response.StatusCode = status;
            Answered?.Invoke($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath}", status, complaint);
            call.Response.Close(); // to dispose of it would cut the connection, perhaps under the caller's next request
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            return; // the caller went away, or this ends
        }
    }

    /// <summary>The contract's answer; a reply with a body is written here.</summary>
    public async Task<(int Status, string? Complaint)> Judge(HttpListenerContext call)
    {
        var request = call.Request;
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(_end.Token);
        if (!IsAuthorized(request)) return (401, "Authorization");
        return (request.HttpMethod, request.Url!.AbsolutePath.Trim('/').Split('/')) switch
        {
            ("POST", [Queues.AlertsTopic, "messages"]) => Take(request, body),
            ("POST", [Queues.AlertsTopic, "subscriptions", var name, "messages", "head"]) when IsOne(name) => await Peek(call, name),
            ("DELETE", [Queues.AlertsTopic, "subscriptions", var name, "messages", var sequence, var token]) when IsOne(name) =>
                (_log.Complete(name, long.Parse(sequence, CultureInfo.InvariantCulture), Guid.Parse(token)) ? 200 : 404, null),
            ("PUT", [Queues.AlertsTopic, "subscriptions", var name, "messages", var sequence, var token]) when IsOne(name) =>
                (_log.Abandon(name, long.Parse(sequence, CultureInfo.InvariantCulture), Guid.Parse(token)) ? 200 : 404, null),
            _ => (404, $"{request.HttpMethod} {request.Url.AbsolutePath}"),
        };
    }

    (int, string?) Take(HttpListenerRequest request, string body)
    {
        if (body.Length > LargestRequest) return (403, "larger than 256 KB");
        try
        {
            var messages = BusMessage.Read(request, body);
            foreach (var (at, isNew) in _log.Take(messages).Index())
                if (!isNew) Dropped?.Invoke(messages[at].MessageId);
            return (201, null);
        }
        catch (FormatException fault)
        {
            return (400, fault.Message);
        }
    }

    async Task<(int, string?)> Peek(HttpListenerContext call, string subscription)
    {
        var seconds = int.TryParse(call.Request.QueryString["timeout"], CultureInfo.InvariantCulture, out var given) ? given : 60;
        for (var until = _plan.Clock.GetUtcNow().AddSeconds(seconds); ; await Task.Delay(s_lookEvery, _end.Token))
        {
            if (_log.Peek(subscription) is { } held)
            {
                var response = call.Response;
                response.StatusCode = 201; // before the body, which sends the headers
                response.ContentType = held.Message.ContentType ?? "application/json";
                response.Headers["Location"] = new Uri(Endpoint, $"{Queues.AlertsTopic}/subscriptions/{subscription}/messages/{held.Sequence}/{held.Token}").AbsoluteUri;
                response.Headers["BrokerProperties"] = Properties(held.Sequence, held.Token, held.Deliveries, held.Message);
                foreach (var (name, value) in held.Message.Facts) response.Headers[name] = $"\"{value}\"";
                await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(held.Message.Body), _end.Token);
                return (201, null);
            }
            if (_plan.Clock.GetUtcNow() >= until) return (204, null);
        }
    }

    static string Properties(long sequence, Guid token, int deliveries, BusMessage message)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("MessageId", message.MessageId);
            json.WriteString("Label", message.Label);
            json.WriteString("LockToken", token);
            json.WriteNumber("SequenceNumber", sequence);
            json.WriteNumber("DeliveryCount", deliveries);
            json.WriteEndObject();
        }
        return Encoding.ASCII.GetString(text.ToArray());
    }

    bool IsAuthorized(HttpListenerRequest request)
    {
        var shown = request.Headers["Authorization"];
        return shown?.StartsWith("Bearer ", StringComparison.Ordinal) == true
            ? _plan.Token is { } token && shown == "Bearer " + token
            : BusSignature.Holds(shown, new Uri(Endpoint, request.Url!.AbsolutePath), _plan.KeyName, _plan.Key, _plan.Clock.GetUtcNow());
    }

    static bool IsOne(string name) => Subscription.All.Any(one => one.Name == name);
}

/// <summary>How a local topic is to be.</summary>
/// <param name="File">Where it keeps what it took; null: in memory.</param>
sealed record LocalTopicPlan(string KeyName, string Key, string? File, TimeProvider Clock)
{
    /// <summary>0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>A bearer token that passes; null: none does.</summary>
    public string? Token { get; init; }

    /// <summary>Answers in place of the contract where it returns true: faults, for tests.</summary>
    public Func<HttpListenerContext, Task<bool>>? Instead { get; init; }
}
