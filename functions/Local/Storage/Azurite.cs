using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FrontDoor.Local.Storage;

/// <summary>Azurite on free loopback ports, with its data in its own folder. It ends with this program, in whatever way that
/// ends.</summary>
public sealed partial class Azurite : IAsyncDisposable
{
    const string Account = "devstoreaccount1";
    // published by the makers of the emulator, not a secret
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly Process _process;
    bool _isStopped;

    Azurite(Process process, int blobs, int queues) => (_process, ConnectionString) = (process,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{blobs}/{Account};QueueEndpoint=http://127.0.0.1:{queues}/{Account};");

    public string ConnectionString { get; }

    public int Id => _process.Id;

    [GeneratedRegex(@"(?<service>Blob|Queue) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    static partial Regex Listening { get; }

    /// <param name="nodeModules">Where npm installed the package azurite.</param>
    /// <exception cref="ExplainedException">It ended while it was starting.</exception>
    public static async Task<Azurite> Start(string nodeModules, string folder, HostLog log, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var ports = new Dictionary<string, int>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = HowToStart(nodeModules, folder), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) =>
            listening.TrySetException(
            new ExplainedException("Azurite ended while it started", "a running Azurite", "read the log; reinstall it with npm ci"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await listening.Task.WaitAsync(s_patience, cancellationToken);
            return new Azurite(process, ports["Blob"], ports["Queue"]);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }

        void Hear(string? line)
        {
            // the line of each request is of no use
            if (line is null || line.Contains("/devstoreaccount1", StringComparison.Ordinal)) return;
            log.Write(HostLevel.Information, "Azurite", line);
            lock (ports)
                if (Listening.Match(line) is { Success: true } match
                    && ports.TryAdd(match.Groups["service"].Value,
                    int.Parse(match.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)) && ports.Count == 2)
                    listening.TrySetResult();
        }
    }

    /// <summary>Completes when Azurite ends; fails unless it was stopped from here.</summary>
    /// <exception cref="ExplainedException">It ended by itself.</exception>
    public async Task Failure()
    {
        await _process.WaitForExitAsync();
        if (!_isStopped) throw new ExplainedException($"Azurite, the storage of this run, ended with exit code {_process.ExitCode}",
            "storage that answers as long as the run lasts",
                "read the log, then start again: nothing received is lost, and the new run finishes what was begun");
    }

    public async ValueTask DisposeAsync()
    {
        _isStopped = true;
        if (!_process.HasExited)
        {
            _process.StandardInput.Close(); // it saves its data, then ends
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    static ProcessStartInfo HowToStart(string nodeModules, string folder) => OwnSession.Of("node", folder,
    [
        "--require", Path.Combine(AppContext.BaseDirectory, "end-with-parent.cjs"),
            Path.Combine(nodeModules, "azurite", "dist", "src", "azurite.js"),
        "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--disableTelemetry", "--skipApiVersionCheck", "--silent",
        "--location", folder,
    ]);
}
