using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Transcribes records written as JSON: one list of objects, the one list within an object, one object a line (NDJSON), or one object alone.</summary>
static class JsonFile
{
    /// <summary>The records as delimited text.</summary>
    /// <exception cref="UnreadableException">Nothing of the file is taken.</exception>
    public static SourceText Transcribe(Feed feed, SourceText json, string scratch, CancellationToken cancel)
    {
        try
        {
            using var transcript = new Transcript(scratch, Defects.FileJson);
            var names = HeaderSearch.Names(feed);
            var pieces = new JsonPieces(json.Path, cancel);
            var (records, broken) = Copy(pieces, json.Path, names, transcript);
            if (records == 0 && broken > 0) throw new UnreadableException(Defects.FileJson, $"{broken} values, and no object");
            if (records == 0) transcript.NilReturn(feed);
            if (!pieces.IsOne)
                foreach (var beside in pieces.Beside.Keys) transcript.Column($"{beside} (beside the list)");
            return transcript.Records("json", pieces.IsLines ? "line" : "record") with { Encoding = json.Encoding, Name = json.Name };
        }
        catch (JsonFaultException fault)
        {
            throw new UnreadableException(Defects.FileJson, fault.Message, fault.Line);
        }
    }

    static (int Records, int Broken) Copy(JsonPieces pieces, string path, Dictionary<string, int> names, Transcript transcript)
    {
        using var reader = new JsonPieceReader(path);
        var fields = new JsonFields();
        var (records, broken) = (0, 0);
        foreach (var piece in pieces.Cut())
        {
            var text = reader.Read(piece);
            if (!piece.IsObject || text.Length < piece.Length || !fields.TryRead(text))
            {
                transcript.Unreadable(piece.Place, reader.Original(piece));
                broken++;
            }
            else if (!IsNil(pieces, fields, names))
            {
                transcript.Record(piece.Place, fields.All, fields.Twice.Count + fields.Lists.Count == 0 ? null : Notes(fields, names));
                records++;
            }
        }
        return (records, broken);
    }

    /// <summary>An object with an empty list and none of the feed's fields: there was nothing to report.</summary>
    static bool IsNil(JsonPieces pieces, JsonFields fields, Dictionary<string, int> names) =>
        pieces is { IsOne: true, HasEmptyList: true } && !fields.All.Exists(field => names.ContainsKey(Spellings.Plain(field.Name)));

    static List<RowDefect> Notes(JsonFields fields, Dictionary<string, int> names)
    {
        RowDefect Note(Defect defect, string field) => new(defect, names.GetValueOrDefault(Spellings.Plain(field), Feed.None), defect.Tier);
        return [.. fields.Twice.Select(field => Note(Defects.ValueTwice, field)), .. fields.Lists.Select(field => Note(Defects.ValueList, field))];
    }
}
