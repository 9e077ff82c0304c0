using System.Text.Json;

namespace FrontDoor.Reporting.Access;

/// <summary>Reads the header by which App Service says who signed in. It is only true where App Service answers first and replaces
/// what a caller sent.</summary>
public static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    const int LongestHeader = 64 * 1024;

    /// <summary>Null: the header is absent, or is not one of App Service's.</summary>
    public static Viewer? Read(string? header)
    {
        if (header is not { Length: > 0 and <= LongestHeader }) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, bytes, out var length)) return null;
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var roleType = Text(json.RootElement, "role_typ") ?? "roles";
            var nameType = Text(json.RootElement, "name_typ");
            if (!json.RootElement.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Array) return null;
            var found = claims.EnumerateArray().Where(claim => claim.ValueKind == JsonValueKind.Object)
                .Select(claim => (Type: Text(claim, "typ"), Value: Text(claim, "val"))).Where(claim => claim.Value is not null).ToList();
            return new Viewer(found.FirstOrDefault(claim => claim.Type is "preferred_username"
                || (claim.Type is { } type && type == nameType)).Value,
                [.. found.Where(claim => claim.Type is "roles" || claim.Type == roleType).Select(claim => claim.Value!)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
