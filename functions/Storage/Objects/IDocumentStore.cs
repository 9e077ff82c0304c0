namespace FrontDoor.Storage.Objects;

/// <summary>The part of a store that documents of state need.</summary>
/// <remarks>As in <see cref="IStore"/>.</remarks>
public interface IDocumentStore
{
    /// <summary>The object's bytes and the tag of this version of it, or null where there is none.</summary>
    Task<Stored?> Read(string container, string path, CancellationToken cancel);

    /// <summary>Writes only if the object still has <paramref name="expected"/> as its tag (null: only if there is none). Returns false
    /// if it has another.</summary>
    Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancel);

    /// <summary>Objects below a folder prefix ('' for all).</summary>
    IAsyncEnumerable<Listed> List(string container, string prefix, CancellationToken cancel);
}
