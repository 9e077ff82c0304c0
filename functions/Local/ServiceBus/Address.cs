namespace FrontDoor.Local.ServiceBus;

/// <summary>Addresses as they are compared: without case, escapes and outer slashes.</summary>
static class Address
{
    public const string Cbs = "$cbs";
    public const string Management = "/$management";

    public static string Of(string? address) => Uri.UnescapeDataString(address ?? "").Trim('/').ToLowerInvariant();
}
