using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace FrontDoor.Tests;

/// <summary>A storage account of our own for one test run: Azurite on free ports, in a folder that goes with it.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    // the emulator's well-known one
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    readonly string _folder = Directory.CreateTempSubdirectory("azurite-").FullName;
    Process? _process;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node",
        [
            Repository.Path("node_modules", "azurite", "dist", "src", "azurite.js"),
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--location", _folder, "--disableTelemetry", "--skipApiVersionCheck",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var listening = Channel.CreateUnbounded<string>();
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) listening.Writer.TryComplete(
                new InvalidOperationException("Azurite ended; run npm ci in the repository's root first."));
            else if (Listening().Match(line.Data) is { Success: true } found) listening.Writer.TryWrite(found.Groups[1].Value);
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var ports = new List<string>();
        while (ports.Count < 3) ports.Add(await listening.Reader.ReadAsync(patience.Token));
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"successfully listen\w+ (?:at|on) http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
