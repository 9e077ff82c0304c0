using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FrontDoor.Domain.Tests;

/// <summary>A JSON Schema laid out to be read: what fits is on one line.</summary>
static class SchemaText
{
    const int LineAtMost = 140;

    static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode schema) => Lines(schema, "", 0) + "\n";

    static string Lines(JsonNode? node, string indent, int before)
    {
        var line = Line(node);
        if (node is not (JsonObject or JsonArray) || indent.Length > 2 && indent.Length + before + line.Length <= LineAtMost) return line;
        var (inner, text) = (indent + "  ", new StringBuilder());
        var parts = node is JsonObject members
            ? members.Select(member => (Key: $"{Line(member.Key)}: ", member.Value))
            : node.AsArray().Select(item => (Key: "", Value: item));
        foreach (var (key, value) in parts)
            text.Append(text.Length > 0 ? ",\n" : "\n").Append(inner).Append(key).Append(Lines(value, inner, key.Length + 1));
        return node is JsonObject ? $"{{{text}\n{indent}}}" : $"[{text}\n{indent}]";
    }

    /// <summary>With a blank behind each colon and comma, and within braces.</summary>
    static string Line(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members =>
            $"{{ {string.Join(", ", members.Select(member => $"{Line(member.Key)}: {Line(member.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(Line))}]",
        null => "null",
        _ => node.ToJsonString(s_plain),
    };
}
