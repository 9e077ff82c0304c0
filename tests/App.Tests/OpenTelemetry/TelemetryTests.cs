using System.Text;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests.OpenTelemetry;

/// <summary>What the built app exports by OpenTelemetry, as a receiver gets it.</summary>
[Collection(nameof(WorkerTests))]
public sealed class TelemetryTests(Azurite azurite)
{
    const string File = "northshire-police/domestic-abuse/ZEBEDEE QUILL traced.csv";

    [Fact]
    public async Task One_late_file_is_one_trace_to_its_alert_with_counts_and_delays_and_no_personal_data()
    {
        using var receiver = new OtlpReceiver();
        await using var bus = await ServiceBusDouble.Start();
        await using var app = await RunningApp.Start(azurite, [("ServiceBus", bus.ConnectionString), .. receiver.Settings]);
        var late = Some.Ppn(910_000) with
        {
            Risk = "High",
            Surname = "Zebedee",
            Forename = "Quill",
            Narrative = "ZEBEDEE was there.",
            Address = "9 Zebedee Way"
        };
        var content = Some.Utf8(Some.PoliceFile(late, Some.Ppn(910_001) with { From = "ZEBEDEE" }));
        await app.Send(Queues.Arrivals, await Dropped.File(azurite, "police", File, content, "2019-02-05T07:02:00Z"));
        var alert = (await bus.Messages(atLeast: 1))[0];
        await app.Until(() => Task.FromResult(receiver.Spans.Any(span => span.Name == "send alert")
            && Names(receiver).IsSupersetOf(["frontdoor.commit_to_alert.duration", "frontdoor.lake.publish_lag"])),
            "the alert's span, and the delays of alert and lake");

        var received = Assert.Single(receiver.Spans, span => span.Name == "function ReceiveFile");
        var trace = receiver.Spans.Where(span => span.TraceId == received.TraceId).ToList();
        foreach (var step in (string[])["ingest file", "read and judge rows", "write and commit", "publish", "send alert"])
            Assert.Contains(trace, span => span.Name == step);
        Assert.Contains(Convert.ToHexStringLower(received.TraceId.ToByteArray()), (string)alert.ApplicationProperties["traceparent"],
            StringComparison.Ordinal);
        var sending = trace.First(span => span.Name == "send alert");
        // which invocation it was
        Assert.Contains(receiver.Spans, span => span.Name == "function SendAlert" && sending.Links.Any(link => link.SpanId == span.SpanId));
        var invocations = receiver.Spans.Select(span => Tag(span.Attributes, "faas.invocation_id")).OfType<string>().ToList();
        Assert.Equal(invocations.Distinct(), invocations); // one span an invocation

        Assert.Contains(receiver.Metrics,
            metric => metric.Name == "frontdoor.files"
                && metric.Sum.Points.Any(point => point.Number == 1 && Tag(point.Attributes, "outcome") == "committed"));
        Assert.Contains(receiver.Metrics,
            metric => metric.Name == "frontdoor.rows"
                && metric.Sum.Points.Any(point => point.Number >= 1 && Tag(point.Attributes, "outcome") == "accepted"));
        Assert.Contains(receiver.Metrics,
            metric => metric.Name == "frontdoor.late" && metric.Sum.Points.Any(point => Tag(point.Attributes, "severity") == "critical"));
        foreach (var delay in (string[])["frontdoor.queue.age", "frontdoor.lake.publish_lag", "frontdoor.commit_to_alert.duration"])
            Assert.Contains(receiver.Metrics,
                metric => metric.Name == delay && metric.Unit == "s"
                    && metric.Histogram.Points.Any(point => point.Count > 0 && point.Sum >= 0));
        Assert.Contains(receiver.Logs,
            record => record.Body.Text.Contains("rows in", StringComparison.Ordinal) && record.TraceId == received.TraceId);

        foreach (var word in (string[])["zebedee", "quill", "testcase", "9 Zebedee Way", "PPN/19", "traced.csv", "landing-police"])
            Assert.DoesNotContain(receiver.Bodies,
                body => Encoding.UTF8.GetString(body).Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    static HashSet<string> Names(OtlpReceiver receiver) => [.. receiver.Metrics.Select(metric => metric.Name)];

    static string? Tag(IEnumerable<KeyValue> tags, string key) => tags.FirstOrDefault(tag => tag.Key == key)?.Value.Text;
}
