using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FrontDoor.Domain.Feeds;

/// <summary>The text of one contract or code list: reads it strictly, knows the line of every key, and gathers what is wrong with
/// it.</summary>
sealed class ContractText
{
    readonly string _file;
    readonly string _schema;
    readonly byte[] _json;
    readonly List<int> _ends = [];
    readonly Dictionary<string, int> _lines = [];
    readonly List<ContractFault> _faults = [];

    public ContractText(string file, byte[] json, string schema = "functions/feeds/contract.schema.json")
    {
        (_file, _schema, _json) = (file,
            schema, json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json);
        for (var at = 0; at < _json.Length; at++)
            if (_json[at] == (byte)'\n') _ends.Add(at);
    }

    string Strictness => $"Every key is one of {_schema}, stands once and is spelled as there; none it requires is missing.";

    public IReadOnlyList<ContractFault> Faults => _faults;

    /// <summary>The same fault once, however many editions have it.</summary>
    public void Fault(string key, string says)
    {
        var fault = new ContractFault(_file, LineOf(key), key, says);
        if (!_faults.Contains(fault)) _faults.Add(fault);
    }

    /// <summary>What the file says, or null: then the faults say why.</summary>
    public T? Read<T>(JsonTypeInfo<T> type) where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(_json);
            reader.Read();
            Walk(ref reader, type, "");
            if (_faults.Count > 0) return null;
            return JsonSerializer.Deserialize(_json, type);
        }
        catch (JsonException error)
        {
            _faults.Add(new ContractFault(_file, (int)(error.LineNumber ?? 0) + 1, error.Path ?? "$", $"{error.Message} {Strictness}"));
            return null;
        }
    }

    // A key that is not in the file has the line of what it would stand in.
    int LineOf(string key)
    {
        while (key.Length > 0 && !_lines.ContainsKey(key))
            key = key[..Math.Max(0, key.LastIndexOfAny(['.', '[']))];
        return _lines.GetValueOrDefault(key, 1);
    }

    void Walk(ref Utf8JsonReader reader, JsonTypeInfo type, string path)
    {
        _lines.TryAdd(path, LineAt(reader.TokenStartIndex));
        switch (type.Kind, reader.TokenType)
        {
            case (JsonTypeInfoKind.Object, JsonTokenType.StartObject):
                WalkObject(ref reader, type, path);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonTokenType.StartObject):
                WalkDictionary(ref reader, Inner(type), path);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonTokenType.StartArray):
                for (var item = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; item++)
                    Walk(ref reader, Inner(type), $"{path}[{item}]");
                break;
            case (JsonTypeInfoKind.None, _):
                ReadLeaf(ref reader, type, path);
                break;
            default:
                Fault(Shown(path), $"expected {(type.Kind == JsonTypeInfoKind.Enumerable ? "a list, [ ... ]" : "an object, { ... }")}; "
                    + $"found {Word(reader.TokenType)}. {Strictness}");
                reader.Skip();
                break;
        }
    }

    void WalkObject(ref Utf8JsonReader reader, JsonTypeInfo type, string path)
    {
        var met = new HashSet<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var (inner, line) = (path.Length == 0 ? name : $"{path}.{name}", LineAt(reader.TokenStartIndex));
            if (!met.Add(name)) _faults.Add(new ContractFault(_file, line, inner, $"the key '{name}' stands a second time. {Strictness}"));
            _lines.TryAdd(inner, line);
            reader.Read();
            if (type.Properties.FirstOrDefault(property => property.Name == name) is not { } known)
            {
                Fault(inner, $"'{name}' is no key of this object; expected one of "
                    + $"{string.Join(", ", type.Properties.Select(property => property.Name))}. {Strictness}");
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null) Walk(ref reader, type.Options.GetTypeInfo(known.PropertyType), inner);
            else if (!known.IsSetNullable || known.IsRequired)
                Fault(inner, $"null is no value here; write one, or leave the key out. {Strictness}");
        }
        foreach (var missing in type.Properties.Where(property => property.IsRequired && !met.Contains(property.Name)))
            Fault(Shown(path), $"the key '{missing.Name}' is missing. {Strictness}");
    }

    void WalkDictionary(ref Utf8JsonReader reader, JsonTypeInfo values, string path)
    {
        var met = new HashSet<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var inner = $"{path}.{name}";
            if (!met.Add(name)) _faults.Add(
                new ContractFault(_file, LineAt(reader.TokenStartIndex), inner, $"the key '{name}' stands a second time. {Strictness}"));
            reader.Read();
            Walk(ref reader, values, inner);
        }
    }

    void ReadLeaf(ref Utf8JsonReader reader, JsonTypeInfo type, string path)
    {
        var start = (int)reader.TokenStartIndex;
        var found = reader.TokenType;
        reader.Skip();
        try
        {
            if (found == JsonTokenType.Null) throw new JsonException();
            JsonSerializer.Deserialize(_json.AsSpan(start, (int)reader.BytesConsumed - start), type);
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(_json, start, Math.Min(60, (int)reader.BytesConsumed - start));
            Fault(Shown(path), $"{text} is no {Expected(Nullable.GetUnderlyingType(type.Type) ?? type.Type)}. {Strictness}");
        }
    }

    static string Expected(Type type) =>
        type == typeof(string) ? "text; write it in quotes"
        : type == typeof(int) ? "whole number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(DateOnly) ? "day; write it as 2026-04-01"
        : type == typeof(ColumnType)
        ? $"type of a column; expected one of {string.Join(", ", Enum.GetValues<ColumnType>().Select(ColumnPlaces.Word))}"
        : type.Name;

    static JsonTypeInfo Inner(JsonTypeInfo type) => type.Options.GetTypeInfo(type.Type.GenericTypeArguments[^1]);

    static string Shown(string path) => path.Length == 0 ? "$" : path;

    static string Word(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    int LineAt(long offset)
    {
        var at = _ends.BinarySearch((int)offset);
        return (at < 0 ? ~at : at) + 1;
    }
}
