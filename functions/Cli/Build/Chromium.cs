using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Build;

/// <summary>The browser that the pages are tested in: Debian's, installed where it is missing and that may be done.</summary>
static class Chromium
{
    static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    const string AptGet = "/usr/bin/apt-get", Sudo = "/usr/bin/sudo";

    /// <summary>0 where there is one in the end; else what apt-get ended with, or 1 where nothing can be installed.</summary>
    public static async Task<int> Ready(Action<string> heard, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("FRONT_DOOR_CHROMIUM") is { Length: > 0 } || s_places.Any(File.Exists)) return 0;
        if (!File.Exists(AptGet))
        {
            heard("There is no Chromium, and no apt-get to install it. Install it, or name one in FRONT_DOOR_CHROMIUM.");
            return 1;
        }
        Screen.Say("installing Chromium for the tests of the pages (once)");
        var update = await Apt(["update", "-q"], heard, cancel);
        return update != 0 ? update : await Apt(["install", "-y", "-q", "--no-install-recommends", "chromium"], heard, cancel);
    }

    static Task<int> Apt(IEnumerable<string> arguments, Action<string> heard, CancellationToken cancel) =>
        Environment.UserName == "root" || !File.Exists(Sudo) ? Child.Run(AptGet, arguments, heard, cancel)
        : Child.Run(Sudo, ["-n", AptGet, .. arguments], heard, cancel);
}
