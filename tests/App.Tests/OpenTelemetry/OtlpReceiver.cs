using System.Collections.Concurrent;
using System.Net;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests.OpenTelemetry;

/// <summary>An OTLP receiver over HTTP that keeps all it is sent.</summary>
sealed class OtlpReceiver : IDisposable
{
    readonly HttpListener _listener;
    readonly Uri _address;
    readonly ConcurrentQueue<(string Path, byte[] Body)> _sent = new();

    public OtlpReceiver()
    {
        (_listener, _address) = FreePort.Listen();
        _ = Receive();
    }

    /// <summary>Settings under which an app sends everything here, soon.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", _address.AbsoluteUri), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "300"),
    ];

    /// <summary>Every byte that came.</summary>
    public IEnumerable<byte[]> Bodies => _sent.Select(sent => sent.Body);

    public IReadOnlyList<Span> Spans =>
        [.. Of("/v1/traces").Select(Traces.Parser.ParseFrom).SelectMany(sent => sent.Resources).SelectMany(resource => resource.Scopes)
        .SelectMany(scope => scope.Spans)];

    public IReadOnlyList<Metric> Metrics =>
        [.. Of("/v1/metrics").Select(OpenTelemetry.Metrics.Parser.ParseFrom).SelectMany(sent => sent.Resources)
        .SelectMany(resource => resource.Scopes).SelectMany(scope => scope.Metrics)];

    public IReadOnlyList<LogRecord> Logs =>
        [.. Of("/v1/logs").Select(OpenTelemetry.Logs.Parser.ParseFrom).SelectMany(sent => sent.Resources)
        .SelectMany(resource => resource.Scopes).SelectMany(scope => scope.Records)];

    public void Dispose() => _listener.Close();

    IEnumerable<byte[]> Of(string path) => _sent.Where(sent => sent.Path == path).Select(sent => sent.Body);

    async Task Receive()
    {
        while (_listener.IsListening)
            try
            {
                var call = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                _sent.Enqueue((call.Request.Url!.AbsolutePath, body.ToArray()));
                call.Response.ContentType = "application/x-protobuf";
                call.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }
}
