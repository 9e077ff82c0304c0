using System.Collections.Immutable;
using System.Text;
using Azure;
using FrontDoor.App.Hosting;
using FrontDoor.App.Invocations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests;

/// <summary>Where every failure ends: in a code that the host may log, and in a log that tells of nobody.</summary>
public sealed class InvocationMiddlewareTests : IDisposable
{
    static readonly Exception[] s_faults =
    [
        new IOException("/tmp/ZEBEDEE QUILL 2012.csv is gone", new FileNotFoundException("ZEBEDEE")),
        new RequestFailedException(503, "ZEBEDEE QUILL 2012.csv: busy", "ServerBusy", new TimeoutException("ZEBEDEE")),
        new InvalidOperationException("row 7: ZEBEDEE"),
        new AggregateException("ZEBEDEE", new HttpRequestException("ZEBEDEE")),
        new FormatException("ZEBEDEE"),
        new OperationCanceledException("ZEBEDEE"), // not the host's doing: a time-out of ours
    ];

    readonly RecordedLog _log = new();
    readonly ILoggerFactory _logging;
    readonly InvocationMiddleware _middleware;

    public InvocationMiddlewareTests()
    {
        _logging = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _middleware = new InvocationMiddleware(TimeProvider.System, _logging.CreateLogger<InvocationMiddleware>());
    }

    public void Dispose() => _logging.Dispose();

    [Fact]
    public async Task No_message_of_an_exception_reaches_the_host_or_the_log()
    {
        foreach (var fault in s_faults)
        {
            var failed = await Assert.ThrowsAsync<FunctionFailedException>(() =>
                _middleware.Invoke(new Context("queueTrigger"), _ => throw fault));

            Assert.Null(failed.InnerException); // the worker would send it on
            Assert.Empty(failed.Data);
            Assert.DoesNotContain(Golden.Canary, failed.ToString(), StringComparison.Ordinal);
            Assert.Contains(FailureCode.Cause(fault).GetType().Name, _log.Events[^1].Text, StringComparison.Ordinal);
        }
        Assert.Equal(s_faults.Length, _log.Events.Count);
        Assert.DoesNotContain(Golden.Canary, _log.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_storage_answered_is_told_by_its_codes_and_causes_by_their_types()
    {
        var failed = await Assert.ThrowsAsync<FunctionFailedException>(() =>
            _middleware.Invoke(new Context("queueTrigger"), _ => throw s_faults[1]));

        Assert.Equal("STORAGE_503_ServerBusy", failed.Code);
        Assert.StartsWith("STORAGE_503_ServerBusy: ", failed.Message, StringComparison.Ordinal);
        Assert.StartsWith("ReceiveFile failed: STORAGE_503_ServerBusy, RequestFailedException < TimeoutException; ",
            Assert.Single(_log.Events).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_workers_invoker_wrapped_is_told_as_the_function_threw_it()
    {
        var failed = await Assert.ThrowsAsync<FunctionFailedException>(() =>
            _middleware.Invoke(new Context("queueTrigger"), _ => throw new AggregateException(new AggregateException(s_faults[1]))));

        Assert.Equal("STORAGE_503_ServerBusy", failed.Code);
        Assert.StartsWith("ReceiveFile failed: STORAGE_503_ServerBusy, RequestFailedException < TimeoutException; ",
            Assert.Single(_log.Events).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // as the worker's invoker wraps it
    public async Task A_function_the_host_cancels_is_no_fault_but_is_not_done_either(bool wrapped)
    {
        using var drained = new CancellationTokenSource();
        await drained.CancelAsync();

        var failed = await Assert.ThrowsAsync<FunctionFailedException>(
            () => _middleware.Invoke(
                new Context("queueTrigger") { Cancellation = drained.Token },
                    _ => wrapped ? throw new AggregateException(new TaskCanceledException()) : Task.FromCanceled(drained.Token)));

        Assert.Equal("CANCELLED", failed.Code); // a success would delete the message
        Assert.Equal(2, Assert.Single(_log.Events).Id);
    }

    [Fact]
    public async Task Over_HTTP_a_failure_is_answered_in_JSON_by_its_code()
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Response = { Body = new MemoryStream() }
        };

        await _middleware.Invoke(new Context("httpTrigger") { Items = { ["HttpRequestContext"] = http } }, _ => throw s_faults[1]);

        Assert.Equal((500, "application/json; charset=utf-8"), (http.Response.StatusCode, http.Response.ContentType));
        Assert.Equal("""{"error":"STORAGE_503_ServerBusy"}""", Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()));
        Assert.Equal(3, Assert.Single(_log.Events).Id);
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_the_callers_fault()
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };

        await _middleware.Invoke(
            new Context("httpTrigger") { Items = { ["HttpRequestContext"] = http } },
                _ => throw new BadHttpRequestException("ZEBEDEE", StatusCodes.Status413PayloadTooLarge));

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, http.Response.StatusCode);
    }

    [Fact]
    public async Task Every_event_of_an_invocation_bears_its_id_and_that_of_its_message()
    {
        var log = _logging.CreateLogger("FrontDoor.App.Within");

        await _middleware.Invoke(
            new Context("queueTrigger") { Data = { ["Id"] = "m-1", ["DequeueCount"] = "3", ["QueueTrigger"] = Golden.Canary } }, _ =>
        {
            log.Passed("already processed");
            return Task.CompletedTask;
        });

        var said = Assert.Single(_log.Events).Values;
        Assert.Equal(("i-1", "ReceiveFile", "m-1", "3"), (said["InvocationId"], said["Function"], said["MessageId"], said["Delivery"]));
        Assert.DoesNotContain(Golden.Canary, _log.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_route_nothing_is_taken_for_the_id_of_a_message()
    {
        await Assert.ThrowsAsync<FunctionFailedException>(() =>
            _middleware.Invoke(new Context("httpTrigger") { Data = { ["Id"] = Golden.Canary } }, _ => throw s_faults[2]));

        Assert.DoesNotContain(Golden.Canary, _log.Said, StringComparison.Ordinal);
    }

    sealed class Context(string trigger) : FunctionContext
    {
        public Dictionary<string, object?> Data { get; } = [];
        public CancellationToken Cancellation { get; init; }
        public override string InvocationId => "i-1";
        public override string FunctionId => "f-1";
        public override TraceContext TraceContext => throw new NotSupportedException();
        public override BindingContext BindingContext => new Bound(Data);
        public override RetryContext RetryContext => throw new NotSupportedException();
        public override IServiceProvider InstanceServices { get; set; } = new ServiceCollection().BuildServiceProvider();
        public override FunctionDefinition FunctionDefinition { get; } = new Definition(trigger);
        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
        public override IInvocationFeatures Features => throw new NotSupportedException();
        public override CancellationToken CancellationToken => Cancellation;
    }

    sealed class Bound(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    sealed class Definition(string trigger) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];
        public override string PathToAssembly => "";
        public override string EntryPoint => "";
        public override string Id => "f-1";
        public override string Name => "ReceiveFile";
        public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
            ImmutableDictionary<string, BindingMetadata>.Empty.Add("message", new Binding(trigger));
        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    sealed class Binding(string type) : BindingMetadata
    {
        public override string Name => "message";
        public override string Type => type;
        public override BindingDirection Direction => BindingDirection.In;
    }
}
