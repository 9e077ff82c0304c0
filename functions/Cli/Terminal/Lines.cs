using System.Text;
using Spectre.Console;

namespace FrontDoor.Cli.Terminal;

/// <summary>Writes many lines, with colours on a screen that has them, else as plain text in blocks.</summary>
sealed class Lines(IAnsiConsole to) : IDisposable
{
    const int Block = 1 << 15;

    readonly StringBuilder _plain = new();
    readonly bool _isPlain = !to.Profile.Capabilities.Ansi;

    /// <summary>One line; its first word has a style.</summary>
    public void Write(string first, Style style, string rest)
    {
        Put(first, style);
        Put(rest + "\n", Style.Plain);
    }

    /// <summary>A text, wrapped and indented by this many spaces.</summary>
    public void Below(string text, int indent, Style style)
    {
        var width = Math.Max(1, to.Profile.Width - indent);
        for (var rest = text.AsSpan().Trim(); !rest.IsEmpty;)
        {
            var end = rest.Length <= width ? rest.Length : rest[..(width + 1)].LastIndexOf(' ') is > 0 and var blank ? blank : width;
            Put(string.Concat(new string(' ', indent), rest[..end].TrimEnd(), "\n"), style);
            rest = rest[end..].TrimStart();
        }
    }

    public void Dispose() => Flush();

    void Put(string text, Style style)
    {
        if (!_isPlain)
        {
            to.Write(new Text(text, style));
            return;
        }
        _plain.Append(text);
        if (_plain.Length >= Block) Flush();
    }

    void Flush()
    {
        to.Profile.Out.Writer.Write(_plain);
        _plain.Clear();
    }
}
