using System.Text.Json;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Fhir;

/// <summary>Transcribes FHIR R4: each ServiceRequest of a Bundle, or of a file with a resource a line, is a record.</summary>
/// <remarks>The file is read twice: once to learn where everything is that a referral may refer to, in whatever order, and once for the
/// referrals.</remarks>
sealed class FhirFile : IDisposable
{
    const int LinesSearched = 20;
    const int CachedBytesAtMost = 8 << 20;

    readonly SourceText _json;
    readonly JsonPieces _pieces;
    readonly JsonPieceReader _reader;
    readonly JsonPieceReader _loader;
    readonly FhirIndex _index;
    readonly FhirReferral _referral;
    readonly Dictionary<long, JsonElement> _cache = [];
    long _cached;
    int _referrals;
    int _others;
    int _resources;

    FhirFile(Feed feed, SourceText json, CancellationToken cancel)
    {
        (_json, _pieces) = (json, new JsonPieces(json.Path, cancel));
        (_reader, _loader) = (new JsonPieceReader(json.Path), new JsonPieceReader(json.Path));
        (_index, _referral) = (new FhirIndex(Load), new FhirReferral(feed, feed.Contract.Fhir!));
    }

    /// <summary>The file says that it is FHIR: its object, or one of its first, is a resource.</summary>
    public static bool Is(string path, CancellationToken cancel)
    {
        if (JsonLines.Are(path))
        {
            using var reader = new JsonPieceReader(path);
            return JsonLines.Cut(path, cancel).Take(LinesSearched).Any(piece => IsResource(reader.Memory(piece)));
        }
        using var tokens = new JsonTokens(path, cancel);
        try
        {
            tokens.Read();
            if (tokens.Type == JsonTokenType.StartArray) tokens.Read();
            if (tokens.Type != JsonTokenType.StartObject) return false;
            while (tokens.Read() && tokens.Type == JsonTokenType.PropertyName)
            {
                var isType = tokens.Text() == "resourceType";
                tokens.Read();
                if (isType) return tokens.Type == JsonTokenType.String && tokens.Text() is [>= 'A' and <= 'Z', ..];
                if (tokens.Type is JsonTokenType.StartObject or JsonTokenType.StartArray) tokens.Skip();
            }
            return false;
        }
        catch (JsonFaultException) // its reader will say what is wrong
        {
            return false;
        }
    }

    static bool IsResource(ReadOnlyMemory<byte> line)
    {
        using var parsed = Parse(line);
        return parsed?.RootElement.ResourceType() is not null;
    }

