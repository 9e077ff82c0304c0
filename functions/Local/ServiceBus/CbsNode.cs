using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Amqp;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The node $cbs: a client shows a shared access signature for each address before it opens a link to it.</summary>
sealed class CbsNode(string keyName, string key) : RequestNode
{
    const string Scheme = "SharedAccessSignature ";

    readonly ConditionalWeakTable<AmqpConnection, ConcurrentDictionary<string, DateTimeOffset>> _granted = [];

    /// <summary>The machine's clock, by which the client signs, whatever clock the topic has.</summary>
    public bool Allows(AmqpConnection connection, string path) =>
        _granted.TryGetValue(connection, out var paths) && paths.TryGetValue(path, out var until)
        && until > TimeProvider.System.GetUtcNow();

    protected override AmqpMessage Answer(AmqpMessage request, string path, AmqpConnection from)
    {
        var audience = Property<string>(request, "name") ?? "";
        var until = request.ValueBody?.Value is string token && token.StartsWith(Scheme, StringComparison.Ordinal)
            ? Judge(token[Scheme.Length..], audience) : null;
        if (until is { } end) _granted.GetOrCreateValue(from)[AmqpFront.Path(new Uri(audience).AbsolutePath)] = end;
        var answer = AmqpMessage.Create();
        answer.ApplicationProperties.Map["status-code"] = until is null ? 401 : 202;
        answer.ApplicationProperties.Map["status-description"] = until is null ? "The signature is not one of the key's, or is too old."
            : "Accepted";
        return answer;
    }

    /// <summary>How long it is valid; null if it is not. It must be signed for the requested resource, or for one that contains
    /// it.</summary>
    DateTimeOffset? Judge(string token, string audience)
    {
        var parts = token.Split('&').Select(part => part.Split('=', 2)).ToLookup(part => part[0], part => part[^1]);
        string Part(string name) => parts[name].FirstOrDefault("");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{Part("sr")}\n{Part("se")}"));
        if (Uri.UnescapeDataString(Part("skn")) != keyName || Uri.UnescapeDataString(Part("sig")) != Convert.ToBase64String(signature))
            return null;
        if (!WithoutScheme(audience).StartsWith(WithoutScheme(Uri.UnescapeDataString(Part("sr"))), StringComparison.OrdinalIgnoreCase))
            return null;
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Part("se"), CultureInfo.InvariantCulture));
        return expires > TimeProvider.System.GetUtcNow() ? expires : null;
    }

    static string WithoutScheme(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) + 1)..];
}
