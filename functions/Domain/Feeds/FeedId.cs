using System.Text.RegularExpressions;

namespace FrontDoor.Domain.Feeds;

/// <summary>A feed's name: the agency that sends it and what it carries, written <c>police/domestic-abuse</c>.</summary>
public readonly record struct FeedId(string Agency, string Name)
{
    /// <summary>Each has a landing container of its own.</summary>
    public static readonly IReadOnlyList<string> Agencies = ["police", "health", "education", "council"];

    /// <summary>How one is written, as a regular expression.</summary>
    public static string Pattern { get; } = $"^({string.Join('|', Agencies)})/[a-z][a-z0-9-]*$";

    public static bool IsName(string text) => Regex.IsMatch(text, Pattern);

    public static FeedId Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 && text.IndexOf('/', slash + 1) < 0
            ? new FeedId(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not a feed's name; expected agency/feed, for instance police/domestic-abuse.");
    }

    public override string ToString() => $"{Agency}/{Name}";
}
