using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests;

/// <summary>One event of the log: its number, and all it says, with every value, scope and exception.</summary>
sealed record LogEvent(string Category, int Id, string Text, IReadOnlyDictionary<string, object?> Values)
{
    public override string ToString() => $"{Category} {Id} {Text} {string.Join(' ', Values)}";
}

/// <summary>All that passes the app's own filter of its log.</summary>
sealed class RecordedLog : ILoggerProvider, ISupportExternalScope
{
    readonly ConcurrentQueue<LogEvent> _events = new();
    IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<LogEvent> Events => [.. _events];

    public string Said => string.Join('\n', Events);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }

    sealed class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> format)
        {
            var values = new Dictionary<string, object?>();
            void Take(object? from)
            {
                foreach (var (name, value) in from as IEnumerable<KeyValuePair<string, object?>> ?? []) values[name] = value;
            }
            log._scopes.ForEachScope((scope, _) => Take(scope), (object?)null);
            Take(state);
            log._events.Enqueue(new LogEvent(category, id.Id, format(state, fault) + fault, values));
        }
    }
}
