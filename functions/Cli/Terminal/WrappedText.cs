using System.Text;

namespace FrontDoor.Cli.Terminal;

/// <summary>Wraps text at words to the width of the screen; lines after the first are indented further.</summary>
static class WrappedText
{
    const int Hanging = 2;

    /// <summary>As wide as the terminal; as it is where it goes to a file or a pipe.</summary>
    public static string Of(string text, int indent = 0) => Of(text, indent, Screen.Limit ?? int.MaxValue);

    /// <param name="indent">Spaces before the first line.</param>
    public static string Of(string text, int indent, int width)
    {
        var (lines, used) = (new StringBuilder().Append(' ', indent), indent);
        foreach (var word in text.Split(' '))
        {
            if (used + word.Length > width && used > indent)
            {
                lines.Length--; // the space after the last word
                lines.Append('\n').Append(' ', indent + Hanging);
                used = indent + Hanging;
            }
            lines.Append(word).Append(' ');
            used += word.Length + 1;
        }
        lines.Length--;
        return lines.Append('\n').ToString();
    }
}
