using System.Diagnostics;

namespace FrontDoor.Cli.Terminal;

/// <summary>Runs a program to its end; a cancellation kills it and everything it started.</summary>
static class Child
{
    /// <summary>Returns the exit code; each line of both outputs goes to <paramref name="heard"/>.</summary>
    public static async Task<int> Run(string program, IEnumerable<string> arguments, Action<string> heard, CancellationToken cancel)
    {
        using var process = Start(program, arguments, heard);
        try
        {
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    static Process Start(string program, IEnumerable<string> arguments, Action<string> heard)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Root.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Hear(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
                lock (process) heard(line.Data);
        }
    }
}
