using System.Net;

using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>The address people and probes use: /api/ROUTE goes to the app as it came, POST /admin/functions/NAME runs a timer now.</summary>
sealed class HttpFront : IDisposable
{
    readonly HttpListener _listener;
    readonly IReadOnlyList<AppFunction> _functions;
    readonly Invoker _invoker;
    readonly Func<AppFunction, Trigger.Timer, CancellationToken, Task> _runNow;
    readonly HostLog _log;

    public HttpFront(IReadOnlyList<AppFunction> functions, Invoker invoker, Func<AppFunction, Trigger.Timer, CancellationToken, Task> runNow, HostLog log)
    {
        (_functions, _invoker, _runNow, _log) = (functions, invoker, runNow, log);
        (_listener, Address) = FreePort.Listen();
    }

    public Uri Address { get; }

    public async Task Run(CancellationToken cancel)
    {
        await using var stop = cancel.Register(_listener.Stop);
        while (true)
            try
            {
                var call = await _listener.GetContextAsync();
                _ = Answer(call, cancel);
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                cancel.ThrowIfCancellationRequested();
                throw;
            }
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    async Task Answer(HttpListenerContext call, CancellationToken cancel)
    {
        try
        {
            call.Response.StatusCode = await RouteOrSay(call, cancel);
            call.Response.Close(); // to dispose of it would cut the connection, perhaps under the caller's next request
        }
        catch (HttpListenerException gone)
        {
            Say(call, gone);
            call.Response.Abort();
        }
    }

    /// <summary>502: the app gave no answer.</summary>
    async Task<int> RouteOrSay(HttpListenerContext call, CancellationToken cancel)
    {
        try
        {
            return await Route(call, cancel);
        }
        catch (Exception failed) when (failed is HttpRequestException or Complaint or OperationCanceledException)
        {
            Say(call, failed);
            return 502;
        }
    }

    void Say(HttpListenerContext call, Exception failed) =>
        _log.Write(HostLevel.Error, "Host.Http", $"{call.Request.HttpMethod} {call.Request.Url?.AbsolutePath}: {failed.Message}");

    async Task<int> Route(HttpListenerContext call, CancellationToken cancel)
    {
        var path = call.Request.Url!.AbsolutePath;
        if (path.StartsWith("/admin/functions/", StringComparison.OrdinalIgnoreCase) && call.Request.HttpMethod == "POST")
        {
            var timer = _functions.FirstOrDefault(each => each.Name.Equals(path["/admin/functions/".Length..], StringComparison.OrdinalIgnoreCase));
            if (timer?.Trigger is not Trigger.Timer trigger) return 404;
            _ = _runNow(timer, trigger, cancel);
            return 202;
        }

        var found = _functions.Select(each => each.Trigger).OfType<Trigger.Http>()
            .FirstOrDefault(each => each.Serves(path));
        if (found is null || (found.Methods.Count > 0 && !found.Methods.Contains(call.Request.HttpMethod, StringComparer.OrdinalIgnoreCase))) return 404;
        return await Forward(call, cancel);
    }

    async Task<int> Forward(HttpListenerContext call, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Request.HttpMethod), (Uri?)null);
        if (call.Request.HasEntityBody) request.Content = new StreamContent(call.Request.InputStream);
        foreach (var name in call.Request.Headers.AllKeys.OfType<string>().Where(name => !name.Equals("Host", StringComparison.OrdinalIgnoreCase)))
            if (!request.Headers.TryAddWithoutValidation(name, call.Request.Headers[name]))
                request.Content?.Headers.TryAddWithoutValidation(name, call.Request.Headers[name]);
        using var answer = await _invoker.Forward(request, call.Request.Url!.PathAndQuery, cancel);
        call.Response.StatusCode = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType is { } type) call.Response.ContentType = type.ToString();
        await answer.Content.CopyToAsync(call.Response.OutputStream, cancel);
        return (int)answer.StatusCode;
    }
}
