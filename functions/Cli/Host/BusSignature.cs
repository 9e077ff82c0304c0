using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FrontDoor.Cli;

/// <summary>A shared access signature as Service Bus takes it: made for a reader, judged for a request.</summary>
static class BusSignature
{
    const string Scheme = "SharedAccessSignature ";

    static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(15);

    public static string Make(Uri resource, string keyName, string key, DateTimeOffset now)
    {
        var expiry = now.Add(s_lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var escaped = Uri.EscapeDataString(resource.AbsoluteUri);
        return $"{Scheme}sr={escaped}&sig={Uri.EscapeDataString(Sign(escaped, expiry, key))}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }

    /// <summary>The resource signed for must be the one asked for, or what it lies in.</summary>
    public static bool Holds(string? shown, Uri asked, string keyName, string key, DateTimeOffset now)
    {
        if (shown?.StartsWith(Scheme, StringComparison.Ordinal) != true) return false;
        var parts = shown[Scheme.Length..].Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        return Uri.UnescapeDataString(parts["skn"]) == keyName
            && Uri.UnescapeDataString(parts["sig"]) == Sign(parts["sr"], parts["se"], key)
            && asked.AbsoluteUri.StartsWith(Uri.UnescapeDataString(parts["sr"]), StringComparison.Ordinal)
            && long.Parse(parts["se"], CultureInfo.InvariantCulture) > now.ToUnixTimeSeconds();
    }

    /// <summary>The key signs as it stands, not decoded.</summary>
    static string Sign(string resource, string expiry, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));
}
