using System.Globalization;
using Spectre.Console;

namespace FrontDoor.Cli.Terminal;

/// <summary>The terminal: results go to stdout, everything else to stderr, without colour if there is no terminal or NO_COLOR is
/// set.</summary>
static class Screen
{
    const int WidthWhenPiped = 120, Narrowest = 40;

    public static IAnsiConsole Out() => Make(Console.Out, Console.IsOutputRedirected);

    /// <summary>Progress and remarks.</summary>
    public static void Say(string text) => Console.Error.Write(WrappedText.Of(text, 0, MessageWidth));

    /// <summary>The columns that a line of stderr may have; a file or pipe has each message whole.</summary>
    public static int MessageWidth => Columns ?? (Console.IsErrorRedirected ? int.MaxValue : Math.Max(Narrowest, Console.WindowWidth));

    /// <summary>Whether stderr is a terminal.</summary>
    public static bool Watched => !Console.IsErrorRedirected;

    /// <summary>The columns of stdout; of a file or pipe as COLUMNS says, else 80.</summary>
    public static int Width => Limit ?? 80;

    /// <summary>The columns that a line may have; null where stdout is a file or pipe and COLUMNS says nothing.</summary>
    public static int? Limit => Columns ?? (Console.IsOutputRedirected ? null : Math.Max(Narrowest, Console.WindowWidth));

    static int? Columns =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns >= Narrowest
        ? columns : null;

    static IAnsiConsole Make(TextWriter to, bool piped)
    {
        var plain = piped || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(to),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (piped) screen.Profile.Width = Columns ?? WidthWhenPiped;
        return screen;
    }
}
