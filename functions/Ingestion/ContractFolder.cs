using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Ingestion;

/// <summary>The contracts a deployment runs by: those that ship, and those an operator put in a folder beside them, without a
/// build.</summary>
public static class ContractFolder
{
    /// <param name="folder">Its *.json files are contracts, *.schema.json apart; code lists in its folder codes stand before those that
    /// ship. Null: what ships alone.</param>
    /// <param name="withShipped">False where the folder's contracts stand in place of those that ship.</param>
    /// <exception cref="ContractException">All that is wrong with any of them; two of one feed, and a folder without a contract, are
    /// wrong.</exception>
    public static Contracts Load(string? folder, bool withShipped = true)
    {
        if (folder is null) return Contracts.Shipped;
        var own = In(folder);
        if (own.Count == 0) throw new ContractException([
            new ContractFault(folder, 1, "$", "this folder holds no contract; put one in, as <feed>.json, or do not name the folder.")]);
        return Contracts.Parse(withShipped ? [.. Contracts.ShippedFiles(), .. own] : own, FileFormats.InContracts,
            CodeLists.ShippedWith(In(Path.Combine(folder, "codes"))));
    }

    /// <summary>When alerts are sent: policy/alerts.json of the folder, or what ships.</summary>
    /// <exception cref="ContractException">All that is wrong with it.</exception>
    public static AlertPolicy Policy(string? folder) =>
        folder is not null && Path.Combine(folder, "policy", "alerts.json") is var file && File.Exists(file)
        ? AlertPolicy.Parse("policy/alerts.json", File.ReadAllBytes(file)) : AlertPolicy.Shipped;

    static List<(string Name, byte[] Json)> In(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
}
