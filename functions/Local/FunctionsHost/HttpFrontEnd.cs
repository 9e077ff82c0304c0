using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FrontDoor.Local.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The address people and probes use: http triggers under their routes, POST /admin/functions/NAME to run a timer now, GET /admin/host/ping.</summary>
sealed class HttpFrontEnd : ITriggerListener
{
    const string InvocationId = "x-ms-invocation-id"; // by which the worker finds the invocation a request belongs to

    static readonly TimeSpan s_pingPatience = TimeSpan.FromSeconds(5);

    readonly WebApplication _server;
    readonly string _routePrefix;
    readonly WorkerSupervisor _workers;
    readonly Invoker _invoker;
    readonly CancellationToken _drained;
    readonly IHttpForwarder _forwarder;
    readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });

    /// <param name="drained">Cancels what runs.</param>
    public HttpFrontEnd(string routePrefix, WorkerSupervisor workers, Invoker invoker, ILoggerFactory logs, CancellationToken drained)
    {
        (_routePrefix, _workers, _invoker, _drained) = (routePrefix, workers, invoker, drained);
        var builder = LoopbackServer.Builder(HttpProtocols.Http1, logs);
        builder.Services.AddHttpForwarder();
        _server = builder.Build();
        _forwarder = _server.Services.GetRequiredService<IHttpForwarder>();
        _server.MapGet("/admin/host/ping", Ping);
        _server.Map("/{**any}", () => Results.NotFound()).WithOrder(int.MaxValue); // the Functions host answers a wrong method with 404, not 405
    }

    public Uri Address => LoopbackServer.Address(_server);

    public void Map(AppFunction function, Trigger.Http trigger)
    {
        var route = $"/{_routePrefix}/{trigger.Route}".Replace("//", "/", StringComparison.Ordinal);
        Func<HttpContext, Task> run = context => Run(context, function);
        if (trigger.Methods.Count == 0) _server.Map(route, run);
        else _server.MapMethods(route, trigger.Methods.Select(method => method.ToUpperInvariant()), run);
    }

    public void Map(AppFunction timer, Func<Task> runNow) => _server.MapPost($"/admin/functions/{timer.Name}", () =>
    {
        _ = runNow();
        return Results.Accepted();
    });

    public Task Start(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _client.Dispose();
    }

    async Task<IResult> Ping(CancellationToken cancellationToken)
    {
        try
        {
            var worker = await _workers.Ready(cancellationToken).WaitAsync(s_pingPatience, cancellationToken);
            await worker.Ask(new() { WorkerStatusRequest = new() }, s_pingPatience);
            return Results.Ok();
        }
        catch (Exception silent) when (silent is TimeoutException or WorkerDiedException or ExplainedException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The invocation over gRPC and the request itself go to the worker at once; both must end well.</summary>
    async Task Run(HttpContext context, AppFunction function)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _drained);
        var worker = await _workers.Ready(cancel.Token);
        var request = Invocation(context, function);
        var invoked = _invoker.Invoke(worker, function, request, cancel.Token);
        context.Request.Headers[InvocationId] = request.InvocationId;
        var forwarded = await _forwarder.SendAsync(context, worker.HttpUri!.AbsoluteUri, _client, ForwarderRequestConfig.Empty, HttpTransformer.Default, cancel.Token);
        try
        {
            await invoked;
        }
        catch (InvocationFailedException) when (forwarded == ForwarderError.None)
        {
            if (context.Response.HasStarted) context.Abort();
            else
            {
                context.Response.Clear();
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
        catch (InvocationFailedException)
        {
            // the forwarder has answered 502
        }
    }

    static InvocationRequest Invocation(HttpContext context, AppFunction function)
    {
        var request = function.NewInvocation(new TypedData { Http = new HttpMessage() });
        request.TraceContext = new TraceContext { TraceParent = context.Request.Headers.TraceParent.ToString(), TraceState = context.Request.Headers.TraceState.ToString() };
        foreach (var (name, value) in context.Request.Query) request.TriggerMetadata[name] = new TypedData { String = value.ToString() };
        foreach (var (name, value) in context.Request.RouteValues) request.TriggerMetadata[name] = new TypedData { String = $"{value}" };
        request.TriggerMetadata["Query"] = new TypedData { Json = JsonSerializer.Serialize(context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())) };
        request.TriggerMetadata["Headers"] = new TypedData { Json = JsonSerializer.Serialize(context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())) };
        return request;
    }
}
