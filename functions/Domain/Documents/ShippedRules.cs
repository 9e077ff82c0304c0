namespace FrontDoor.Domain.Documents;

/// <summary>The files of rules that ship with the pipeline, as they are written: contracts, code lists, calendars and the alert
/// policy.</summary>
public static class ShippedRules
{
    /// <summary>In order of name, such as feeds/domestic-abuse.json.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> All { get; } =
        [.. ((string[])["calendars/", "codes/", "feeds/", "policies/"]).SelectMany(Resources.In)
            .OrderBy(file => file.Name, StringComparer.Ordinal)];
}
