using System.Diagnostics;

namespace FrontDoor.Local;

/// <summary>A child that Ctrl-C in a terminal does not reach, on Linux: this program stops it in its turn. Its streams are this
/// program's.</summary>
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
