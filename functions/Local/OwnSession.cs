using System.Diagnostics;

namespace FrontDoor.Local;

/// <summary>Starts a child process that Ctrl-C in a terminal does not reach, on Linux; this program stops it itself. It shares this
/// program's streams.</summary>
static class OwnSession
{
    public static ProcessStartInfo Of(string program, string folder, IEnumerable<string> arguments) =>
        new(OperatingSystem.IsLinux() ? "setsid" : program, OperatingSystem.IsLinux() ? arguments.Prepend(program) : arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
