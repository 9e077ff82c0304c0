using System.Text.Json;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Fhir;

/// <summary>Looks into FHIR's JSON: an element that is absent, or of another shape than R4 says, is none.</summary>
static class FhirElements
{
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : default;

    /// <summary>The elements of a list; of a single element, itself.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name)
    {
        var found = element.Get(name);
        if (found.ValueKind != JsonValueKind.Array) return found.ValueKind == JsonValueKind.Undefined ? [] : [found];
        return found.EnumerateArray();
    }

    /// <summary>The text of a plain value; null where there is none.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        var found = element.Get(name);
        if (found.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return null;
        var text = found.ValueKind == JsonValueKind.String ? JsonText.Plain(found) : found.GetRawText();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public static string? ResourceType(this JsonElement resource) => resource.Text("resourceType");

    /// <summary>The value of the identifier of a system; of several, one in official use.</summary>
    public static string? Identifier(this JsonElement resource, params ReadOnlySpan<string> systems)
    {
        string? value = null;
        foreach (var identifier in resource.List("identifier"))
            if (systems.Contains(FhirSystems.Of(identifier.Text("system"))) && identifier.Text("use") != "old"
                && (value is null || identifier.Text("use") == "official"))
                value = identifier.Text("value") ?? value;
        return value;
    }

    /// <summary>Every way a CodeableConcept says what it means: its codes, their displays, its text.</summary>
    public static IEnumerable<string> Words(this JsonElement concept)
    {
        foreach (var coding in concept.ValueKind == JsonValueKind.Object && concept.Get("coding").ValueKind == JsonValueKind.Undefined
            ? [concept] : concept.List("coding"))
        {
            if (coding.Text("code") is { } code) yield return code;
            if (coding.Text("display") is { } display) yield return display;
        }
        if (concept.Text("text") is { } text) yield return text;
    }
}
