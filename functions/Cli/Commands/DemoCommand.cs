using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Stack;
using FrontDoor.Cli.Terminal;
using FrontDoor.Local;

namespace FrontDoor.Cli.Commands;

/// <summary><c>demo</c>: runs the whole pipeline once on the sample feeds, from an empty folder to the list of late records.</summary>
static class DemoCommand
{
    static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public static Command Create()
    {
        var verb = new CliCommand("demo", "Run everything once on the sample files: storage, the app, receipts and the late list",
            "./pipeline demo");
        verb.SetAction((_, cancel) => Terminated.Heeded(Run, cancel));
        return verb;
    }

    static async Task<int> Run(CancellationToken cancel)
    {
        var folder = Path.GetFullPath(Path.Combine("data", "demo"));
        // beside the folder, which is recreated
        using var alone = OneAtATime.Hold("data", "demo", folder, "wait for it to end, or run this one in another copy of the repository");
        await Fill(folder, cancel);
        DemoReport.Show(folder, cancel);
        return ExitCodes.Done;
    }

    /// <summary>Makes the folder anew. One that an earlier demo left is replaced only when this one is done.</summary>
    static async Task Fill(string folder, CancellationToken cancel)
    {
        var fresh = $"{folder}.unfinished";
        Remove(fresh);
        var logPath = Path.Combine(fresh, "host.log");
        try
        {
            using var log = HostLog.To(logPath, TimeProvider.System);
            await AppFolder.Ready(cancel);
            await RunSamples(fresh, log, cancel);
        }
        catch (OperationCanceledException)
        {
            Remove(fresh);
            throw;
        }
        catch
        {
            await Console.Error.WriteLineAsync($"The demo failed. The messages of Azurite, the host and the app are in {logPath}");
            throw;
        }

        Remove(folder);
        Directory.Move(fresh, folder);
    }

    static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    static async Task RunSamples(string folder, HostLog log, CancellationToken cancel)
    {
        var samples = new Samples(Root.At("samples")).Read();
        var scratch = Directory.CreateTempSubdirectory("front-door-demo-");
        try
        {
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            await using var stack = await LocalStack.Start(new LocalStackPlan(scratch.FullName, key, AllowGivenReceipt: true), log, cancel);
            // One after another, in order: two processed at the same time might both count the same records as new.
            foreach (var (before, sample) in samples.Index())
            {
                Screen.Say($"file {before + 1} of {samples.Count}: {sample.File.Landing.Agency}/{sample.File.Landing.Path}");
                await Samples.Drop(stack, sample, cancel);
                await WaitFor(stack, now => now.Done > before, cancel);
            }

            Screen.Say("waiting until all rows are in the lake and all alerts are sent");
            await WaitFor(stack, now => now.Waiting == 0, cancel);
            await using (var mirror = new Mirror(stack, folder)) await mirror.Copy(cancel);
            Screen.Say("stopping");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static async Task WaitFor(LocalStack stack, Func<Arrivals, bool> done, CancellationToken cancel)
    {
        var failure = stack.Failure();
        var last = new Arrivals(-1, 0, 0);
        for (var moved = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(moved) < s_patience;)
        {
            var now = await Arrivals.Look(stack, cancel);
            if (now.Failed > 0)
                throw new CliException($"{now.Failed} files or messages failed for good", "every sample published or refused",
                    "read the log");
            if (done(now)) return;
            if (now != last) (last, moved) = (now, Stopwatch.GetTimestamp());

            if (await Task.WhenAny(failure, Task.Delay(s_lookEvery, cancel)) == failure) await failure;
            cancel.ThrowIfCancellationRequested();
        }

        throw new CliException($"nothing happened for {s_patience.TotalMinutes} minutes; {last.Done} files are done, {last.Waiting} "
            + "alerts wait",
            "every sample published or refused", "read the log");
    }
}
