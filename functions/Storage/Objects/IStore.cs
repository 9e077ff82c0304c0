namespace FrontDoor.Storage.Objects;

/// <summary>Where the pipeline keeps what it makes: containers of named objects, on a folder tree or in blob storage.</summary>
/// <remarks>
/// Paths use '/'. Nothing half-written is ever visible: an object appears whole or not at all.
/// Missing objects are null, not errors; a store that cannot be reached throws.
/// </remarks>
public interface IStore
{
    /// <summary>The object's bytes and the tag of this version of it, or null where there is none.</summary>
    Task<Stored?> Read(string container, string path, CancellationToken cancel);

    /// <summary>Writes the object whole, whatever was there.</summary>
    Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>Writes only if the object still has <paramref name="expected"/> as its tag (null: only if there is none). False: somebody
    /// else was first.</summary>
    Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancel);

    /// <summary>
    /// Puts a local file where it survives a crash but nobody sees it, under this attempt's token: two attempts at one path never touch
    /// each other's.
    /// The local file may be moved away. Again with the same token: replaces what was staged.
    /// </summary>
    Task Stage(string container, string path, string token, string localFile, CancellationToken cancel);

    /// <summary>Makes what that attempt staged visible, all at once. Where it was published before, nothing happens.</summary>
    /// <exception cref="StagedObjectGoneException">It is neither staged nor published.</exception>
    Task Publish(string container, string path, string token, CancellationToken cancel);

    /// <summary>Clears what is left of an attempt whose objects are all published, or that was given up.</summary>
    Task Forget(string token, CancellationToken cancel);

    /// <summary>The object as a local file to read or map: its own file on a folder store, a copy in <paramref name="scratch"/> otherwise.
    /// Null where there is none.</summary>
    Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel);

    /// <summary>As <see cref="Fetch"/>, with the tag of the version that was brought.</summary>
    Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel);

    /// <summary>As <see cref="TryWrite"/>, of a local file, which stays where it is.</summary>
    Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel);

    /// <summary>Names of the objects below a folder prefix ('' for all), with when they were last written.</summary>
    IAsyncEnumerable<Listed> List(string container, string prefix, CancellationToken cancel);

    Task Delete(string container, string path, CancellationToken cancel);
}

/// <summary>An object's bytes, the tag of the version read, and when it was written.</summary>
public sealed record Stored(ReadOnlyMemory<byte> Content, string Tag, DateTimeOffset Written);

/// <summary>An object as a local file, and the tag of the version that was brought.</summary>
public sealed record Fetched(string LocalFile, string Tag);

/// <summary>A committed object is neither staged nor published: it was removed, or another run has dealt with it.</summary>
public sealed class StagedObjectGoneException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>One object in a listing: its path in the container, its version's tag, its size and when it was last written.</summary>
public sealed record Listed(string Path, string Tag, long Bytes, DateTimeOffset Written);
