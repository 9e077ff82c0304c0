using System.Globalization;
using System.Text.Json.Serialization;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Writing;

/// <summary>A table of a file, as the receipt describes it.</summary>
public sealed record ReceiptPart
{
    public required int Number { get; init; }

    /// <summary>The sheet or the file in the archive, as the sender named it.</summary>
    public string? Name { get; init; }

    /// <summary>The unit of places in it: line, row or record.</summary>
    public required string Counts { get; init; }

    /// <summary>The place of the header; 0 if every record names its fields.</summary>
    public required int HeaderLine { get; init; }

    /// <summary>Lines above the header, and totals or signatures below it, which are not rows.</summary>
    public IReadOnlyList<int> LinesNotRows { get; init; } = [];
    public IReadOnlyList<string> ColumnsNotKnown { get; init; } = [];

    /// <summary>How many children a line has columns for; 0 if a line is about one.</summary>
    public int ChildrenPerLine { get; init; }

    internal static ReceiptPart Of(FilePart part, IngestCounts tally) => new()
    {
        Number = part.Number,
        Name = part.Text.Name,
        Counts = part.Text.Counts,
        HeaderLine = part.Header.Line,
        LinesNotRows = [.. part.Header.TitleLines,
        .. tally.FooterLines.Where(footer => footer.Part == part.Number).Select(footer => footer.Line)],
        ColumnsNotKnown = part.Header.Extra,
        ChildrenPerLine = part.Header.Groups.Count,
    };
}

/// <summary>How the rows of a file relate to earlier files.</summary>
public sealed record ReceiptResends
{
    /// <summary>Rows that are identical to those last sent.</summary>
    public required int Same { get; init; }

    /// <summary>The first of them.</summary>
    [JsonIgnore]
    public IReadOnlyList<RowPlace> SameLines { get; init; } = [];

    /// <summary>Rows older than the current version: not used.</summary>
    public required int Older { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RowPlace> OlderLines { get; init; } = [];

    /// <summary>Rows that correct a record.</summary>
    public required int Corrected { get; init; }

    /// <summary>How many of these have an earlier version that is still stored; <see cref="Fields"/> counts only these.</summary>
    public required int Compared { get; init; }

    /// <summary>The corrected columns, never their values.</summary>
    public IReadOnlyList<FieldCorrection> Fields { get; init; } = [];

    /// <summary>Corrections after which the record is about another child: one reference was used for two.</summary>
    public int AnotherChild { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RowPlace> AnotherChildLines { get; init; } = [];

    /// <summary>Corrections with the same version number as the current version.</summary>
    public required int Conflicting { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RowPlace> ConflictingLines { get; init; } = [];

    internal void Write(Action<string> line, Func<IReadOnlyList<RowPlace>, int, string> places)
    {
        if (Fields.Count > 0) line($"\nCorrected: {string.Join(", ", Fields.Select(field => $"{field.Column} in {field.Count}"))}.");
        if (Compared < Corrected) line($"No earlier version is kept to compare {Corrected - Compared} corrected records with.");
        if (AnotherChild > 0) line(
            $"ANOTHER CHILD under a reference we have already: {places(AnotherChildLines, AnotherChild)}. The record is now this child's. "
                + "Unless the first was wrong, send each child under its own reference.");
        if (Conflicting > 0) line(
            $"Same version as the record we have, but other content: {places(ConflictingLines, Conflicting)}. The row that came last was "
                + "used; raise the version when a record changes.");
        if (Older > 0) line($"Older than the record we have, and not used: {places(OlderLines, Older)}.");
    }
}

/// <summary>One kind of defect in one column: how often, where first, and what to do.</summary>
public sealed record ReceiptDefect
{
    public required string Code { get; init; }

    /// <summary>file, row or warning.</summary>
    public required string Tier { get; init; }
    public string? Column { get; init; }

    /// <summary>The part of the receipt.</summary>
    public int Part { get; init; } = 1;
    public required int Count { get; init; }
    public IReadOnlyList<int> Lines { get; init; } = [];
    public required string Meaning { get; init; }
    public required string Advice { get; init; }
    public string? Found { get; init; }

    /// <summary>The unit of <see cref="Lines"/>, if no part of the receipt says it.</summary>
    [JsonIgnore]
    public string? LineWord { get; init; }

    internal static ReceiptDefect Of(DefectCount count, Feed feed) => new()
    {
        Code = count.Defect.Code,
        Tier = Word(count.Tier),
        Column = count.Column,
        Part = count.Part,
        Count = count.Count,
        Lines = [.. count.Lines],
        Meaning = count.Defect.Meaning,
        Advice = feed.Advice.On(count.Defect, count.Column is null ? Domain.Feeds.Feed.None : feed.Contract.PlaceOf(count.Column)),
        Found = count.Found.Count == 0 ? null : string.Join(", ", count.Found),
    };

    internal static ReceiptDefect Of(FileDefect defect) => new()
    {
        Code = defect.Defect.Code,
        Tier = Word(defect.Defect.Tier),
        Column = defect.Column,
        Part = defect.Part,
        Count = 1,
        Lines = defect.Line > 0 ? [defect.Line] : [],
        Meaning = defect.Defect.Meaning,
        Advice = defect.Advice,
        Found = defect.Found,
        LineWord = defect.Counts,
    };

    static string Word(Tier tier) => tier switch { Domain.Feeds.Tier.File => "file", Domain.Feeds.Tier.Row => "row", _ => "warning" };
}
