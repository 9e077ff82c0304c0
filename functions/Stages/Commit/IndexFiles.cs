namespace FrontDoor.Stages;

/// <summary>The key index of one feed and sender as files: opened for an attempt, and written as one new segment that takes in smaller neighbours, so that there are never many.</summary>
sealed class IndexFiles(IStore store, ManifestFile manifestFile)
{
    /// <summary>A neighbour is taken in while it has at most this many times the entries gathered so far: segments stay few, and none is rewritten often.</summary>
    const int TakeInUpTo = 2;

    /// <summary>Null when a segment has gone since the manifest was read: another arrival committed, and took it in.</summary>
    /// <exception cref="InvalidDataException">A segment that the manifest names is not there.</exception>
    public async Task<KeyIndex?> Open(Manifest manifest, string scratch, CancellationToken cancel)
    {
        var held = new List<Segment>();
        foreach (var segment in manifest.Segments)
        {
            if (await store.Fetch(Containers.State, manifestFile.SegmentPath(segment.Name), scratch, cancel) is { } local)
            {
                held.Add(Segment.Open(local));
                continue;
            }
            held.ForEach(opened => opened.Dispose());
            if ((await manifestFile.Read(cancel)).Manifest.Segments.Contains(segment))
                throw new InvalidDataException("An index segment that the manifest names is not there. Restore it from a backup; nothing was decided without it.");
            return null;
        }
        return new KeyIndex(held, scratch);
    }

    /// <summary>Writes what this arrival decided and names the segments the next manifest holds, newest first; second, those it no longer needs.</summary>
    public async Task<(IReadOnlyList<SegmentName> Segments, IReadOnlyList<SegmentName> TakenIn)> Write(
        Manifest manifest, KeyIndex index, string fileId, Attempt attempt, CancellationToken cancel)
    {
        if (index.Decided == 0) return (manifest.Segments, []);
        var takeIn = 0;
        for (var total = index.Decided; takeIn < manifest.Segments.Count && manifest.Segments[takeIn].Entries <= TakeInUpTo * total; takeIn++)
            total += manifest.Segments[takeIn].Entries;
        var local = attempt.NewFile(".segment");
        var name = $"{fileId}-{attempt.Token}";
        var entries = index.WriteSegment(local, takeIn);
        await store.Stage(Containers.State, manifestFile.SegmentPath(name), attempt.Token, local, cancel);
        await store.Publish(Containers.State, manifestFile.SegmentPath(name), attempt.Token, cancel);
        return ([new SegmentName(name, entries), .. manifest.Segments.Skip(takeIn)], [.. manifest.Segments.Take(takeIn)]);
    }

    public async Task Remove(IEnumerable<SegmentName> segments, CancellationToken cancel)
    {
        foreach (var segment in segments)
            await store.Delete(Containers.State, manifestFile.SegmentPath(segment.Name), cancel);
    }
}
