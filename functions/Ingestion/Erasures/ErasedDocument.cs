using System.Text.Json.Nodes;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Removes a child's keys from a JSON document of state.</summary>
static class ErasedDocument
{
    static readonly string[] s_about = ["subject_key", "child_key", "notification_key", "notice_id", "about"];

    /// <summary>Whether the whole document is about the child, as an alert or a decision is.</summary>
    public static bool IsAbout(JsonNode? node, IReadOnlySet<string> keys) => node is JsonObject part
        && (s_about.Any(name => IsKey(part[name], keys)) || part["notice"] is JsonObject notice && IsAbout(notice, keys));

    /// <summary>Removes what names the child from lists, and the values that are its keys; returns how many there were.</summary>
    public static int Prune(JsonNode? node, IReadOnlySet<string> keys)
    {
        var removed = 0;
        if (node is JsonArray list)
            for (var at = list.Count - 1; at >= 0; at--)
                if (IsKey(list[at], keys) || IsAbout(list[at], keys))
                {
                    list.RemoveAt(at);
                    removed++;
                }
                else removed += Prune(list[at], keys);
        if (node is JsonObject part)
            foreach (var (name, value) in part.ToList())
                if (IsKey(value, keys))
                {
                    part[name] = null;
                    removed++;
                }
                else removed += Prune(value, keys);
        return removed;
    }

    static bool IsKey(JsonNode? node, IReadOnlySet<string> keys) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && keys.Contains(text);
}
