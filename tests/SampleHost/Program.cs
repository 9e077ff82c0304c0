// The host as a process of its own, for tests that kill or interrupt it: SampleHost APPFOLDER NAME=VALUE...
// It writes the id of each worker on a line. With HOST_LOG=FILE it writes its log there. It ends with code 1 if it gives up.
using System.Runtime.InteropServices;
using FrontDoor.Local;
using FrontDoor.Local.FunctionsHost;

var settings = args.Skip(1).Select(setting => setting.Split('=', 2)).ToDictionary(setting => setting[0], setting => setting[1]);
using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupted.Cancel();
});
using var log = settings.TryGetValue("HOST_LOG", out var path) ? HostLog.To(path, TimeProvider.System)
    : new HostLog(TextWriter.Null, TimeProvider.System);
await using var host = new FunctionsHost(new FunctionsHostOptions(args[0], settings), log, TimeProvider.System);
await host.Ready(CancellationToken.None);
for (int? known = null; !interrupted.IsCancellationRequested && !host.Failure().IsCompleted; await Task.Delay(20))
    if (host.WorkerId is { } id && id != known) Console.WriteLine(known = id);
return host.Failure().IsFaulted ? 1 : 0;
