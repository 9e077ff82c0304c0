using System.ComponentModel;
using System.Diagnostics;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>The operating system's side of a worker: started as the Functions host starts one, in a session of its own, and ended with this program however that ends.</summary>
sealed class WorkerProcess : IDisposable
{
    /// <summary>The app setting at which the worker ends when its standard input does: the pipe closes however this program ended.</summary>
    public const string StopWithStandardInput = "StopWithStandardInput";

    readonly Process _process;

    WorkerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <exception cref="ExplainedException">There is no such executable.</exception>
    public static WorkerProcess Start(WorkerConfig config, string workerId, Uri server, IReadOnlyDictionary<string, string> settings, WorkerLog log)
    {
        var process = new Process { StartInfo = HowToStart(config, Arguments(config, workerId, server)) };
        foreach (var (name, value) in settings) process.StartInfo.Environment[name] = value;
        foreach (var (name, value) in HostVariables(config.AppFolder)) process.StartInfo.Environment[name] = value;
        process.OutputDataReceived += (_, line) => log.WriteConsole(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => log.WriteConsole(line.Data, isError: true);
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new ExplainedException($"the worker could not be started: {missing.Message}", $"{config.Executable} on the PATH", "install the .NET 10 runtime");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    public Task Exited() => _process.WaitForExitAsync();

    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    static IEnumerable<string> Arguments(WorkerConfig config, string workerId, Uri server) =>
    [
        .. config.Arguments, config.WorkerPath,
        "--functions-uri", server.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", Guid.NewGuid().ToString(),
        "--functions-grpc-max-message-length", $"{int.MaxValue}",
    ];

    // A session of its own, so that Ctrl-C in a terminal reaches this program alone, which then lets running invocations end.
    static ProcessStartInfo HowToStart(WorkerConfig config, IEnumerable<string> arguments) =>
        new(OperatingSystem.IsLinux() ? "setsid" : config.Executable, OperatingSystem.IsLinux() ? arguments.Prepend(config.Executable) : arguments)
        {
            WorkingDirectory = config.AppFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    static IEnumerable<(string Name, string Value)> HostVariables(string appFolder) =>
    [
        ("FUNCTIONS_APPLICATION_DIRECTORY", appFolder), ("FUNCTIONS_WORKER_DIRECTORY", appFolder), ("AzureWebJobsScriptRoot", appFolder),
        ("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"), ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), (StopWithStandardInput, "true"),
    ];
}
