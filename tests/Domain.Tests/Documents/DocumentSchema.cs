using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Tests;

/// <summary>The JSON Schema of a document, from the C# record that it is read as: its properties, their attributes and what their comments
/// say.</summary>
/// <param name="words">By the name of the set: what a text that is one of it must be.</param>
sealed class DocumentSchema(IReadOnlyDictionary<string, JsonObject> words)
{
    const string ColumnName = "columnName";

    static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    readonly JsonObject _definitions = [];
    readonly Queue<Type> _open = [];

    /// <summary>The whole schema, as its file has it.</summary>
    public string Of(Type root, string title, string description)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["description"] = description,
            ["$ref"] = Record(root)["$ref"]!.DeepClone(),
            ["$defs"] = _definitions,
        };
        while (_open.TryDequeue(out var record)) _definitions[Name(record)] = Definition(record);
        return SchemaText.Of(schema);
    }

    /// <summary>A record's name in the schema: clockStart for ClockStartContract.</summary>
    public static string Name(Type record) => JsonNamingPolicy.CamelCase.ConvertName(
        record.Name.Length > "Contract".Length && record.Name.EndsWith("Contract", StringComparison.Ordinal)
            ? record.Name[..^"Contract".Length] : record.Name);

    JsonObject Definition(Type record)
    {
        var properties = new JsonObject();
        var known = s_options.GetTypeInfo(record).Properties.Where(property => property.Set is not null).ToList();
        foreach (var property in known) properties[property.Name] = Property(record, property);
        var definition = new JsonObject { ["type"] = "object" };
        if (SchemaWords.Of(record) is { } says) definition["description"] = says;
        definition["additionalProperties"] = false;
        if (known.Where(property => property.IsRequired).Select(property => (JsonNode)property.Name).ToArray() is { Length: > 0 } required)
            definition["required"] = new JsonArray(required);
        definition["properties"] = properties;
        return definition;
    }

    JsonObject Property(Type record, JsonPropertyInfo property)
    {
        var member = (PropertyInfo)property.AttributeProvider!;
        var schema = Value(property.PropertyType, property.Name == "$schema" ? [] : Text(record, member));
        if (member.GetCustomAttribute<MinLengthAttribute>() is { } least)
            (schema["additionalProperties"]?.AsObject() ?? schema)["minItems"] = least.Length; // of an object: each list in it
        if (member.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = (int)range.Minimum;
            if ((int)range.Maximum < int.MaxValue) schema["maximum"] = (int)range.Maximum;
        }
        if (member.GetCustomAttribute<KeysAttribute>() is { } keys) schema["propertyNames"] = words[keys.Words].DeepClone();
        if (member.GetCustomAttribute<KeyPatternAttribute>() is { } key)
            schema["propertyNames"] = new JsonObject { ["type"] = "string", ["pattern"] = key.Pattern };
        if (SchemaWords.Of(member) is { } says) schema["description"] = says;
        return schema;
    }

    /// <summary>What the texts of a property must be.</summary>
    JsonObject Text(Type record, PropertyInfo member)
    {
        var ofRecord = record.GetCustomAttribute<OneOfAttribute>();
        if (member.GetCustomAttribute<OneOfAttribute>() is { } oneOf) return Words(oneOf.Words);
        if (ofRecord?.Property == member.Name) return Words(ofRecord.Words);
        if (member.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern)
            return new JsonObject { ["type"] = "string", ["pattern"] = pattern.Pattern };
        return member.IsDefined(typeof(ColumnNameAttribute)) || record.IsDefined(typeof(ColumnNameAttribute)) ? ColumnNames()
            : new JsonObject { ["type"] = "string", ["minLength"] = 1 };
    }

    JsonObject Words(string set) => words[set].DeepClone().AsObject();

    JsonObject ColumnNames()
    {
        _definitions.TryAdd(ColumnName, new JsonObject
        {
            ["type"] = "string",
            ["minLength"] = 1,
            ["description"] = "A name exactly as under columns.",
        });
        return Reference(ColumnName);
    }

    JsonObject Value(Type type, JsonObject text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return text.Count == 0 ? new JsonObject { ["type"] = "string" } : text.DeepClone().AsObject();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new JsonObject { ["type"] = "array", ["items"] = Value(type.GenericTypeArguments[0], text) };
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(type.GenericTypeArguments[1], text) };
        return type.IsClass ? Record(type) : s_options.GetTypeInfo(type).GetJsonSchemaAsNode().AsObject();
    }

    JsonObject Record(Type record)
    {
        if (_definitions.TryAdd(Name(record), null)) _open.Enqueue(record);
        return Reference(Name(record));
    }

    static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };
}
