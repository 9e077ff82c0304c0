using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FrontDoor.App;

/// <summary>Authorization by the key of a shared access policy, for a namespace without identities.</summary>
sealed class SharedAccess(Uri topic, string keyName, string key, TimeProvider clock) : ServiceBusAuthorization
{
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    protected override ValueTask<string> Header(bool fresh, CancellationToken cancel)
    {
        var resource = Uri.EscapeDataString(topic.AbsoluteUri);
        var expiry = clock.GetUtcNow().Add(Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        return ValueTask.FromResult(
            $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn={Uri.EscapeDataString(keyName)}");
    }
}
