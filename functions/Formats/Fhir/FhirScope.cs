using System.Text.Json;

namespace FrontDoor.Formats.Fhir;

/// <summary>What a referral's references can mean: what it contains, its Bundle, the file.</summary>
/// <param name="indexes">The nearest first.</param>
sealed class FhirScope(JsonElement referral, string? fullUrl, IReadOnlyList<FhirIndex> indexes)
{
    /// <summary>
    /// The resource that is referred to. A reference that gives only an identifier, which is enough for an organisation, gives an element
    /// with that identifier
    /// where no resource has it; unresolved all the same where it gives a reference too. None: it is not in the file.
    /// </summary>
    public (JsonElement Resource, bool IsUnresolved) Resolve(JsonElement reference, JsonElement within, string? type = null)
    {
        var name = reference.Text("reference");
        if (name is null && reference.Get("identifier").ValueKind != JsonValueKind.Object) return default;
        if (name is { Length: > 1 } && name[0] == '#')
            return Contained(name[1..], within) is { } contained ? (contained, false) : (default, true);
        var names = name is null ? [] : NamesOf(FhirIndex.Plain(name));
        if (reference.Get("identifier") is { ValueKind: JsonValueKind.Object } identifier && identifier.Text("value") is { } value)
            names = [.. names, $"{reference.Text("type") ?? type}|{FhirSystems.Of(identifier.Text("system"))}|{value}"];
        foreach (var index in indexes)
            foreach (var each in names)
                if (index.Find(each) is { } found) return (found, false);
        return reference.Get("identifier").ValueKind == JsonValueKind.Object ? (reference, name is not null) : (default, true);
    }

    /// <summary>The resources that say they are about this one.</summary>
    public IEnumerable<JsonElement> About(JsonElement resource, string? url)
    {
        string?[] names = [url, resource.Text("id") is { } id ? $"{resource.ResourceType()}/{id}" : null];
        return indexes.SelectMany(index => names.OfType<string>().Distinct().SelectMany(index.About));
    }

    /// <summary>Those about the referral itself.</summary>
    public IEnumerable<JsonElement> AboutReferral() => About(referral, fullUrl);

    JsonElement? Contained(string id, JsonElement within)
    {
        foreach (var resource in within.List("contained").Concat(referral.List("contained")))
            if (resource.Text("id") == id) return resource;
        return null;
    }

    /// <summary>As written; below the server the referral came from; by type and id alone.</summary>
    string[] NamesOf(string reference)
    {
        if (reference.Contains(':', StringComparison.Ordinal))
            return FhirIndex.LastTwo(reference) is { } last ? [reference, FhirIndex.Anywhere(last)] : [reference];
        var server = fullUrl is not null && fullUrl.StartsWith("http", StringComparison.Ordinal)
            && fullUrl.Split('/') is { Length: > 4 } parts ? string.Join('/', parts[..^2]) : null;
        return server is null ? [reference] : [$"{server}/{reference}", reference];
    }
}
