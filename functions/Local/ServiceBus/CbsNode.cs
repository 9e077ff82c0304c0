using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Amqp;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The node $cbs: a client shows a shared access signature for each address before it opens a link to it.</summary>
sealed class CbsNode(string keyName, string key) : RequestNode
{
    const string Scheme = "SharedAccessSignature ";

    readonly ConcurrentDictionary<(AmqpConnection Connection, string Path), DateTimeOffset> _granted = new();

    /// <summary>By the machine's clock, whatever the topic's clock is: the client signs by it.</summary>
    public bool Allows(AmqpConnection connection, string path) => _granted.TryGetValue((connection, path), out var until) && until > TimeProvider.System.GetUtcNow();

    public void Forget(AmqpConnection connection)
    {
        foreach (var grant in _granted.Keys)
            if (grant.Connection == connection) _granted.TryRemove(grant, out _);
    }

    protected override AmqpMessage Answer(AmqpMessage request, string path, AmqpConnection from)
    {
        var audience = Property<string>(request, "name") ?? "";
        var until = request.ValueBody?.Value is string token ? Judge(token, audience) : null;
        if (until is { } end && Uri.TryCreate(audience, UriKind.Absolute, out var resource)) _granted[(from, Address.Of(resource.AbsolutePath))] = end;
        var answer = AmqpMessage.Create();
        answer.ApplicationProperties.Map["status-code"] = until is null ? 401 : 202;
        answer.ApplicationProperties.Map["status-description"] = until is null ? "The signature is not one of the key's, or is too old." : "Accepted";
        return answer;
    }

    /// <summary>How long it holds; null: not at all. The resource signed for must be the one asked for, or what it lies in.</summary>
    DateTimeOffset? Judge(string token, string audience)
    {
        if (!token.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var parts = token[Scheme.Length..].Split('&').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
        if (parts is not { Count: 4 } || !parts.TryGetValue("sr", out var resource) || !parts.TryGetValue("sig", out var signature) || !parts.TryGetValue("se", out var expiry) || !parts.TryGetValue("skn", out var name)) return null;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{expiry}"));
        var holds = Uri.UnescapeDataString(name) == keyName
            && Uri.UnescapeDataString(signature) == Convert.ToBase64String(expected)
            && WithoutScheme(audience).StartsWith(WithoutScheme(Uri.UnescapeDataString(resource)), StringComparison.OrdinalIgnoreCase)
            && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return holds ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(expiry, CultureInfo.InvariantCulture)) : null;
    }

    static string WithoutScheme(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) + 1)..];
}
