using FrontDoor.Domain;

namespace FrontDoor.App;

/// <summary>The feed contracts this deployment runs by.</summary>
static class Feeds
{
    /// <summary>Those of the folder, or those that ship when none is named; code lists in its folder codes stand before those that ship.</summary>
    public static Contracts Load(string? folder) => folder is null
        ? Contracts.Shipped()
        : Contracts.Parse(In(folder), CodeLists.ShippedWith(In(Path.Combine(folder, "codes"))));

    static IEnumerable<(string Name, byte[] Json)> In(string folder) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)));
}
