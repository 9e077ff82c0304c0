using System.Collections.Concurrent;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using FrontDoor.App.Storage;
using FrontDoor.Ingestion;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>How many requests to storage an arrival costs, commit and lake together, counted on the wire.</summary>
[Collection(nameof(Azurite))]
public sealed class StorageOperationsTests(Azurite azurite, ITestOutputHelper output) : IDisposable
{
    const int Files = 16, Rows = 5, AtMost = 40;

    readonly Premises _at = new();

    [Fact]
    public async Task An_arrival_costs_fewer_than_forty_requests_and_the_last_no_more_than_the_first()
    {
        Account.Store(azurite);
        var wire = new CountingWire();
        var options = new BlobClientOptions();
        options.AddPolicy(wire, HttpPipelinePosition.PerCall);
        var ingest = _at.Open(new BlobStore(new BlobServiceClient(azurite.ConnectionString, options)));

        await ingest.Commits.Lake.PublishAll(default); // what other tests left in the account

        var (first, second) = (await Burst(ingest, wire, 0), await Burst(ingest, wire, Files));

        Assert.True(first < AtMost, $"{first:0.0} requests an arrival");
        Assert.True(second < AtMost && second < first * 1.2, $"{second:0.0} requests an arrival, {first:0.0} before");
    }

    /// <summary>Files of one sender that come together: each is committed by itself, and they come into the lake together.</summary>
    async Task<double> Burst(IngestFile ingest, CountingWire wire, int from)
    {
        wire.Requests.Clear();
        for (var file = from; file < from + Files; file++)
            await ingest.Run(_at.File(
                Some.PoliceFile([.. Enumerable.Range(1 + file * Rows, Rows).Select(number => Some.Ppn(800_000 + number))]),
                    500 + file / 100.0, $"burst {file}.csv"), default);
        await ingest.Commits.Lake.PublishMarked(all: true, default);
        foreach (var kind in wire.Requests.GroupBy(request => request).OrderByDescending(kind => kind.Count()))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Count() / (double)Files,6:0.00} {kind.Key}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wire.Requests.Count / (double)Files:0.00} in all"));
        return wire.Requests.Count / (double)Files;
    }

    public void Dispose() => _at.Dispose();

    sealed class CountingWire : HttpPipelinePolicy
    {
        public ConcurrentQueue<string> Requests { get; } = [];

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var uri = message.Request.Uri.ToUri();
            var query = uri.Query.Contains("comp=", StringComparison.Ordinal) ? uri.Query.Split("comp=")[1].Split('&')[0] : "";
            Requests.Enqueue($"{message.Request.Method} {query} {string.Join('/', uri.AbsolutePath.Split('/').Skip(2).Take(2))}");
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("Everything is asynchronous.");
    }
}
