using System.Security.Cryptography;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Commits;

/// <summary>Gathers what one attempt at an arrival will make visible, and stages it: durable, and seen by nobody.</summary>
public sealed class CommitAttempt(IStore store, string scratch)
{
    readonly List<StagedObject> _objects = [];
    readonly List<(string Container, string Table, string LocalFile)> _tables = [];
    int _files;

    /// <summary>Tells this attempt's objects from those of any other attempt at the same arrival.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>What was staged, in the order it is to be published.</summary>
    public IReadOnlyList<StagedObject> Objects => _objects;

    /// <summary>A local file for something that will be staged.</summary>
    public string NewFile(string suffix) => Path.Combine(scratch, $"{Token}-{_files++}{suffix}");

    public async Task Stage(string container, ArrivalPath path, string localFile, CancellationToken cancel)
    {
        await store.Stage(container, path.Real, Token, localFile, cancel);
        _objects.Add(new StagedObject(container, path.Template));
    }

    /// <summary>A table that is complete and on local disk; <see cref="StageTables"/> stages all of them.</summary>
    /// <param name="container">The lake, or restricted.</param>
    public void Add(string container, string table, TableWriter writer)
    {
        if (writer.Complete() is { } local) _tables.Add((container, table, local));
    }

    /// <summary>The tables added so far, as one object; the last to be published, since what is published to the lake has its
    /// receipt.</summary>
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

/// <summary>A path of which the file's own name is part: as it is, and as it may stand in <c>state</c>, where no file name goes.</summary>
public readonly record struct ArrivalPath(string Real, string Template)
{
    const string NamePlace = "{name}";

    public static ArrivalPath Plain(string path) => new(path, path);

    /// <param name="before">What comes before the name, ending in '/'.</param>
    /// <param name="after">With something after it, a name that is too long is cut.</param>
    public static ArrivalPath Named(string before, string name, string after)
    {
        var template = $"{before}{NamePlace}{after}";
        return new(Fill(template, name), template);
    }

    public static bool HasName(string template) => template.Contains(NamePlace, StringComparison.Ordinal);

    /// <summary>The real path of a template. The name stands last: what a sender calls its folder may look like its place.</summary>
    public static string Fill(string template, string name)
    {
        var at = template.LastIndexOf(NamePlace, StringComparison.Ordinal);
        if (at < 0) return template;
        var after = template[(at + NamePlace.Length)..];
        return $"{template[..at]}{(after.Length > 0 ? ReceiptName.Start(name) : name)}{after}";
    }
}
