using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Records;

namespace FrontDoor.Storage.Commits;

/// <summary>The files of the record index of one feed and sender. Each attempt adds one file, which merges its newest neighbours if there
/// are many.</summary>
/// <param name="scratch">Keeps local copies for the next attempt, for a store on another machine.</param>
public sealed class RecordIndexFiles(IStore store, ManifestFile manifestFile, string scratch)
{
    public const int FilesAtMost = 8;

    /// <summary>A neighbour is merged if it has at most this many times the entries gathered so far, so that no large file is rewritten
    /// for a small one.</summary>
    const int TakeInUpTo = 2;

    readonly LocalCopies _copies = new(Path.Combine(scratch, "record-index"));

    /// <summary>Returns null if a file was deleted since the manifest was read: another arrival has committed and merged it.</summary>
    /// <exception cref="InvalidDataException">A file that the manifest names is not there, or is damaged.</exception>
    public async Task<RecordIndex?> Open(Manifest manifest, string runScratch, CancellationToken cancel)
    {
        _copies.KeepOnly(manifestFile.Folder, manifest.IndexFiles.Select(file => manifestFile.IndexPath(file.Name)));
        var files = new List<RecordIndexFile>();
        try
        {
            foreach (var named in manifest.IndexFiles)
            {
                if (await Open(manifestFile.IndexPath(named.Name), runScratch, cancel) is { } file) files.Add(file);
                else if (!(await manifestFile.Read(cancel)).Manifest.IndexFiles.Contains(named)) break;
                else throw new InvalidDataException("A record index file that the manifest names is not there. Restore it from a "
                    + "backup; nothing was decided without it.");
            }
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
        if (files.Count == manifest.IndexFiles.Count) return new RecordIndex(files, runScratch);
        files.ForEach(file => file.Dispose());
        return null;
    }

    /// <summary>Writes the entries of this arrival and returns the files of the next manifest, newest first.</summary>
    public async Task<IReadOnlyList<IndexFileName>> Write(Manifest manifest, RecordIndex index, string fileId, CommitAttempt attempt,
        CancellationToken cancel)
    {
        if (index.Decided == 0) return manifest.IndexFiles;
        var takeIn = 0;
        if (manifest.IndexFiles.Count >= FilesAtMost)
            for (var total = index.Decided; takeIn < manifest.IndexFiles.Count
                && (takeIn == 0 || manifest.IndexFiles[takeIn].Entries <= TakeInUpTo * total); takeIn++)
                total += manifest.IndexFiles[takeIn].Entries;
        var (name, local) = ($"{fileId}-{attempt.Token}", attempt.NewFile(".parquet"));
        var path = manifestFile.IndexPath(name);
        var entries = await index.Write(local, takeIn, cancel);
        await store.TryReplace(Containers.State, path, local, null, cancel); // no one reads it before a manifest names it
        if (store is not FolderStore) _copies.Add(path, local);
        return [new IndexFileName(name, entries), .. manifest.IndexFiles.Skip(takeIn)];
    }

    /// <summary>The files that the next manifest does not name: merged, or of an attempt that did not commit. List them before the commit
    /// and delete them after it. A process that wrote one had read an older manifest, and can no longer commit.</summary>
    public async Task<IReadOnlyList<string>> NotIn(Manifest next, CancellationToken cancel)
    {
        var named = next.IndexFiles.Select(file => manifestFile.IndexPath(file.Name)).ToHashSet();
        var unnamed = new List<string>();
        await foreach (var item in store.List(Containers.State, manifestFile.Folder, cancel))
            if (item.Path.EndsWith(ManifestFile.IndexEnding, StringComparison.Ordinal) && !named.Contains(item.Path))
                unnamed.Add(item.Path);
        return unnamed;
    }

    /// <summary>The files that the next manifest no longer names, because they were merged.</summary>
    public IReadOnlyList<string> Merged(Manifest before, IEnumerable<IndexFileName> next) =>
        [.. before.IndexFiles.Except(next).Select(file => manifestFile.IndexPath(file.Name))];

    public async Task Remove(IEnumerable<string> paths, CancellationToken cancel)
    {
        foreach (var path in paths)
        {
            await store.Delete(Containers.State, path, cancel);
            _copies.Remove(path);
        }
    }

    async Task<RecordIndexFile?> Open(string path, string runScratch, CancellationToken cancel)
    {
        if (_copies.Open(path) is { } copy)
        {
            try
            {
                return await RecordIndexFile.Open(copy, cancel);
            }
            catch (InvalidDataException)
            {
                _copies.Remove(path); // the machine may have stopped before the whole copy was on disk; the store has all of it
            }
        }
        if (await store.Fetch(Containers.State, path, runScratch, cancel) is not { } local) return null;
        var opened = LocalCopies.OpenFile(local);
        if (Path.GetDirectoryName(local) == runScratch) _copies.Add(path, local);
        return await RecordIndexFile.Open(opened, cancel);
    }
}
