using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Reporting.Assets;

/// <summary>A style sheet or script of the pages; all are in the assembly, and none comes from elsewhere.</summary>
public sealed partial record Asset(string Name, string ContentType, byte[] Bytes)
{
    const string Fonts = "system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Arial,sans-serif";

    public static FrozenDictionary<string, Asset> All { get; } = new[] { "govuk-frontend.css", "pages.css", "d3.js", "plot.js", "pages.js" }
        .Select(Load).ToFrozenDictionary(asset => asset.Name);

    /// <summary>Of all of them: pages name it, so that a browser keeps what is the same.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(
        SHA256.HashData(All.Values.OrderBy(asset => asset.Name, StringComparer.Ordinal).SelectMany(asset => asset.Bytes).ToArray()))[..12];

    public string Text => Encoding.UTF8.GetString(Bytes);

    static Asset Load(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"assets/{name}")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return name.EndsWith(".js", StringComparison.Ordinal) ? new(name, "text/javascript; charset=utf-8", bytes.ToArray())
            : new(name, "text/css; charset=utf-8", Encoding.UTF8.GetBytes(OurOwn(Encoding.UTF8.GetString(bytes.ToArray()))));
    }

    /// <summary>GOV.UK's typeface and crest are for GOV.UK alone: the sheet without them, in the machine's own fonts.</summary>
    static string OurOwn(string css) => Crest.Replace(FontFace.Replace(css, ""), "none")
        .Replace("GDS Transport,arial,sans-serif", Fonts, StringComparison.Ordinal);

    [GeneratedRegex(@"(/\*! Copyright \(c\) 2011[^*]*\*/)?@font-face\{[^}]*\}")]
    static partial Regex FontFace { get; }

    [GeneratedRegex(@"url\(/assets/images/[^)]*\)")]
    static partial Regex Crest { get; }
}
