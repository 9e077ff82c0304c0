namespace FrontDoor.Cli.Terminal;

/// <summary>A line on stderr that is removed when its work is done; nothing if stderr is not a terminal.</summary>
sealed class Progress : IDisposable
{
    readonly bool _shown;

    Progress(bool shown) => _shown = shown;

    public static Progress Show(string text)
    {
        if (!Screen.Watched) return new Progress(false);
        var width = Console.WindowWidth > 10 ? Console.WindowWidth - 1 : 79;
        Console.Error.Write(text.Length > width ? text[..width] : text);
        return new Progress(true);
    }

    public void Dispose()
    {
        if (_shown) Console.Error.Write("\r\u001b[2K");
    }
}
