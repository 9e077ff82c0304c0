using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Stack;

/// <summary>Copies files dropped into landing-AGENCY/SENDER/FEED/ of a folder to the landing containers, once they have stopped
/// growing.</summary>
/// <remarks>Earlier files are recognised by their blobs, so a restart copies nothing twice.</remarks>
sealed class DropWatch(LocalStack stack, string folder)
{
    const string Dropped = "dropped";

    static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(700);

    readonly Dictionary<string, string> _sizes = [];
    readonly Dictionary<string, string> _done = [];

    public async Task Run(CancellationToken cancel)
    {
        for (; ; await Task.Delay(s_lookEvery, cancel))
            foreach (var agency in Containers.Agencies)
                if (new DirectoryInfo(Path.Combine(folder, Containers.Landing(agency))) is { Exists: true } landing)
                    foreach (var file in landing.EnumerateFiles("*", SearchOption.AllDirectories))
                        await Look(agency, Path.GetRelativePath(landing.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/'),
                            file, cancel);
    }

    async Task Look(string agency, string path, FileInfo file, CancellationToken cancel)
    {
        if (LandingFolder.WhyTemporary(path) is not null) return;
        var (key, version) = ($"{agency}/{path}",
            string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}"));
        if (_done.TryGetValue(key, out var done) && done == version) return;
        var stable = _sizes.TryGetValue(key, out var before) && before == version;
        _sizes[key] = version;
        if (!stable) return;
        try
        {
            await Drop(stack.Blobs.GetBlobContainerClient(Containers.Landing(agency)).GetBlobClient(path), file, version, key, cancel);
            _done[key] = version;
        }
        catch (IOException busy)
        {
            Screen.Say($"{key} cannot be read yet: {busy.Message}");
        }
    }

    static async Task Drop(BlobClient blob, FileInfo file, string version, string key, CancellationToken cancel)
    {
        if ((await blob.ExistsAsync(cancel)).Value
            && (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value.Metadata.TryGetValue(Dropped, out var held)
            && held == version) return;
        await blob.UploadAsync(file.FullName, new BlobUploadOptions { Metadata = new Dictionary<string, string> { [Dropped] = version } },
            cancel);
        Screen.Say($"dropped  {key}");
    }
}
