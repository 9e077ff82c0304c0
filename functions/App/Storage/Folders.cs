namespace FrontDoor.App.Storage;

/// <summary>Recognises folders: accounts with a hierarchical namespace, which SFTP needs, list them as empty blobs with a mark.</summary>
static class Folders
{
    public static bool Is(IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue("hdi_isfolder", out var mark)
        && mark.Equals("true", StringComparison.OrdinalIgnoreCase);
}
