using System.Text.Json;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Json;

/// <summary>Where one record of a JSON file lies, and what to call its place.</summary>
/// <param name="Place">The physical line of a record a line; else the record's number.</param>
/// <param name="IsObject">False for a value that is no record: a number in a list of objects, a line that is too long.</param>
readonly record struct JsonPiece(int Place, long Start, long Length, bool IsObject);

/// <summary>Cuts a JSON file into its records: one a line, or the objects of its one list, or the whole of it.</summary>
sealed class JsonPieces(string path, CancellationToken cancel)
{
    const int BesideAtMost = 100;

    readonly List<string> _path = [];
    string? _listAt;
    JsonPiece _last;

    /// <summary>Each record is a line of its own (NDJSON).</summary>
    public bool IsLines { get; } = JsonLines.Are(path);

    /// <summary>What stands beside the list, by name: when it was made, how many there are.</summary>
    public Dictionary<string, string> Beside { get; } = new(StringComparer.Ordinal);

    /// <summary>The path of the list of records, once it was met.</summary>
    public string? ListAt => _listAt;

    /// <summary>The file is one object, and no list of objects is in it: the object itself is the record.</summary>
    public bool IsOne { get; private set; }

    /// <summary>The file is one object without a list of objects, but with an empty list: a nil return, or a record with an empty
    /// field.</summary>
    public bool HasEmptyList { get; private set; }

    /// <summary>The records, in order. A file that is read again is cut again.</summary>
    /// <param name="list">The property whose list holds the records; null for the only list of objects there is.</param>
    /// <exception cref="JsonFaultException">The file is not JSON, or holds no one list of objects.</exception>
    public IEnumerable<JsonPiece> Cut(string? list = null) => IsLines ? Lines() : Walk(list);

    /// <summary>Of records a line, whether the last one breaks off; complete once all were cut.</summary>
    public FileDefect? CutOff(JsonPieceReader reader) =>
        IsLines && _last.Start + _last.Length == new FileInfo(path).Length && JsonFields.Trim(reader.Read(_last)) is [(byte)'{', ..] line
        && JsonLines.IsCutOff(line)
            ? new FileDefect(Defects.FileCutOff, _last.Place, null) : null;

    IEnumerable<JsonPiece> Lines()
    {
        foreach (var piece in JsonLines.Cut(path, cancel))
        {
            _last = piece;
            yield return piece;
        }
    }

    IEnumerable<JsonPiece> Walk(string? list)
    {
        using var tokens = new JsonTokens(path, cancel);
        tokens.Read();
        if (tokens.Type == JsonTokenType.StartArray)
        {
            foreach (var piece in Elements(tokens)) yield return piece;
        }
        else if (tokens.Type == JsonTokenType.StartObject)
        {
            var start = tokens.Start;
            (_listAt, HasEmptyList, IsOne) = (null, false, false);
            _path.Clear();
            foreach (var piece in Properties(tokens, list)) yield return piece;
            IsOne = _listAt is null;
            if (IsOne) yield return new JsonPiece(1, start, tokens.End - start, true);
        }
        else throw tokens.Fault("a single value, and no record");
        if (tokens.Read()) throw tokens.Fault("a second value after the first");
    }

    /// <summary>Goes through an object, and the objects in it, to find the list.</summary>
    IEnumerable<JsonPiece> Properties(JsonTokens tokens, string? list)
    {
        while (tokens.Read() && !(tokens.Type == JsonTokenType.EndObject && _path.Count == 0))
        {
            if (tokens.Type == JsonTokenType.PropertyName) _path.Add(tokens.Text());
            else if (tokens.Type == JsonTokenType.EndObject) Leave();
            else if (tokens.Type == JsonTokenType.StartArray)
            {
                if (list is not null && (_path.Count > 1 || _path[0] != list)) Links(tokens);
                else foreach (var piece in List(tokens)) yield return piece;
                Leave();
            }
            else if (tokens.Type != JsonTokenType.StartObject)
            {
                if (Beside.Count < BesideAtMost) Beside[string.Join('.', _path)] = tokens.Text();
                Leave();
            }
        }
    }

    /// <summary>Goes through another list than the records'; a link to a next page, as a Bundle has it, stands beside the
    /// records.</summary>
    void Links(JsonTokens tokens)
    {
        var isRelation = false;
        for (var open = 1; open > 0 && tokens.Read();)
        {
            if (tokens.Type == JsonTokenType.String && isRelation && tokens.Text() == "next") Beside["link.next"] = "next";
            isRelation = tokens.Type == JsonTokenType.PropertyName && _path is ["link"] && tokens.Text() == "relation";
            open += tokens.Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray =>
                1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0
            };
        }
    }

    IEnumerable<JsonPiece> List(JsonTokens tokens)
    {
        tokens.Read();
        if (tokens.Type == JsonTokenType.EndArray) HasEmptyList = true;
        else if (tokens.Type != JsonTokenType.StartObject) SkipRest(tokens);
        else
        {
            var name = string.Join('.', _path);
            if (_listAt is not null) throw tokens.Fault("two lists of objects");
            _listAt = name;
            foreach (var piece in Elements(tokens, isRead: true)) yield return piece;
        }
    }

    static IEnumerable<JsonPiece> Elements(JsonTokens tokens, bool isRead = false)
    {
        for (var place = 1; (isRead || tokens.Read()) && tokens.Type != JsonTokenType.EndArray; place++)
        {
            isRead = false;
            var (start, type) = (tokens.Start, tokens.Type);
            if (type is JsonTokenType.StartObject or JsonTokenType.StartArray) tokens.Skip();
            yield return new JsonPiece(place, start, tokens.End - start, type == JsonTokenType.StartObject);
        }
    }

    static void SkipRest(JsonTokens tokens)
    {
        if (tokens.Type == JsonTokenType.StartArray) tokens.Skip();
        tokens.Skip();
    }

    void Leave()
    {
        if (_path.Count > 0) _path.RemoveAt(_path.Count - 1);
    }
}
