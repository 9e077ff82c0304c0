using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Cli.Stack;

/// <summary>The sample files of samples/, each with its receipt time (samples/receipts.json).</summary>
sealed class Samples(string folder)
{
    const string ReceivedAt = "received_at";

    public IReadOnlyList<Sample> Read()
    {
        if (!Directory.Exists(folder))
            throw new CliException($"there is no folder {folder}", "the sample feeds that ship with the pipeline",
                "git status; git checkout samples");
        var moments = Moments();
        var samples = LandingFolder.Walk(folder, null).Files
            .Select(file => new Sample(file, moments.TryGetValue(Relative(file), out var at) ? at : file.ReceivedAt.ToDateTimeOffset()))
            .OrderBy(sample => sample.ReceivedAt).ThenBy(sample => sample.File.Path, StringComparer.Ordinal).ToArray();
        return samples.Length > 0 ? samples
            : throw new CliException($"{folder} has no sample file", "samples/<agency>/<sender>/<feed>/<file>", "git checkout samples");
    }

    public static async Task Drop(LocalStack stack, Sample sample, CancellationToken cancel)
    {
        var landing = sample.File.Landing;
        var blob = stack.Blobs.GetBlobContainerClient(Containers.Landing(landing.Agency)).GetBlobClient(landing.Path);
        var metadata = new Dictionary<string, string>
        {
            [ReceivedAt] =
            sample.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        };
        await blob.UploadAsync(sample.File.Path, new BlobUploadOptions { Metadata = metadata }, cancel);
    }

    Dictionary<string, DateTimeOffset> Moments()
    {
        var path = Path.Combine(folder, "receipts.json");
        if (!File.Exists(path)) return [];
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.EnumerateArray()
            .ToDictionary(each => each.GetProperty("path").GetString()!, each => each.GetProperty(ReceivedAt).GetDateTimeOffset());
    }

    string Relative(DroppedFile file) => Path.GetRelativePath(folder, file.Path).Replace(Path.DirectorySeparatorChar, '/');
}

/// <summary>A sample file and its receipt time.</summary>
sealed record Sample(DroppedFile File, DateTimeOffset ReceivedAt);
