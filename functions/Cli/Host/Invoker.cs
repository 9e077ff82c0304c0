using System.Net.Http.Headers;
using System.Text.Json;

using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>An invocation that the host counts as failed, and why.</summary>
sealed class InvocationFailed(string why) : Exception(why);

/// <summary>Posts an invocation to the app and holds its answer to the host's rules.</summary>
sealed class Invoker(AppProcess app, HostFile host, HostLog log) : IDisposable
{
    const string HostVersion = "4.1037.0.0";

    readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="InvocationFailed">The answer broke a rule, the app died under it, or it took longer than functionTimeout.</exception>
    public async Task Invoke(InvocationFacts invocation, byte[] envelope, CancellationToken cancel)
    {
        var address = await app.Ready(cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, invocation.Function)) { Content = new ByteArrayContent(envelope) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TransferEncodingChunked = true;
        Mark(request, invocation.Id);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(host.FunctionTimeout);
        try
        {
            using var response = await _http.SendAsync(request, patience.Token);
            Check(response, await response.Content.ReadAsByteArrayAsync(patience.Token), invocation.Function);
        }
        catch (HttpRequestException broken)
        {
            await app.Broken(address);
            throw new InvocationFailed($"the connection to the app broke: {broken.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            app.Restart($"{invocation.Function} took longer than functionTimeout ({host.FunctionTimeout})");
            throw new InvocationFailed($"it took longer than functionTimeout ({host.FunctionTimeout}); the app was killed and starts anew");
        }
    }

    /// <summary>A request as it came, for an http trigger with forwarding; any answer is an answer.</summary>
    public async Task<HttpResponseMessage> Forward(HttpRequestMessage request, string pathAndQuery, CancellationToken cancel)
    {
        request.RequestUri = new Uri(await app.Ready(cancel), pathAndQuery);
        Mark(request, Guid.NewGuid());
        return await _http.SendAsync(request, cancel);
    }

    public void Dispose() => _http.Dispose();

    static void Mark(HttpRequestMessage request, Guid id)
    {
        request.Headers.Add("X-Azure-Functions-HostVersion", HostVersion);
        request.Headers.Add("X-Azure-Functions-InvocationId", id.ToString());
        request.Headers.UserAgent.ParseAdd($"Azure-Functions-Host/{HostVersion}");
    }

    void Check(HttpResponseMessage response, byte[] body, string function)
    {
        if (!response.IsSuccessStatusCode)
            throw new InvocationFailed($"the app answered {(int)response.StatusCode}");
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/json"))
            throw body.Length == 0 ? Hang("an empty body") : new InvocationFailed($"the answer's content type is '{response.Content.Headers.ContentType}'; only application/json counts");
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty) throw Hang("an empty body");
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Null) throw Hang("null");
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new InvocationFailed($"the answer is a JSON {json.RootElement.ValueKind}; expected an object");
            Relay(json.RootElement, function);
        }
        catch (JsonException)
        {
            throw new InvocationFailed("the answer is not JSON");
        }
    }

    static InvocationFailed Hang(string answer) =>
        new($"HANG: the app answered {answer}. In Azure this invocation would hang until functionTimeout and then the app would be killed; answer {{}} instead");

    void Relay(JsonElement answer, string function)
    {
        foreach (var member in answer.EnumerateObject().Where(member => member.NameEquals("Logs") || member.Name.Equals("logs", StringComparison.OrdinalIgnoreCase)))
            foreach (var line in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : default)
                log.Write(HostLevel.Information, $"Function.{function}", line.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                    ? throw new InvocationFailed("an item of Logs is no scalar") : line.ToString());
    }
}
