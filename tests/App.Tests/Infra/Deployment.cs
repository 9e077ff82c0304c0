using System.Text.Json;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>A resource as the compiler says it will be deployed: everything evaluated that can be before the deployment runs.</summary>
/// <param name="Id">An expression where the name can only be told in Azure.</param>
sealed record Deployed(string Type, string Name, string Id, string ApiVersion, JsonElement Body)
{
    /// <summary>The last part of its name: what it is called within its account, namespace or topic.</summary>
    public string Own => Name.Split('/')[^1];

    /// <summary>A value by its path, as text, "True" and "False" for what is so or not; null where there is none.</summary>
    public string? At(string path) => Element(path) is { } value ? value.ToString() : null;

    public JsonElement? Element(string path)
    {
        var at = Body;
        foreach (var name in path.Split('.'))
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        return at;
    }

    public IEnumerable<string> Texts(string path) =>
        Element(path) is { } list ? list.EnumerateArray().Select(item => item.GetString()!) : [];
}

/// <summary>The deployment as it was evaluated last.</summary>
static class Deployment
{
    public static IReadOnlyList<Deployed> Resources { get; } = Read();

    public static IEnumerable<Deployed> Of(string type) =>
        Resources.Where(one => one.Type == type || type[0] == '/' && one.Type.EndsWith(type, StringComparison.Ordinal));

    static List<Deployed> Read()
    {
        using var json = JsonDocument.Parse(GoldenFolder.Sent(Templates.Golden, "deployment.json"));
        return [.. json.RootElement.GetProperty("predictedResources").EnumerateArray().Select(one => one.Clone()).Select(one =>
        {
            string Text(string name) => one.GetProperty(name).GetString()!;
            return new Deployed(Text("type"), Text("name"), Text("id"), Text("apiVersion"), one);
        })];
    }
}
