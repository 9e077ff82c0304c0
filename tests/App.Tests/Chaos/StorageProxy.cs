using System.Collections.Concurrent;
using System.Net;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests.Chaos;

/// <summary>A proxy between the clients of blobs and queues and the emulator, on which requests go wrong at random. It passes each on byte
/// for byte; a signature does not cover the port, so it stays valid.</summary>
sealed class StorageProxy : IAsyncDisposable
{
    /// <summary>Of the faults, how many meet every further try of that request as well, so that the client gives up.</summary>
    const double ForGood = 0.06;

    /// <summary>Queues are asked for messages all the time. A lost answer hides messages for ten minutes.</summary>
    const double OfThoseForMessages = 0.1;

    /// <summary>They are few, and everything rests on them.</summary>
    const double OfConditionalWrites = 3;

    static readonly StorageFault[] s_all = Enum.GetValues<StorageFault>(),
        s_forGood = [StorageFault.Busy, StorageFault.Error, StorageFault.NotSent, StorageFault.Unanswered];

    readonly WebApplication _server;
    readonly BlobServiceClient _direct;
    readonly Uri _blobs, _queues;
    readonly Random _random;
    readonly HttpMessageInvoker _storage = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });
    readonly ConcurrentDictionary<string, StorageFault> _lost = new();
    readonly ConcurrentDictionary<StorageFault, int> _faults = new();
    int _requests, _givenUp;

    StorageProxy(string connectionString, int seed)
    {
        (_direct, _random) = (new BlobServiceClient(connectionString), new Random(seed));
        (_blobs, _queues) = (_direct.Uri, new Azure.Storage.Queues.QueueServiceClient(connectionString).Uri);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _server = builder.Build();
        _server.Run(Pass);
    }

    /// <summary>Of all requests, how many go wrong.</summary>
    public double Chance { get; set; }

    /// <summary>The account as it is reached by way of this proxy.</summary>
    public string ConnectionString { get; private set; } = "";

    public int Requests => _requests;

    /// <summary>Requests that no try of the client got through.</summary>
    public int GivenUp => _givenUp;

    /// <summary>How often requests went wrong in each way.</summary>
    public IReadOnlyDictionary<StorageFault, int> Faults => _faults;

    public static async Task<StorageProxy> Start(string connectionString, int seed)
    {
        var proxy = new StorageProxy(connectionString, seed);
        await proxy._server.StartAsync();
        var ports = proxy._server.Urls.Select(url => new Uri(url).Port).ToArray();
        proxy.ConnectionString = connectionString.Replace($":{proxy._blobs.Port}/", $":{ports[0]}/", StringComparison.Ordinal)
            .Replace($":{proxy._queues.Port}/", $":{ports[1]}/", StringComparison.Ordinal);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _storage.Dispose();
    }

    async Task Pass(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var isOfBlobs = context.Connection.LocalPort == new Uri(_server.Urls.First()).Port;
        var address = new Uri((isOfBlobs ? _blobs : _queues).GetLeftPart(UriPartial.Authority)
            + context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new Sent(context.Request, address, body.ToArray());
        await Meet(Draw(context.Request, request, isOfBlobs), request, context);
    }

    async Task Meet(StorageFault? fault, Sent request, HttpContext context)
    {
        switch (fault)
        {
            case StorageFault.NotSent:
                context.Abort();
                return;
            case StorageFault.SentInPart:
                await Xunit.Record.ExceptionAsync(() => _storage.SendAsync(request.Message(inPart: true), default));
                context.Abort();
                return;
            case StorageFault.Busy:
                await Refuse(context, 503, "ServerBusy", "The server is busy.");
                return;
            case StorageFault.Error:
                await Refuse(context, 500, "InternalError", "The server encountered an internal error. Please retry the request.");
                return;
            case StorageFault.Slow:
                await Task.Delay(Next(1000));
                break;
            case StorageFault.Overtaken:
                await Overtake(request.Address);
                break;
            case StorageFault.SentTwice:
                (await _storage.SendAsync(request.Message(), default)).Dispose();
                break;
        }
        using var answer = await _storage.SendAsync(request.Message(), default);
        var content = await answer.Content.ReadAsByteArrayAsync();
        if (fault == StorageFault.Unanswered || context.RequestAborted.IsCancellationRequested) context.Abort();
        else if (fault == StorageFault.ErrorThoughDone) await Refuse(context, 500, "InternalError", "The server encountered an error.");
        else await Answer(context, answer, content, inPart: fault == StorageFault.AnsweredInPart);
    }

    static async Task Answer(HttpContext context, HttpResponseMessage answer, byte[] content, bool inPart)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")) context.Response.Headers[name] = values.ToArray();
        if (content.Length > 0) context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, inPart ? content.Length / 2 : content.Length));
        if (!inPart) return;
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    static async Task Refuse(HttpContext context, int status, string code, string message)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/xml");
        context.Response.Headers["x-ms-error-code"] = code;
        await context.Response.WriteAsync(
            $"""<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>""");
    }

    async Task Overtake(Uri address)
    {
        var place = new BlobUriBuilder(address);
        var blob = _direct.GetBlobContainerClient(place.BlobContainerName).GetBlobClient(place.BlobName);
        try
        {
            var held = (await blob.DownloadContentAsync()).Value;
            await blob.UploadAsync(held.Content, new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfMatch = held.Details.ETag },
                HttpHeaders = new BlobHttpHeaders { ContentType = held.Details.ContentType, ContentHash = held.Details.ContentHash },
                Metadata = held.Details.Metadata,
            });
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            // A true rival was faster.
        }
    }

    /// <summary>Which fault meets this request, if any.</summary>
    StorageFault? Draw(HttpRequest asked, Sent request, bool isOfBlobs)
    {
        var id = asked.Headers["x-ms-client-request-id"].ToString();
        if (Chance == 0) return null;
        if (_lost.TryGetValue(id, out var lost)) return lost;
        var (changes, conditions) = (asked.Method is not ("GET" or "HEAD"), asked.Headers.IfMatch.Count + asked.Headers.IfNoneMatch.Count);
        var possible = s_all.Where(fault => fault switch
        {
            StorageFault.SentTwice => changes,
            StorageFault.Overtaken => isOfBlobs && changes && asked.Headers.IfMatch.Count > 0,
            StorageFault.SentInPart => request.Body.Length > 1,
            StorageFault.ErrorThoughDone => changes,
            _ => true,
        }).ToArray();
        var weight = isOfBlobs && changes && conditions > 0 ? OfConditionalWrites
            : !isOfBlobs && asked.Method == "GET" ? OfThoseForMessages : 1;
        lock (_random)
        {
            if (_random.NextDouble() >= Chance * weight) return null;
            var fault = possible[_random.Next(possible.Length)];
            if (s_forGood.Contains(fault) && _random.NextDouble() < ForGood)
            {
                _lost[id] = fault;
                Interlocked.Increment(ref _givenUp);
            }
            _faults.AddOrUpdate(fault, 1, (_, times) => times + 1);
            return fault;
        }
    }

    int Next(int below)
    {
        lock (_random) return _random.Next(below);
    }

    /// <summary>A request as it came, to be passed on any number of times.</summary>
    sealed class Sent(HttpRequest request, Uri address, byte[] body)
    {
        readonly string _method = request.Method;
        readonly bool _hasBody = request.ContentLength is not null || body.Length > 0;
        readonly (string Name, string[] Values)[] _headers =
        [
            .. request.Headers
                .Where(header => header.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding" or "Expect"))
                .Select(header => (header.Key, header.Value.Select(value => value ?? "").ToArray())),
        ];

        public Uri Address => address;

        public byte[] Body => body;

        public HttpRequestMessage Message(bool inPart = false)
        {
            var message = new HttpRequestMessage(new HttpMethod(_method), address);
            if (_hasBody) message.Content = inPart ? new HalfContent(body) : new ByteArrayContent(body);
            foreach (var (name, values) in _headers)
                if (!message.Headers.TryAddWithoutValidation(name, values)) message.Content?.Headers.TryAddWithoutValidation(name, values);
            return message;
        }
    }

    /// <summary>Announces all of its bytes, and breaks off after half of them.</summary>
    sealed class HalfContent(byte[] content) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(content.AsMemory(0, content.Length / 2));
            await stream.FlushAsync();
            throw new IOException("Cut off.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }
}
