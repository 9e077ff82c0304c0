using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Feeds;

/// <summary>Every feed the pipeline knows, loaded strictly from its contracts.</summary>
public sealed class Contracts
{
    // The formats they name are checked by the tests: what reads them lies above this project.
    static readonly Lazy<Contracts> s_shipped = new(() => Load(ShippedFiles(), null, CodeLists.Shipped));

    readonly Dictionary<FeedId, Feed> _feeds;

    Contracts(IEnumerable<Feed> feeds) => _feeds = feeds.ToDictionary(feed => feed.Id);

    /// <summary>In order of name.</summary>
    public IEnumerable<Feed> Feeds => _feeds.Values.OrderBy(feed => feed.Id.ToString(), StringComparer.Ordinal);

    /// <summary>The feed by its newest edition; <see cref="Feed.On"/> gives that of a day.</summary>
    public Feed? Find(FeedId id) => _feeds.GetValueOrDefault(id);

    /// <summary>The contracts that ship with the pipeline, read once a process: nothing in them changes.</summary>
    public static Contracts Shipped => s_shipped.Value;

    /// <summary>Those contracts as they are written, by file name.</summary>
    public static IEnumerable<(string Name, byte[] Json)> ShippedFiles() => Resources.In("feeds/");

    /// <summary>The contracts in these files. An unknown key, a missing one, or a contradiction is an error that names file, line and
    /// key.</summary>
    /// <param name="formats">Those that they may name.</param>
    /// <param name="lists">The code lists their columns may name; those that ship when null.</param>
    /// <exception cref="ContractException">All that is wrong with any of the files.</exception>
    public static Contracts Parse(IEnumerable<(string Name, byte[] Json)> files, IReadOnlyList<ContractFormat> formats,
        CodeLists? lists = null) => Load(files, formats, lists ?? CodeLists.Shipped);

    static Contracts Load(IEnumerable<(string Name, byte[] Json)> files, IReadOnlyList<ContractFormat>? formats, CodeLists lists)
    {
        var feeds = new Dictionary<FeedId, (Feed Feed, string File)>();
        var faults = new List<ContractFault>();
        foreach (var (name, json) in files)
        {
            var text = new ContractText(name, json);
            var contract = text.Read(ContractJson.Default.Contract);
            var feed = contract is null ? null : FeedCompiler.Compile(contract, text, lists, formats);
            if (feed is not null && !feeds.TryAdd(feed.Id, (feed, name)))
                text.Fault("feed", $"'{feed.Id}' is the feed of {feeds[feed.Id].File} too; each feed has one file.");
            faults.AddRange(text.Faults);
        }
        return faults.Count == 0 ? new Contracts(feeds.Values.Select(one => one.Feed)) : throw new ContractException(faults);
    }
}
