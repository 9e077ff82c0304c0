using System.Runtime.InteropServices;

namespace FrontDoor.Cli.Stack;

/// <summary>Stops a command like Ctrl-C when its terminal is closed.</summary>
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
