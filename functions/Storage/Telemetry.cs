using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;

namespace FrontDoor.Storage;

/// <summary>Every span and measurement of the pipeline. A tag is an agency, a feed of the contracts, an outcome or a severity: never a
/// sender's path, a name, a key or a value of a row.</summary>
public static class Telemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "FrontDoor";

    /// <summary>The meter of every measurement.</summary>
    public static Meter Meter { get; } = new(Name);

    static readonly ActivitySource s_source = new(Name);

    static readonly Histogram<double> s_commitToAlert =
        Delay("frontdoor.commit_to_alert.duration", "From the commit of an alert to its sending");
    static readonly Histogram<double> s_queueAge = Delay("frontdoor.queue.age", "Time a message waited in its queue before it was taken");
    static readonly Histogram<double> s_publishLag =
        Delay("frontdoor.lake.publish_lag", "From the commit of a file to the moment all its tables are in the lake");

    static readonly Gauge<long> s_waiting =
        Meter.CreateGauge<long>("frontdoor.files.waiting", "{file}", "Files in landing that are not dealt with, when they were last "
            + "looked for");
    static readonly Gauge<double> s_oldestWaiting =
        Meter.CreateGauge<double>("frontdoor.files.oldest_waiting", "s", "How long the oldest of them has waited; 0 where none waits");

    /// <summary>A span for a step of the work on a file or an alert; null if nothing listens.</summary>
    public static Activity? Start(string step) => s_source.StartActivity(step);

    /// <summary>Continues the trace in a message, linked to the invocation that the message started; null if it has none.</summary>
    /// <param name="traceParent">A W3C trace context.</param>
    public static Activity? Continue(string step, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context)
            ? s_source.StartActivity(step, ActivityKind.Consumer, context,
            links: Activity.Current is { } invocation ? [new ActivityLink(invocation.Context)] : null)
            : null;

    /// <summary>Records that all tables of a committed file are visible.</summary>
    public static void Published(TimeSpan sinceCommit) => s_publishLag.Record(sinceCommit.TotalSeconds);

    /// <summary>Records how many files wait in landing, and how long the oldest of them has.</summary>
    public static void Waiting(int files, TimeSpan oldest)
    {
        s_waiting.Record(files);
        s_oldestWaiting.Record(oldest.TotalSeconds);
    }

    /// <summary>Records that an alert was sent.</summary>
    public static void Alerted(string kind, TimeSpan sinceCommit) =>
        s_commitToAlert.Record(sinceCommit.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Records that a message was read from a queue.</summary>
    public static void Taken(string function, TimeSpan age) =>
        s_queueAge.Record(age.TotalSeconds, new KeyValuePair<string, object?>("function", function));

    /// <summary>A duration in seconds.</summary>
    public static Histogram<double> Delay(string name, string description) =>
        Meter.CreateHistogram(name, "s", description, advice: s_seconds);

    /// <summary>From a tenth of a second to four weeks.</summary>
    static readonly InstrumentAdvice<double> s_seconds =
        new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400, 604800, 2419200] };
}
