using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Json;

/// <summary>Transcribes records written as JSON: one list of objects, the one list within an object, one object a line (NDJSON), or one
/// object alone.</summary>
static class JsonFile
{
    /// <summary>Where the records name no column of the feed.</summary>
    public const string AdviceOnNames =
        "Name the fields of each record of the JSON as the columns of this feed are named; if there was nothing to report, send "
        + "an empty list, [].";

    /// <summary>The records as delimited text.</summary>
    /// <exception cref="UnreadableException">Nothing of the file is taken.</exception>
    public static SourceText Transcribe(Feed feed, SourceText json, string scratch, List<FileDefect> defects, CancellationToken cancel)
    {
        Reading? read = null;
        JsonFaultException? fault = null;
        try
        {
            read = Read(feed, json, scratch, cancel);
            if (read.Records + read.Broken == 0 && JsonShapes.IsErrorAnswer(json.Path))
                throw new UnreadableException(Defects.FileJson, JsonErrors.Fault);
            if (!read.MayBeAnother) return read.Taken(defects);
        }
        catch (JsonFaultException met)
        {
            fault = met;
        }
        if (fault is not { IsCutOff: true } && Reshaped(feed, json, scratch, read is { HasNames: true }, cancel) is { } other)
            return other.Taken(defects);
        if (read is null or { Records: 0, Broken: > 0 })
            throw new UnreadableException(Defects.FileJson, fault?.Message ?? $"{read!.Broken} values, and no object", fault?.Line ?? 0);
        return read.Taken(defects);
    }

    /// <summary>Null: it is of no other shape that says for certain what the records are.</summary>
    static Reading? Reshaped(Feed feed, SourceText json, string scratch, bool isRecord, CancellationToken cancel)
    {
        var shapes = new JsonShapes(new HeaderNames(feed));
        if (shapes.Rewritten(json.Path, scratch, isRecord) is { } path) return Read(feed, json with { Path = path }, scratch, cancel);
        return shapes.Fault is { } wrong ? throw new UnreadableException(Defects.FileJson, wrong) : null;
    }

    static Reading Read(Feed feed, SourceText json, string scratch, CancellationToken cancel)
    {
        using var transcript = new TranscriptWriter(scratch, Defects.FileJson);
        var names = HeaderSearch.Names(feed);
        var pieces = new JsonPieces(json.Path, cancel);
        using var reader = new JsonPieceReader(json.Path);
        var (records, broken) = Copy(pieces, reader, names, transcript);
        var known = new HeaderNames(feed);
        var hasNames = transcript.Columns.Count(column => known.Find(column) >= 0) > 1;
        if (records + broken == 0) transcript.NilReturn(feed);
        if (!pieces.IsOne)
            foreach (var beside in pieces.Beside.Keys) transcript.Column($"{beside} (beside the list)");
        var text = transcript.Records(pieces.IsLines ? "line" : "record", AdviceOnNames) with { Encoding = json.Encoding };
        return new Reading(text, records, broken,
            hasNames, pieces.IsOne && records > 0, [.. Lacks(pieces, reader, pieces.IsOne && !hasNames ? 0 : records + broken)]);
    }

    /// <summary>What shows that there are records that are not in the file.</summary>
    static IEnumerable<FileDefect> Lacks(JsonPieces pieces, JsonPieceReader reader, int records)
    {
        if (pieces.IsLines && pieces.CutOff(reader) is { } cut) yield return cut;
        if (pieces.IsLines || pieces.IsOne && records > 0) yield break;
        if (JsonPaging.Tell(pieces.Beside, pieces.ListAt, records) is { } page) yield return page;
        if (pieces.Beside.Any(one => JsonErrors.Is(one.Key, one.Value))) yield return new FileDefect(Defects.FileErrorBeside, 0, null);
    }

    static (int Records, int Broken) Copy(JsonPieces pieces, JsonPieceReader reader, Dictionary<string, int> names,
        TranscriptWriter transcript)
    {
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
        return [.. fields.Twice.Select(field => Note(Defects.ValueTwice, field)),
            .. fields.Lists.Select(field => Note(Defects.ValueList, field))];
    }

    /// <summary>What reading a document as a list of records came to.</summary>
    /// <param name="IsOne">It is one object, taken for a record.</param>
    /// <param name="Lacks">What shows that there are records that are not in it.</param>
    sealed record Reading(SourceText Text, int Records, int Broken, bool HasNames, bool IsOne, IReadOnlyList<FileDefect> Lacks)
    {
        /// <summary>Hardly a list of records: they have no name of the feed's, or one object may hold many.</summary>
        public bool MayBeAnother => Records + Broken > 0 && (IsOne || !HasNames);

        public SourceText Taken(List<FileDefect> defects)
        {
            defects.AddRange(Lacks);
            if ((Records == 0 || IsOne && !HasNames) && Lacks.FirstOrDefault(lack => lack.Defect == Defects.FilePage) is { } page)
                throw new UnreadableException(Defects.FileJson, page.Found!);
            return Text;
        }
    }
}
