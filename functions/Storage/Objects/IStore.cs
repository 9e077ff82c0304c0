namespace FrontDoor.Storage.Objects;

/// <summary>Stores the pipeline's objects by name in containers, on a folder tree or in blob storage.</summary>
/// <remarks>Paths use '/'. An object appears whole or not at all. A missing object is null, not an error; a store that cannot be reached
/// throws.</remarks>
public interface IStore : IDocumentStore
{
    /// <summary>Writes the object and replaces any earlier one.</summary>
    Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>Puts a local file where it survives a crash but is not visible, under this attempt's token: two attempts at one path
    /// never affect each other. The local file may be moved away. A second call with the same token replaces the first.</summary>
    Task Stage(string container, string path, string token, string localFile, CancellationToken cancel);

    /// <summary>Makes everything the attempt staged visible at once. If it is already published, nothing happens.</summary>
    /// <exception cref="StagedObjectGoneException">It is neither staged nor published.</exception>
    Task Publish(string container, string path, string token, CancellationToken cancel);

    /// <summary>Removes what is left of an attempt that is published or given up.</summary>
    Task Forget(string token, CancellationToken cancel);

    /// <summary>The object as a local file to read: the store's own file for a folder store, a copy in <paramref name="scratch"/> for a
    /// blob store. Null if there is none.</summary>
    Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel);

    /// <summary>As <see cref="Fetch"/>, with the tag of the version that was read.</summary>
    Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel);

    /// <summary>As <see cref="TryWrite"/>, from a local file, which is kept.</summary>
    Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel);

    Task Delete(string container, string path, CancellationToken cancel);
}

/// <summary>An object's bytes, the tag of the version read, and when it was written.</summary>
public sealed record Stored(ReadOnlyMemory<byte> Content, string Tag, DateTimeOffset Written);

/// <summary>An object as a local file, and the tag of the version that was read.</summary>
public sealed record Fetched(string LocalFile, string Tag);

/// <summary>A committed object is neither staged nor published: it was removed, or another run has published it.</summary>
public sealed class StagedObjectGoneException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>One object in a listing: its path in the container, its version's tag, its size and when it was last written.</summary>
public sealed record Listed(string Path, string Tag, long Bytes, DateTimeOffset Written);
