using System.Text;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests;

/// <summary>Where every fault ends: in an answer the host can take and a log that tells of nobody.</summary>
public sealed class EnvelopeTests
{
    static readonly Exception[] faults =
    [
        new IOException("/tmp/ZEBEDEE QUILL 2012.csv is gone", new FileNotFoundException("ZEBEDEE")),
        new RequestFailedException(503, "ZEBEDEE QUILL 2012.csv: busy", "ServerBusy", new TimeoutException("ZEBEDEE")),
        new InvalidOperationException("row 7: ZEBEDEE"),
        new AggregateException("ZEBEDEE", new HttpRequestException("ZEBEDEE")),
        new OperationCanceledException("ZEBEDEE"), // not the host's leaving: a time-out of ours
    ];

    [Fact]
    public async Task No_message_of_an_exception_is_answered_or_logged()
    {
        foreach (var fault in faults)
        {
            var (status, body, said) = await Around(_ => throw fault);

            Assert.Equal(500, status);
            Assert.StartsWith("{\"error\":\"", body, StringComparison.Ordinal);
            Assert.Contains(fault.GetType().Name, said, StringComparison.Ordinal);
            Assert.DoesNotContain("ZEBEDEE", body + said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_fault_of_storage_is_told_by_its_codes() =>
        Assert.Contains("STORAGE_503_ServerBusy", (await Around(_ => throw faults[1])).Said, StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_answer_becomes_a_failure_for_on_that_the_host_would_wait()
    {
        var (status, body, _) = await Around(_ => Task.CompletedTask);

        Assert.Equal(500, status);
        Assert.Contains("NOT_SERVED", body, StringComparison.Ordinal);
    }

    static async Task<(int Status, string Body, string Said)> Around(RequestDelegate next)
    {
        var body = new MemoryStream();
        var log = new Remembered();
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        http.Response.Body = body;
        await Envelope.Around(http, next, log);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), log.Said.ToString());
    }

    sealed class Remembered : ILogger
    {
        public StringBuilder Said { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> format) =>
            Said.AppendLine(format(state, fault)).Append(fault);
    }
}
