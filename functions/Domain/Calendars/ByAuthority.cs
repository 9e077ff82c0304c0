using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FrontDoor.Domain.Calendars;

/// <summary>A rule that authorities may have of their own, by LA code, with a default for those that gave none.</summary>
sealed class ByAuthority<T>
{
    readonly T _default;
    readonly Dictionary<string, T> _own;

    ByAuthority(T standard, Dictionary<string, T> own) => (_default, _own) = (standard, own);

    /// <param name="laCode">Three digits; null where none is known.</param>
    public T Of(string? laCode) => laCode is not null && _own.TryGetValue(laCode, out var own) ? own : _default;

    /// <param name="what">Of what the rules are, for the errors: "School terms".</param>
    /// <param name="make">Makes the rule of "default" or an LA code from what is written.</param>
    public static ByAuthority<T> From<TWritten>(string what, TWritten standard, IReadOnlyDictionary<string, TWritten> own,
        Func<string, TWritten, T> make)
    {
        if (own.Keys.FirstOrDefault(code => code.Length != 3 || !code.All(char.IsAsciiDigit)) is { } unknown)
            throw new FormatException($"{what} are given for '{unknown}'; expected an LA code of three digits.");
        return new(make("default", standard), own.ToDictionary(one => one.Key, one => make(one.Key, one.Value), StringComparer.Ordinal));
    }
}

/// <summary>A file of rules by authority, read strictly.</summary>
static class AuthorityFile
{
    /// <param name="what">Of what the rules are, for the errors: "School terms".</param>
    public static TFile Read<TFile>(string what, ReadOnlySpan<byte> json, JsonTypeInfo<TFile> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new FormatException($"{what} hold null; expected an object.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{what} cannot be read at {error.Path ?? "$"}, line {error.LineNumber + 1}: expected "
                + $"{string.Join(", ", type.Properties.Select(key => key.Name))}, each once.", error);
        }
    }
}
