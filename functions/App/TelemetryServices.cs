using Azure.Monitor.OpenTelemetry.Exporter;
using FrontDoor.App.Hosting;
using FrontDoor.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FrontDoor.App;

/// <summary>Sends traces, metrics and logs by OpenTelemetry to an OTLP receiver, to Azure Monitor, or to both, as the settings
/// say.</summary>
/// <remarks>Only the worker's invocations and this product's own spans are sent. Spans of the storage clients have blob names, and file
/// names may name people.</remarks>
static class TelemetryServices
{
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        var (otlp, monitor) = (builder.Configuration[Settings.Otlp], builder.Configuration[Settings.AzureMonitor]);
        if (string.IsNullOrEmpty(otlp) && string.IsNullOrEmpty(monitor)) return;

        builder.Logging.AddOpenTelemetry(logging => logging.IncludeScopes = true);
        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource(Telemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name));
        if (!string.IsNullOrEmpty(otlp)) telemetry.UseOtlpExporter();
        if (string.IsNullOrEmpty(monitor)) return;
        telemetry.UseAzureMonitorExporter();
        if (builder.Configuration[Settings.Storage] is null)
            // as for storage: infra/monitoring.bicep turns keys off
            builder.Services.AddOptions<AzureMonitorExporterOptions>()
                .Configure<IServiceProvider>((options, services) => options.Credential = services.Credential(Settings.Storage));
    }
}
