using System.Text.Json;

namespace FrontDoor.Domain;

/// <summary>Every feed the pipeline knows, loaded strictly from its contracts.</summary>
public sealed class Contracts
{
    const string Strictness = "Every key is one of functions/feeds/contract.schema.json, stands once and is spelled as there; none it requires is missing.";

    readonly Dictionary<FeedId, Feed> _feeds;

    Contracts(IEnumerable<Feed> feeds) => _feeds = feeds.ToDictionary(feed => feed.Id);

    /// <summary>In order of name.</summary>
    public IEnumerable<Feed> Feeds => _feeds.Values.OrderBy(feed => feed.Id.ToString(), StringComparer.Ordinal);

    public Feed? Find(FeedId id) => _feeds.GetValueOrDefault(id);

    /// <summary>The contracts that ship with the pipeline.</summary>
    public static Contracts Shipped()
    {
        var assembly = typeof(Contracts).Assembly;
        return Parse(
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith("feeds/", StringComparison.Ordinal)
            select (name, Bytes(assembly.GetManifestResourceStream(name)!)));
    }

    /// <summary>The contracts in these files. An unknown key, a missing one, or a contradiction is an error that names file, line and key.</summary>
    /// <exception cref="ContractException">All that is wrong with the first file that has something wrong.</exception>
    public static Contracts Parse(IEnumerable<(string Name, byte[] Json)> files)
    {
        var feeds = new Dictionary<FeedId, Feed>();
        foreach (var (name, json) in files)
        {
            var feed = Feed.From(Read(name, json), name);
            if (!feeds.TryAdd(feed.Id, feed))
                throw new ContractException(name, [$"feed: '{feed.Id}' is the feed of another contract too; each feed has one file."]);
        }
        return new Contracts(feeds.Values);
    }

    static Contract Read(string name, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ContractJson.Default.Contract)
                ?? throw new ContractException(name, ["The file holds null; expected a contract object."]);
        }
        catch (JsonException error)
        {
            var line = error.LineNumber is { } at ? $"line {at + 1}" : "line unknown";
            throw new ContractException(name, [$"{line}, at {error.Path ?? "$"}: {error.Message} {Strictness}"]);
        }
    }

    static byte[] Bytes(Stream stream)
    {
        using var memory = new MemoryStream();
        using (stream) stream.CopyTo(memory);
        return memory.ToArray();
    }
}

/// <summary>A contract that cannot be used, and everything that is wrong with it.</summary>
public sealed class ContractException(string file, IReadOnlyList<string> faults)
    : Exception($"The contract {file} cannot be used:{string.Concat(faults.Select(fault => $"\n  - {fault}"))}")
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
