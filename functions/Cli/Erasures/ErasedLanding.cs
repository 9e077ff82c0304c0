using FrontDoor.Cli.Folders;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Cli.Erasures;

/// <summary>Erases a child from the folder that was ingested: a file is written anew with blanks in place of the child, as long as it was
/// and with its time. One that has no other child is removed where that cannot be. Any other is kept, for a person to look at.</summary>
sealed class ErasedLanding(DirectoryInfo folder, FolderEngine engine)
{
    /// <summary>Files whose rows were read by the contract of their feed, by path.</summary>
    public HashSet<string> Read { get; } = [];

    /// <summary>Every file in which the child is, or whose name says who it is.</summary>
    public async Task<List<LandedHit>> Look(ErasureTerms terms, CancellationToken cancel)
    {
        var (copy, hits, arrivals) = (engine.Erasures.Copy(terms), new List<LandedHit>(), await engine.Erasures.Arrivals(cancel));
        foreach (var dropped in Files())
        {
            cancel.ThrowIfCancellationRequested();
            var landed = await engine.Known(dropped.Land(cancel), cancel);
            if (await engine.BeforeErasure(landed, cancel) is { } before) landed = landed with { Erased = before };
            var fileId = engine.FileId(landed);
            if (arrivals.TryGetValue(fileId, out var arrival))
                landed = landed with { ReceivedAt = Instant.FromDateTimeOffset(arrival.ReceivedAt) };
            var look = copy.Look(landed, cancel);
            if (look.IsRead) Read.Add(dropped.Path);
            if (look.HasChild || new ErasedText(terms).IsInName(landed.Name))
                hits.Add(new LandedHit(dropped, landed, fileId, look));
        }
        return hits;
    }

    /// <summary>Changes the files; returns those that are kept with the child in them.</summary>
    /// <param name="removesWhole">Whether those that cannot be rewritten are removed with their other children.</param>
    public async Task<List<KeptFile>> Erase(IReadOnlyList<LandedHit> hits, ErasureTerms terms, bool removesWhole, CancellationToken cancel)
    {
        var kept = new List<KeptFile>();
        foreach (var hit in hits)
            if (!hit.Look.HasChild || hit.Look.Content is not null) await Replace(hit, terms, cancel);
            else if (hit.Look.Others == 0 || removesWhole)
            {
                await engine.Keep(hit.Document.With(null, null), cancel);
                File.Delete(hit.File.Path);
            }
            else
            {
                if (hit.Landed.Erased is null) await engine.Keep(hit.Document, cancel);
                kept.Add(new KeptFile(hit.FileId, hit.Path, hit.Look.Format, hit.Look.Others));
            }
        return kept;
    }

    /// <summary>A person emptied the child's cells in a file that was kept: it stays the arrival that it was.</summary>
    public async Task Follow(IReadOnlyList<KeptFile> before, IReadOnlyList<KeptFile> now, CancellationToken cancel)
    {
        foreach (var file in before.Where(file => !now.Any(other => other.FileId == file.FileId)))
            if (Files().FirstOrDefault(dropped => PathOf(dropped) == file.Path) is { } dropped
                && await engine.Known(dropped.Land(cancel), cancel) is { Erased: null } landed && engine.FileId(landed) != file.FileId
                && await engine.Kept(file.FileId, cancel) is { } known)
                await engine.Keep(known.With(engine.FileId(landed), landed.Sha256), cancel);
    }

    public static string PathOf(DroppedFile file) => $"{file.Landing.Agency}/{file.Landing.Path}";

    IReadOnlyList<DroppedFile> Files() => LandingFolder.Walk(folder.FullName, null).Files;

    // The time of the file stays: it may be its time of receipt. What it stands for is written down before it takes the other's place.
    async Task Replace(LandedHit hit, ErasureTerms terms, CancellationToken cancel)
    {
        var (file, name) = (hit.File, terms.FileNames.FirstOrDefault(one => one.FileId == hit.FileId)?.NewName);
        var target = name is null ? file.Path : file.Path[..^file.Landing.Name.Length] + name;
        var written = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.erased");
        await File.WriteAllBytesAsync(written, hit.Look.Content ?? await File.ReadAllBytesAsync(file.Path, cancel), cancel);
        File.SetLastWriteTimeUtc(written, File.GetLastWriteTimeUtc(file.Path));
        var after = (file with { Path = written, Landing = file.Landing with { Name = name ?? file.Landing.Name } }).Land(cancel);
        await engine.Keep(hit.Document.With(engine.FileId(after), after.Sha256), cancel);
        File.Move(written, target, overwrite: true);
        if (target != file.Path) File.Delete(file.Path);
    }
}

/// <summary>A landed file in which the child is.</summary>
/// <param name="FileId">Of the arrival that it is, or stands for.</param>
sealed record LandedHit(DroppedFile File, LandedFile Landed, string FileId, ErasedLook Look)
{
    public string Path => ErasedLanding.PathOf(File);

    /// <summary>What is known of the file from here on.</summary>
    public ErasedFile Document => Landed.Erased ?? new ErasedFile
    {
        FileId = FileId,
        Agency = Landed.Agency,
        Feed = Landed.Feed,
        Sender = Landed.Sender,
        ReceivedAt = Landed.ReceivedAt.ToDateTimeOffset(),
        Dates = Look.Dates,
        Proofs = Look.Proofs,
    };

    public IEnumerable<ErasedRow> Rows =>
        Look.Places.Select(place => new ErasedRow(FileId, place.Part, place.Line, place.Group, place.IsLine));
}