    /// <summary>The referrals as delimited text.</summary>
    /// <exception cref="UnreadableException">Nothing of the file is taken.</exception>
    public static SourceText Transcribe(Feed feed, SourceText json, string scratch, List<FileDefect> defects, CancellationToken cancel)
    {
        try
        {
            using var file = new FhirFile(feed, json, cancel);
            using var transcript = new TranscriptWriter(scratch, Defects.FileFhir);
            var text = file.Transcribe(feed, transcript);
            if (file.Lacks() is { } lacks) defects.Add(lacks);
            return text;
        }
        catch (JsonFaultException fault)
        {
            throw new UnreadableException(Defects.FileJson, fault.Message, fault.Line);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _loader.Dispose();
    }

    SourceText Transcribe(Feed feed, TranscriptWriter transcript)
    {
        // Every column the mapping can fill is there, whether or not a referral fills it: what is absent then is a cell, not a column.
        foreach (var (_, column) in feed.Contract.Fhir!.Named())
            if (column is not null) transcript.Column(column);
        foreach (var piece in Pieces())
            using (var parsed = Parse(_reader.Memory(piece)))
                if (parsed is not null && ResourceOf(parsed.RootElement) is { ValueKind: JsonValueKind.Object } resource)
                    _index.Add(resource, parsed.RootElement.Text("fullUrl"), piece);
        var sent = SentOf(_pieces.Beside.GetValueOrDefault("type"), _pieces.Beside.GetValueOrDefault("timestamp"));
        foreach (var piece in Pieces())
        {
            Record(piece, sent, transcript);
            _resources++;
        }
        if (_referrals == 0 && _others > 0) throw new UnreadableException(Defects.FileFhir, $"{_others} resources, and no ServiceRequest");
        foreach (var beside in _referral.Beside.Order(StringComparer.Ordinal)) transcript.Column(beside);
        return transcript.Records(_pieces.IsLines ? "line" : "record", JsonFile.AdviceOnNames) with
        {
            Encoding = _json.Encoding,
            Found = _referral.Found
        };
    }

    /// <summary>What shows that there are referrals that are not in the file. A Bundle's total counts what was searched for, and not what
    /// came with it.</summary>
    FileDefect? Lacks() => _pieces.IsLines ? _pieces.CutOff(_reader)
        : JsonPaging.Tell(_pieces.Beside, null, _resources) is { } page && page.Defect == Defects.FilePage ? page : null;

    IEnumerable<JsonPiece> Pieces() => _pieces.Cut("entry");

    void Record(JsonPiece piece, string? sent, TranscriptWriter transcript)
    {
        using var parsed = Parse(_reader.Memory(piece));
        if (parsed is null)
        {
            if (!JsonFields.Trim(_reader.Read(piece)).IsEmpty || piece.Length > JsonPieceReader.LongestPiece) Unreadable(piece, transcript);
            else transcript.Record(PlaceOf(piece), []);
            return;
        }
        var resource = ResourceOf(parsed.RootElement);
        var type = resource.ResourceType();
        if (type == "Bundle") Bundle(piece, resource, transcript);
        else if (type == "ServiceRequest")
            Referral(piece, resource, new FhirScope(resource, parsed.RootElement.Text("fullUrl"), [_index]), sent, transcript);
        else if (type is not null) _others++;
        else if (_pieces.IsLines || !piece.IsObject) Unreadable(piece, transcript);
    }

    /// <summary>A Bundle that is a line of the file, or an entry of another: its references mean its own resources first.</summary>
    void Bundle(JsonPiece piece, JsonElement bundle, TranscriptWriter transcript)
    {
        var index = new FhirIndex(_ => throw new InvalidOperationException("A Bundle in memory is not read from a file."));
        foreach (var entry in bundle.List("entry")) index.Add(entry.Get("resource"), entry.Text("fullUrl"), null);
        var sent = SentOf(bundle.Text("type"), bundle.Text("timestamp"));
        foreach (var entry in bundle.List("entry"))
        {
            var resource = entry.Get("resource");
            if (resource.ResourceType() == "ServiceRequest")
                Referral(piece, resource, new FhirScope(resource, entry.Text("fullUrl"), [index, _index]), sent, transcript);
            else if (resource.ResourceType() == "Bundle") Bundle(piece, resource, transcript);
            else _others++;
        }
    }

    void Referral(JsonPiece piece, JsonElement resource, FhirScope scope, string? sent, TranscriptWriter transcript)
    {
        _referral.Read(resource, scope, sent);
        _referrals++;
        transcript.Record(PlaceOf(piece), _referral.Fields, _referral.Notes);
    }

    void Unreadable(JsonPiece piece, TranscriptWriter transcript)
    {
        _referrals++;
        transcript.Unreadable(PlaceOf(piece), _reader.Original(piece));
    }

    int PlaceOf(JsonPiece piece) => _pieces.IsLines ? piece.Place : Math.Max(_referrals, 1);

    /// <summary>The time on a message is when it was sent; that on a search result or a collection is when that was put together.</summary>
    static string? SentOf(string? type, string? timestamp) => type == "message" ? timestamp : null;

    /// <summary>An entry of a Bundle holds a resource; a line or an element of a list is one.</summary>
    static JsonElement ResourceOf(JsonElement element) =>
        element.ResourceType() is null && element.Get("resource") is { ValueKind: JsonValueKind.Object } held ? held : element;

    JsonElement Load(JsonPiece piece)
    {
        if (_cache.TryGetValue(piece.Start, out var held)) return held;
        if (_cached > CachedBytesAtMost)
        {
            _cache.Clear();
            _cached = 0;
        }
        _cached += piece.Length;
        using var parsed = Parse(_loader.Memory(piece));
        return _cache[piece.Start] = ResourceOf(parsed!.RootElement).Clone();
    }

    /// <summary>Half of a letter that takes two escapes in a name, by which nothing can be looked up then; in a value it is read as JSON
    /// elsewhere is.</summary>
    static bool NamesHalfALetter(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0) return false;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonTokens.DeepestNesting });
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            return false; // which the parser says
        }
    }

    /// <summary>Null for what is blank, or no JSON.</summary>
    static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        var trimmed = JsonFields.Trim(text.Span);
        if (trimmed.IsEmpty || NamesHalfALetter(trimmed)) return null;
        text.Span.Overlaps(trimmed, out var start);
        try
        {
            return JsonDocument.Parse(text.Slice(start, trimmed.Length), new JsonDocumentOptions { MaxDepth = JsonTokens.DeepestNesting });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
