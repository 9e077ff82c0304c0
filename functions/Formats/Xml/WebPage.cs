using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Xml;

/// <summary>Tells which kind of web page came in place of an export, and a page that was saved as a web archive or an e-mail from other
/// texts.</summary>
static partial class WebPage
{
    const int HeaderLinesAtMost = 60;

    /// <summary>What the page is, in words for its sender.</summary>
    public static string Kind(ReadOnlySpan<byte> page)
    {
        var text = Encoding.Latin1.GetString(page);
        return LogIn().IsMatch(text) ? "a log-in page"
            : text.Contains("<table", StringComparison.OrdinalIgnoreCase) ? "a web page with a table in it"
            : "a web page";
    }

    /// <summary>A text that begins as e-mail does, with lines of headers that say so: a web archive (MHTML), which browsers and Excel save
    /// under other names, or a message.</summary>
    public static Sniffed? Mail(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start);
        if (!Header().IsMatch(text)) return null;
        var headers = text.ReplaceLineEndings("\n").Split('\n').Take(HeaderLinesAtMost).TakeWhile(line => line.Length > 0).ToList();
        if (!headers.Exists(line => line.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase))
            || !headers.TrueForAll(line => line[0] is ' ' or '\t' || Header().IsMatch(line))) return null;
        var isPage = headers.Exists(
            line => line.Contains("multipart/related", StringComparison.OrdinalIgnoreCase)
                || line.StartsWith("Snapshot-Content-Location:", StringComparison.OrdinalIgnoreCase)
                || line.Contains("text/html", StringComparison.OrdinalIgnoreCase));
        return isPage && !headers.Exists(
            line => line.StartsWith("To:", StringComparison.OrdinalIgnoreCase)
                || line.StartsWith("Received:", StringComparison.OrdinalIgnoreCase))
            ? Sniffed.Not(Defects.FileWebArchive, Named().IsMatch(text) ? "a workbook saved as a web archive" : "a web archive")
            : Sniffed.Not(Defects.FileDocument, "an e-mail message");
    }

    [GeneratedRegex("type\\s*=\\s*[\"']?password|\\b(?:log|sign)[ -]?(?:in|on)\\b|\\blogin\\b|session (?:has |is )?(?:expired|timed "
        + "out)|single sign-on|SAMLRequest", RegexOptions.IgnoreCase)]
    private static partial Regex LogIn();

    [GeneratedRegex("\\A[A-Za-z][A-Za-z0-9-]{1,60}:")]
    private static partial Regex Header();

    [GeneratedRegex("X-Document-Type: *Workbook|Excel\\.Sheet|schemas-microsoft-com:office:excel", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
