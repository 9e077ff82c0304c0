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

    /// <summary>Writes what this arrival decided and names the segments the next manifest holds, newest first.</summary>
    public async Task<IReadOnlyList<SegmentName>> Write(Manifest manifest, KeyIndex index, string fileId, Attempt attempt, CancellationToken cancel)
    {
        if (index.Decided == 0) return manifest.Segments;
        var takeIn = 0;
        for (var total = index.Decided; takeIn < manifest.Segments.Count && manifest.Segments[takeIn].Entries <= TakeInUpTo * total; takeIn++)
            total += manifest.Segments[takeIn].Entries;
        var local = attempt.NewFile(".segment");
        var name = $"{fileId}-{attempt.Token}";
        var entries = index.WriteSegment(local, takeIn);
        await store.TryReplace(Containers.State, manifestFile.SegmentPath(name), local, null, cancel); // nobody reads it before a manifest names it
        return [new SegmentName(name, entries), .. manifest.Segments.Skip(takeIn)];
    }

    /// <summary>
    /// The paths of segments that a next manifest does not name: taken in, or of an attempt that was not committed. Ask before it is committed, and remove them after:
    /// whoever wrote one had read a manifest before that, and can no longer commit.
    /// </summary>
    public async Task<IReadOnlyList<string>> NotIn(Manifest next, CancellationToken cancel)
    {
        var named = next.Segments.Select(segment => manifestFile.SegmentPath(segment.Name)).ToHashSet();
        var unnamed = new List<string>();
        await foreach (var item in store.List(Containers.State, manifestFile.Folder, cancel))
            if (item.Path.EndsWith(ManifestFile.SegmentEnding, StringComparison.Ordinal) && !named.Contains(item.Path)) unnamed.Add(item.Path);
        return unnamed;
    }

    public async Task Remove(IEnumerable<string> paths, CancellationToken cancel)
    {
        foreach (var path in paths) await store.Delete(Containers.State, path, cancel);
    }
}
