using System.Text;
using System.Text.Json;

namespace FrontDoor.Formats.Json;

/// <summary>The fields of one JSON object, those of objects in it joined to their names; the same instance is filled again for each
/// record.</summary>
sealed class JsonFields
{
    readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);

    /// <summary>Name and value, in the order of the object. A number is as it is written, a list of plain values is joined, null is
    /// empty.</summary>
    public List<(string Name, string? Value)> All { get; } = [];

    /// <summary>Fields given more than once, with values that differ: both stand in the value.</summary>
    public List<string> Twice { get; } = [];

    /// <summary>Fields that are a list of objects: the value is its JSON.</summary>
    public List<string> Lists { get; } = [];

    /// <summary>False when the text is not one JSON object.</summary>
    public bool TryRead(ReadOnlySpan<byte> record)
    {
        All.Clear();
        Twice.Clear();
        Lists.Clear();
        _placeOf.Clear();
        var text = Trim(record);
        if (text.IsEmpty) return true;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonTokens.DeepestNesting });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            ReadObject(ref reader, text, "");
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Without white space, a byte-order mark before it, or the separator some writers put before each record (RFC
    /// 7464).</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        return text.Trim(" \t\r\n\u001E"u8);
    }

    void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string prefix)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = prefix + JsonText.Of(reader.ValueSpan, reader.ValueIsEscaped);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject) ReadObject(ref reader, text, name + ".");
            else if (reader.TokenType == JsonTokenType.StartArray) Add(name, ReadList(ref reader, text, name));
            else Add(name, Scalar(ref reader));
        }
    }

    string? ReadList(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string name)
    {
        var start = (int)reader.TokenStartIndex;
        var joined = new StringBuilder();
        var isPlain = true;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray;)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                isPlain = false;
                reader.Skip();
            }
            else if (Scalar(ref reader) is { Length: > 0 } value) joined.Append(joined.Length > 0 ? "; " : "").Append(value);
        }
        if (isPlain) return joined.ToString();
        Lists.Add(name);
        return Encoding.UTF8.GetString(text[start..(int)reader.BytesConsumed]);
    }

    static string? Scalar(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? null : JsonText.Of(reader.ValueSpan, reader.ValueIsEscaped);

    void Add(string name, string? value)
    {
        if (_placeOf.TryAdd(name, All.Count))
        {
            All.Add((name, value));
            return;
        }
        var held = All[_placeOf[name]].Value;
        if (held == value || string.IsNullOrEmpty(value)) return;
        if (!string.IsNullOrEmpty(held)) Twice.Add(name);
        All[_placeOf[name]] = (name, string.IsNullOrEmpty(held) ? value : $"{held}; {value}");
    }
}
