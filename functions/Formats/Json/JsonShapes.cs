using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Json;

/// <summary>
/// JSON of another shape than records, written anew as the records it means, where that is certain: names in one list and values in
/// another, a list or an object for each column,
/// records by their number, records in a wrapper of their own or among other lists.
/// </summary>
sealed class JsonShapes(HeaderNames names)
{
    /// <summary>Documents nested deeper are not searched.</summary>
    const int DeepestTable = 4;

    const int TitleRowsAtMost = 20;
    const int BesideAtMost = 100;

    static readonly string[] NameOfAColumn = ["name", "field", "id", "key", "title", "label", "header", "column", "displayName",
        "columnName", "fieldName"];

    readonly List<IReadOnlyList<Field>> _records = [];
    readonly Dictionary<string, string> _beside = new(StringComparer.Ordinal);
    readonly List<JsonElement> _lists = [];
    readonly List<JsonElement> _tables = [];
    readonly List<List<string>> _nameLists = [];
    readonly List<JsonElement> _byNumber = [];
    readonly List<JsonElement> _byColumn = [];
    int _texts;

    /// <summary>What is wrong with a shape that was recognised and yet is not certain; null for any other.</summary>
    public string? Fault { get; private set; }

    /// <summary>A document with one list of records that says what this one means; null where nothing is certain.</summary>
    /// <param name="isRecord">The document is an object with the feed's names: then all it can be besides is a table by its
    /// columns.</param>
    public string? Rewritten(string path, string scratch, bool isRecord)
    {
        if (Parse(path) is not [_, ..] values) return null;
        var isRead = values.TrueForAll(IsText) ? Not(JsonInText.Fault)
            : values is [var value] && (isRecord ? ByColumn(value) : Read(value));
        return isRead ? Write(scratch) : null;
    }

    /// <summary>The document is what a system answers in place of an export, though it may hold an empty list.</summary>
    public static bool IsErrorAnswer(string path) => Parse(path) is [var value] && JsonErrors.Is(value);

    /// <summary>Null for what is too long, or no JSON.</summary>
    static List<JsonElement>? Parse(string path)
    {
        if (new FileInfo(path).Length > JsonPieceReader.LongestPiece) return null;
        var values = new List<JsonElement>();
        var reader = new Utf8JsonReader(JsonFields.Trim(File.ReadAllBytes(path)),
            new JsonReaderOptions { MaxDepth = JsonTokens.DeepestNesting, AllowMultipleValues = true });
        try
        {
            while (reader.Read()) values.Add(JsonElement.ParseValue(ref reader));
            return values;
        }
        catch (JsonException) // its reader says better what is wrong
        {
            return null;
        }
    }

