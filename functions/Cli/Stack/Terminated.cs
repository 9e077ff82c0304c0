using System.Runtime.InteropServices;

namespace FrontDoor.Cli.Stack;

/// <summary>A closed terminal stops a command as Ctrl-C does.</summary>
static class Terminated
{
    public static async Task<int> Heeded(Func<CancellationToken, Task<int>> run, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        return await run(stop.Token);
    }
}
