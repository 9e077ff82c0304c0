using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.State;

/// <summary>Reads and writes state documents, each with its schema number.</summary>
public static class StateDocuments
{
    /// <summary>Returns null if there is none.</summary>
    /// <exception cref="StateSchemaException">It is of a newer version of the program, or has no schema.</exception>
    public static async Task<StoredDocument<T>?> Find<T>(this IDocumentStore store, string container, string path, CancellationToken cancel)
        where T : class, IStateDocument =>
        await store.Read(container, path, cancel) is { } held
            ? new StoredDocument<T>(Parse<T>(held.Content.Span, $"{container}/{path}"), held.Tag, held.Written)
            : null;

    /// <summary>Writes only if the document still has the expected tag (null: only if there is none). Returns false if it has
    /// another.</summary>
    public static Task<bool> TryWrite<T>(
        this IDocumentStore store, string container, string path, T document, string? expected, CancellationToken cancel)
        where T : class, IStateDocument =>
        store.TryWrite(container, path, Bytes(document), expected, cancel);

    public static byte[] Bytes<T>(T document) where T : class, IStateDocument => JsonSerializer.SerializeToUtf8Bytes(document, TypeOf<T>());

    /// <param name="path">With its container, for the message of a failure.</param>
    /// <exception cref="StateSchemaException">It is of a newer version of the program, or has no schema.</exception>
    /// <exception cref="JsonException">It is not JSON, or not of this kind.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, string path) where T : class, IStateDocument
    {
        var schema = JsonSerializer.Deserialize(json, StateJson.Default.SchemaOnly)?.Schema;
        return schema >= 1 && schema <= T.Newest
            ? JsonSerializer.Deserialize(json, TypeOf<T>())!
            : throw new StateSchemaException(path, schema, T.Newest);
    }

    static JsonTypeInfo<T> TypeOf<T>() where T : class, IStateDocument => (JsonTypeInfo<T>)T.Json.GetTypeInfo(typeof(T))!;
}

/// <summary>A state document, the tag of the version read, and when that was written.</summary>
public sealed record StoredDocument<T>(T Document, string Tag, DateTimeOffset Written);

/// <summary>The part of a document that is read first.</summary>
public sealed record SchemaOnly(int? Schema);
