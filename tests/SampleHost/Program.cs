// The host as a process of its own, for tests that kill or interrupt it: SampleHost APPFOLDER NAME=VALUE...
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
using var log = new HostLog(TextWriter.Null, TimeProvider.System);
await using var host = new FunctionsHost(new FunctionsHostOptions(args[0], settings), log, TimeProvider.System);
await host.Ready(CancellationToken.None);
Console.WriteLine(host.WorkerId);
await Task.Delay(Timeout.Infinite, interrupted.Token).ContinueWith(_ => { }, TaskScheduler.Default);
