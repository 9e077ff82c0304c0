using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>Writes everything that is logged to the host's log, filtered by host.json.</summary>
sealed class HostLoggerProvider(HostLog log) : ILoggerProvider
{
    public static ILoggerFactory Create(HostLog log, HostSettings settings) => LoggerFactory.Create(logging => logging
        .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Worker.Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning)
        .AddFilter("Yarp", LogLevel.Warning).AddFilter("Azure", LogLevel.Error) // it warns about each 404, which the listener handles
        .AddConfiguration(settings.Logging).AddProvider(new HostLoggerProvider(log)));

    public ILogger CreateLogger(string categoryName) => new Logger(log, categoryName);

    public void Dispose() { } // the creator of the log disposes of it

    sealed class Logger(HostLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Write(
            logLevel switch { LogLevel.Warning => HostLevel.Warning, >= LogLevel.Error => HostLevel.Error, _ => HostLevel.Information },
            category, $"{formatter(state, exception)}{(exception is null ? "" : $": {exception}")}");
    }
}