    bool Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array) return ReadList(value);
        if (value.ValueKind != JsonValueKind.Object) return false;
        Walk(value, "", 0);
        return (_lists.Count, _tables.Count, _byNumber.Count, _byColumn.Count, _texts) switch
        {
            (1, 0, 0, 0, _) => ReadList(_lists[0]),
            (0, 1, 0, 0, _) => _nameLists.Count switch
            {
                0 => ReadRows(_tables[0]),
                1 =>
                ReadRows(_nameLists[0], [.. _tables[0].EnumerateArray()]),
                _ => false
            },
            (0, 0, 1, 0, _) => AddAll(_byNumber[0].EnumerateObject().Select(property => property.Value)),
            (0, 0, 0, 1, _) => ByColumn(_byColumn[0]),
            (0, 0, 0, 0, > 0) => Not(JsonInText.Fault),
            _ => IsError(value),
        };
    }

    /// <summary>Finds every table there may be in an object, and what stands beside them.</summary>
    void Walk(JsonElement parent, string prefix, int depth)
    {
        if (depth == DeepestTable) return;
        if (IsByNumber(parent)) _byNumber.Add(parent);
        else if (ColumnsOf(parent).Count > 1) _byColumn.Add(parent);
        else
            foreach (var (name, value) in Fields(parent))
                if (value.ValueKind == JsonValueKind.Object) Walk(value, $"{prefix}{name}.", depth + 1);
                else if (value.ValueKind == JsonValueKind.Array) Sort(name, value);
                else if (IsText(value)) _texts++;
                else if (_beside.Count < BesideAtMost) _beside[prefix + name] = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
    }

    void Sort(string name, JsonElement list)
    {
        var items = list.EnumerateArray().ToList();
        if (items.Count == 0) return;
        if (items.TrueForAll(item => item.ValueKind == JsonValueKind.Array)) _tables.Add(list);
        else if (items.TrueForAll(item => item.ValueKind == JsonValueKind.String) && items.Count(item => IsKnown(JsonText.Plain(item))) > 1)
            _nameLists.Add([.. items.Select(JsonText.Plain)]);
        else if (!items.TrueForAll(item => item.ValueKind == JsonValueKind.Object)) return;
        else if (RecordIn(items[0]) is not null) _lists.Add(list);
        else if (items.Exists(IsNextLink)) _beside[$"{name}.next"] = "true";
        else if (JsonErrors.Is(name, "true")) _beside[name] = "true";
        else if (NameOfAColumn.Select(property => Named(items, property)).FirstOrDefault(named => named.Count(IsKnown) > 1) is { } named)
            _nameLists.Add(named);
    }

    static List<string> Named(List<JsonElement> items, string property) =>
        [.. items.Select(item => NameOf(Fields(item).FirstOrDefault(field => field.Name == property).Value))];

    bool ReadList(JsonElement list)
    {
        var items = list.EnumerateArray().ToList();
        if (items.Count == 0) return false;
        if (items.TrueForAll(item => item.ValueKind == JsonValueKind.Object)) return AddAll(items);
        if (items.TrueForAll(item => item.ValueKind == JsonValueKind.Array)) return ReadRows(list);
        return items.TrueForAll(IsText) && Not(JsonInText.Fault);
    }

    bool AddAll(IEnumerable<JsonElement> items)
    {
        foreach (var item in items)
            if (RecordIn(item) is { } record) _records.Add(record);
            else return item.ValueKind == JsonValueKind.Object && Fields(item).Any(field => IsText(field.Value)) ? Not(JsonInText.Fault)
                : IsError(item);
        return _records.Count > 0;
    }

    /// <summary>The fields of an object that has the feed's names, itself or in the one object in it that has them; null for any
    /// other.</summary>
    IReadOnlyList<Field>? RecordIn(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return null;
        if (CountKnown(item) > 1) return [.. Fields(item)];
        var wrapped = Fields(item).Where(field => field.Value.ValueKind == JsonValueKind.Object && CountKnown(field.Value) > 1).ToList();
        return wrapped.Count == 1 ? [.. Fields(wrapped[0].Value), .. Fields(item).Where(field => field.Name != wrapped[0].Name)] : null;
    }

    int CountKnown(JsonElement item)
    {
        var fields = new JsonFields();
        return fields.TryRead(JsonMarshal.GetRawUtf8Value(item)) ? fields.All.Select(field => field.Name).Distinct().Count(IsKnown) : 0;
    }

    /// <summary>Rows without names of their own: one of the first holds them; or each row is a column, and begins with its name.</summary>
    bool ReadRows(JsonElement table)
    {
        var rows = table.EnumerateArray().ToList();
        int Known(JsonElement row) =>
            row.EnumerateArray().Count(cell => cell.ValueKind == JsonValueKind.String && IsKnown(JsonText.Plain(cell)));
        var header = rows.Take(TitleRowsAtMost).MaxBy(Known);
        if (Known(header) > 1) return ReadRows([.. header.EnumerateArray().Select(NameOf)],
            rows.GetRange(rows.IndexOf(header) + 1, rows.Count - rows.IndexOf(header) - 1));
        if (rows.Count(row => row.GetArrayLength() > 0 && IsKnown(NameOf(row[0]))) < 2)
            return Not("lists of values, and no list with the feed's names");
        var length = rows.Max(row => row.GetArrayLength());
        if (rows.Exists(row => row.GetArrayLength() != length)) return Not("a list for each column, and not all of one length");
        for (var at = 1; at < length; at++) _records.Add([.. rows.Select(row => new Field(NameOf(row[0]), row[at]))]);
        return true;
    }

    bool ReadRows(List<string> columns, List<JsonElement> rows)
    {
        if (columns.Count(IsKnown) < 2)
            return Not("names in one list and values in another, and fewer than two of the names are the feed's");
        if (rows.Exists(row => row.GetArrayLength() != columns.Count))
            return Not("names in one list and values in another, and not as many values as names");
        foreach (var row in rows) _records.Add([.. columns.Zip(row.EnumerateArray(), (name, cell) => new Field(name, cell))]);
        return true;
    }

    /// <summary>Objects by their number or their key.</summary>
    bool IsByNumber(JsonElement parent)
    {
        var items = Fields(parent).ToList();
        return items.Count > 0 && items.TrueForAll(item => item.Value.ValueKind == JsonValueKind.Object && CountKnown(item.Value) > 1)
            && CountKnown(parent) < 2;
    }

    /// <summary>A list, or an object by number, for each of the feed's names there is; else nothing.</summary>
    List<Field> ColumnsOf(JsonElement parent)
    {
        var fields = Fields(parent).ToList();
        var known = fields.Where(field => IsKnown(field.Name)).ToList();
        if (known.Count < 2 || !known.TrueForAll(field => field.Value.ValueKind == known[0].Value.ValueKind && IsColumn(field.Value)))
            return [];
        return [.. fields.Where(field => field.Value.ValueKind == known[0].Value.ValueKind && IsColumn(field.Value))];
    }

    static bool IsColumn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().All(cell => cell.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)),
        JsonValueKind.Object => value.EnumerateObject()
            .All(cell => cell.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)),
        _ => false,
    };

    bool ByColumn(JsonElement parent)
    {
        var columns = ColumnsOf(parent);
        if (columns.Count == 0) return false;
        var isList = columns[0].Value.ValueKind == JsonValueKind.Array;
        var cells = columns.Select(column =>
            (List<Field>)(isList ? [.. column.Value.EnumerateArray().Select(cell => new Field("", cell))] : [.. Fields(column.Value)]))
            .ToList();
        if (isList && cells.TrueForAll(column => column.Count < 2)) return false; // a record of one value each, which says the same
        if (!cells.TrueForAll(column => column.Select(cell => cell.Name).SequenceEqual(cells[0].Select(cell => cell.Name))))
            return Not("one value for each record in every column, and not as many in each");
        for (var at = 0; at < cells[0].Count; at++)
            _records.Add([.. columns.Zip(cells, (column, held) => new Field(column.Name, held[at].Value))]);
        return _records.Count > 0;
    }

    bool IsError(JsonElement value) => JsonErrors.Is(value) && Not(JsonErrors.Fault);

    bool Not(string fault)
    {
        Fault = fault;
        return false;
    }

    bool IsKnown(string name) => names.Find(name) >= 0;

    static string NameOf(JsonElement cell) => cell.ValueKind == JsonValueKind.String ? JsonText.Plain(cell) : "";

    /// <summary>One of a list of links, which says of itself that it leads to the next page.</summary>
    static bool IsNextLink(JsonElement link) =>
        Fields(link).Any(field => field.Name is "rel" or "relation" && NameOf(field.Value) == "next");

    /// <summary>A text with JSON in it.</summary>
    static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && JsonInText.Is(JsonMarshal.GetRawUtf8Value(value));

    static IEnumerable<Field> Fields(JsonElement parent)
    {
        foreach (var property in parent.EnumerateObject())
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(property);
            yield return new(JsonText.Of(raw, raw.Contains((byte)'\\')), property.Value);
        }
    }

    string Write(string scratch)
    {
        var path = SourceText.NewPath(scratch);
        using var file = new FileStream(path, FileMode.CreateNew);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        foreach (var (name, value) in _beside) WriteField(json, name, Encoding.UTF8.GetBytes(value));
        json.WriteStartArray(RecordList);
        foreach (var record in _records)
        {
            json.WriteStartObject();
            foreach (var (name, value) in record)
                if (name.Length > 0) WriteField(json, name, JsonMarshal.GetRawUtf8Value(value));
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return path;
    }

    /// <summary>What the list of records is called in a document written anew.</summary>
    const string RecordList = "records";

    static void WriteField(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(Encoding.UTF8.GetBytes(name)); // half of a letter becomes the replacement character
        json.WriteRawValue(value, skipInputValidation: true);
    }

    readonly record struct Field(string Name, JsonElement Value);
}
