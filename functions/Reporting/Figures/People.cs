using System.Globalization;

namespace FrontDoor.Reporting.Figures;

/// <summary>Days and lists as people read them.</summary>
public static class People
{
    const int ShortId = 8;

    /// <summary>"28 Jan 2019".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>So much of an id as is shown and enough to type.</summary>
    public static string Short(string id) => id.Length <= ShortId ? id : id[..ShortId];

    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.#}%");

    /// <summary>The text with a capital.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
