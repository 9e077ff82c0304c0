using System.Security.Cryptography;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Commits;

/// <summary>Collects what one attempt at an arrival will make visible, and stages it: durable, but not visible.</summary>
public sealed class CommitAttempt(IStore store, string scratch)
{
    readonly List<StagedObject> _objects = [];
    readonly List<(string Container, string Table, string LocalFile)> _tables = [];
    int _files;

    /// <summary>Identifies this attempt's objects among those of other attempts at the same arrival.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>What was staged, in publishing order.</summary>
    public IReadOnlyList<StagedObject> Objects => _objects;

    /// <summary>A local file for something that will be staged.</summary>
    public string NewFile(string suffix) => Path.Combine(scratch, $"{Token}-{_files++}{suffix}");

    public async Task Stage(string container, ArrivalPath path, string localFile, CancellationToken cancel)
    {
        await store.Stage(container, path.Real, Token, localFile, cancel);
        _objects.Add(new StagedObject(container, path.Template));
    }

    /// <summary>Adds a complete table on local disk; <see cref="StageTables"/> stages all of them.</summary>
    /// <param name="container">The lake, or restricted.</param>
    public void Add(string container, string table, TableWriter writer)
    {
        if (writer.Complete() is { } local) _tables.Add((container, table, local));
    }

    /// <summary>Stages the tables as one object. It is published last, because a row in the lake must have its receipt.</summary>
    public async Task StageTables(ArrivalContext origin, CancellationToken cancel)
    {
        if (_tables.Count == 0) return;
        var packed = NewFile(".zip");
        StagedTables.Pack(_tables, packed);
        await Stage(Containers.Restricted, ArrivalPath.Plain(StagedTables.PathOf(origin)), packed, cancel);
    }

    public async Task Stage(string container, ArrivalPath path, byte[] content, CancellationToken cancel)
    {
        var local = NewFile("");
        await File.WriteAllBytesAsync(local, content, cancel);
        await Stage(container, path, local, cancel);
    }
}

/// <summary>A path that contains the file's own name, and the form of it that may be in <c>state</c>, where no file name is
/// allowed.</summary>
public readonly record struct ArrivalPath(string Real, string Template)
{
    const string NamePlace = "{name}";

    public static ArrivalPath Plain(string path) => new(path, path);

    /// <param name="before">The part before the name, ending in '/'.</param>
    /// <param name="after">The part after the name; with it, a name that is too long is cut.</param>
    public static ArrivalPath Named(string before, string name, string after)
    {
        var template = $"{before}{NamePlace}{after}";
        return new(Fill(template, name), template);
    }

    public static bool HasName(string template) => template.Contains(NamePlace, StringComparison.Ordinal);

    /// <summary>The real path. The name comes last, because a sender's folder may look like the placeholder.</summary>
    public static string Fill(string template, string name)
    {
        var at = template.LastIndexOf(NamePlace, StringComparison.Ordinal);
        if (at < 0) return template;
        var after = template[(at + NamePlace.Length)..];
        return $"{template[..at]}{(after.Length > 0 ? ReceiptName.Start(name) : name)}{after}";
    }
}
