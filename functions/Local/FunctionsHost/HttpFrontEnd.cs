using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The public address of the host: routes of http triggers, POST /admin/functions/NAME to run a timer now, GET
/// /admin/host/ping.</summary>
sealed class HttpFrontEnd : ITriggerListener
{
    const string InvocationId = "x-ms-invocation-id"; // the worker uses it to find the invocation of a request

    static readonly TimeSpan s_pingPatience = TimeSpan.FromSeconds(5);

    readonly WebApplication _server;
    readonly WorkerSupervisor _workers;
    readonly Invoker _invoker;
    readonly CancellationToken _drained;
    readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    /// <param name="drained">Cancels running invocations.</param>
    public HttpFrontEnd(WorkerSupervisor workers, Invoker invoker, ILoggerFactory logs, CancellationToken drained)
    {
        (_workers, _invoker, _drained) = (workers, invoker, drained);
        var builder = LoopbackServer.Builder(HttpProtocols.Http1, logs);
        builder.Services.AddHttpForwarder();
        _server = builder.Build();
        _server.MapGet("/admin/host/ping", Ping);
        // also for a wrong method, which is not answered with 405
        _server.Map("/{**any}", () => Results.NotFound()).WithOrder(int.MaxValue);
    }

    public Uri Address => new(_server.Urls.Single());

    public void Map(AppFunction function, string routePrefix)
    {
        var route = string.Join('/', "", routePrefix, function.Trigger.Route ?? function.Name).Replace("//", "/", StringComparison.Ordinal);
        RequestDelegate run = context => Run(context, function);
        if (function.Trigger.Methods is { } methods) _server.MapMethods(route, methods.Select(method => method.ToUpperInvariant()), run);
        else _server.Map(route, run);
    }

    public void Map(AppFunction timer, Func<Task> runNow) => _server.MapPost($"/admin/functions/{timer.Name}", () =>
    {
        _ = runNow();
        return Results.Accepted();
    });

    public Task Start(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        _client.Dispose();
    }

    async Task<IResult> Ping(CancellationToken cancellationToken)
    {
        try
        {
            await (await _workers.Ready(cancellationToken)).Ask(new() { WorkerStatusRequest = new() }, s_pingPatience);
            return Results.Ok();
        }
        catch (Exception silent) when (silent is TimeoutException or InvocationFailedException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Sends the invocation over gRPC and the request itself to the worker at the same time; both must succeed.</summary>
    async Task Run(HttpContext context, AppFunction function)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _drained);
        var worker = await _workers.Ready(cancel.Token);
        var request = Invocation(context, function);
        context.Request.Headers[InvocationId] = request.InvocationId;
        var invoked = _invoker.Invoke(worker, function, request, cancel.Token);
        var forwarded = await context.RequestServices.GetRequiredService<IHttpForwarder>()
            .SendAsync(context, worker.HttpUri!, _client, ForwarderRequestConfig.Empty, HttpTransformer.Default, cancel.Token);
        try
        {
            await invoked;
        }
        catch (InvocationFailedException) when (forwarded != ForwarderError.None)
        {
            // answered 502 by the forwarder
        }
        catch (InvocationFailedException) when (!context.Response.HasStarted)
        {
            context.Response.Clear(); // the worker's own answer is an empty 200
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        catch (InvocationFailedException)
        {
            context.Abort();
        }
    }

    static InvocationRequest Invocation(HttpContext context, AppFunction function)
    {
        var request = function.NewInvocation(new() { Http = new() });
        request.TraceContext = new() { TraceParent = $"{context.Request.Headers.TraceParent}" };
        foreach (var (name, value) in context.Request.Query) request.TriggerMetadata[name] = new() { String = value.ToString() };
        foreach (var (name, value) in context.Request.RouteValues) request.TriggerMetadata[name] = new() { String = $"{value}" };
        request.TriggerMetadata["Query"] = Json(context.Request.Query);
        request.TriggerMetadata["Headers"] = Json(context.Request.Headers);
        return request;
    }

    static TypedData Json(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> pairs) =>
        new() { Json = JsonSerializer.Serialize(pairs.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())) };
}
