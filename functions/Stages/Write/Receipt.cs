using System.Globalization;
using System.Text;
using System.Text.Json;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What a partner is told about one file: what was taken, what was late, what to fix. As JSON for their systems and as text for their staff.</summary>
public sealed record Receipt
{
    /// <summary>The shape of this receipt; a change that could break a reader gets a new number.</summary>
    public string Schema { get; init; } = "front-door-receipt/1";
    public required string FileId { get; init; }
    public required string File { get; init; }
    public required string Agency { get; init; }
    public required string Sender { get; init; }
    public required string Feed { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>committed, refused or held.</summary>
    public required string Status { get; init; }
    public string? Refusal { get; init; }
    public string? Format { get; init; }
    public string? Encoding { get; init; }
    public long Bytes { get; init; }
    public int RowsIn { get; init; }
    public int Accepted { get; init; }
    public int New { get; init; }
    public int Amended { get; init; }
    public int Rejected { get; init; }
    public int Unchanged { get; init; }
    public int Blank { get; init; }

    /// <summary>The tables the file held: one, or the sheets of a workbook, or the files of an archive.</summary>
    public IReadOnlyList<ReceiptPart> Parts { get; init; } = [];
    public ReceiptTimeliness? Timeliness { get; init; }
    public IReadOnlyList<ReceiptDefect> Defects { get; init; } = [];

    /// <summary>The name of the file of rejected rows beside this receipt, when there are any.</summary>
    public string? RejectFile { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ReceiptJson.Default.Receipt);

    /// <summary>The same for people, in plain text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"RECEIPT  {OneLine(File)}");
        Line($"{Agency}/{Feed} from {Sender}, received {ReceivedAt:ddd d MMM yyyy HH:mm} UTC, file id {FileId[..8]}");
        Line($"");
        if (Status == "held")
        {
            Line($"HELD, NOT YET PROCESSED. The fault is ours, not the file's. It is kept and will be tried again; you need do nothing.");
            return text.ToString();
        }
        if (Status == "refused") Line($"REFUSED. No row was taken. Correct what is listed and send the file again.");
        else
        {
            Line($"{RowsIn,7} rows in");
            Line($"{Accepted,7} accepted{(Amended > 0 ? $" ({New} new, {Amended} corrected)" : "")}");
            Line($"{Rejected,7} rejected{(RejectFile is null ? "" : $", listed in {RejectFile}")}");
            Line($"{Unchanged,7} unchanged since they were last sent");
            Line($"{Blank,7} blank");
        }
        if (Timeliness is { } timeliness) timeliness.Write(Line, late => $"{Of(late.Part)}{Counts(late.Part)} {late.Line}");
        WriteDefects(Line, "Why it was refused:", "file");
        WriteDefects(Line, "Rejected, to be put right and sent again:", "row");
        WriteDefects(Line, "To put right at the source; no row was rejected for these:", "warning");
        WriteAbsent(Line);
        WriteParts(Line);
        return text.ToString();
    }

    void WriteParts(Action<FormattableString> line)
    {
        foreach (var part in Parts)
        {
            if (part.LinesNotRows.Count > 0) line($"\n{Of(part.Number)}Read and not counted as rows (titles, totals): {part.Counts} {string.Join(", ", part.LinesNotRows)}.");
            if (part.ColumnsNotKnown.Count > 0) line($"{Of(part.Number)}Columns this feed does not know, not used: {string.Join(", ", part.ColumnsNotKnown.Select(OneLine))}.");
        }
    }

    /// <summary>Which part is meant, where there are several.</summary>
    string Of(int part) => Parts.Count < 2 ? "" : $"{(Parts[part - 1].Name is { } name ? $"'{OneLine(name)}'" : $"Part {part}")}: ";

    string Counts(int part) => Parts.Count < part ? "line" : Parts[part - 1].Counts;

    void WriteDefects(Action<FormattableString> line, string heading, string tier)
    {
        var defects = Defects.Where(defect => defect.Tier == tier && !IsAbsence(defect)).ToList();
        if (defects.Count == 0) return;
        line($"\n{heading}");
        foreach (var defect in defects)
        {
            var lines = defect.Lines.Count == 0 ? "" : $", {Of(defect.Part)}{Counts(defect.Part)} {string.Join(", ", defect.Lines)}{(defect.Count > defect.Lines.Count ? $" and {defect.Count - defect.Lines.Count} more" : "")}";
            line($"  {defect.Code}{(defect.Column is null ? "" : $", {defect.Column}")}{lines}");
            line($"    {defect.Meaning}{(defect.Found is null ? "" : $" Found: {OneLine(defect.Found)}.")} {defect.Advice}");
        }
    }

    /// <summary>An extract that leaves out columns leaves out many, and always: one line, last.</summary>
    void WriteAbsent(Action<FormattableString> line)
    {
        var absent = Defects.Where(IsAbsence).Select(defect => defect.Column).ToList();
        if (absent.Count > 0) line($"\nAgreed columns that are not in the file: {string.Join(", ", absent)}.");
    }

    static bool IsAbsence(ReceiptDefect defect) => defect.Code == Domain.Defects.HeaderColumnAbsent.Code;

    /// <summary>What a partner named may hold anything: here it stays on its line.</summary>
    static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}

/// <summary>One table of a file, as its receipt describes it.</summary>
public sealed record ReceiptPart
{
    public required int Number { get; init; }

    /// <summary>The sheet or the file in the archive, as the sender named it.</summary>
    public string? Name { get; init; }

    /// <summary>What the places of its records count: line, row or record.</summary>
    public required string Counts { get; init; }

    /// <summary>Where the header stands; 0 where every record names its fields.</summary>
    public required int HeaderLine { get; init; }

    /// <summary>Lines above the header, and totals or signatures below it: read, and not rows.</summary>
    public IReadOnlyList<int> LinesNotRows { get; init; } = [];
    public IReadOnlyList<string> ColumnsNotKnown { get; init; } = [];

    internal static ReceiptPart Of(Part part, Tally tally) => new()
    {
        Number = part.Number,
        Name = part.Text.Name,
        Counts = part.Text.Counts,
        HeaderLine = part.Header.Line,
        LinesNotRows = [.. part.Header.TitleLines, .. tally.FooterLines.Where(footer => footer.Part == part.Number).Select(footer => footer.Line)],
        ColumnsNotKnown = part.Header.Extra,
    };
}

/// <summary>How the accepted rows of a file stand against the sharing limit.</summary>
public sealed record ReceiptTimeliness
{
    public required int OnTime { get; init; }
    public required int Late { get; init; }
    public required int PossiblyLate { get; init; }
    public required int Unknown { get; init; }
    public required int Serious { get; init; }
    public required int Critical { get; init; }

    /// <summary>Longest time from start to receipt among the late rows, in hours.</summary>
    public double? WorstHours { get; init; }

    /// <summary>The first late rows by line; <see cref="Late"/> is the true count.</summary>
    public IReadOnlyList<ReceiptLate> LateLines { get; init; } = [];

    internal void Write(Action<FormattableString> line, Func<ReceiptLate, string> place)
    {
        line($"\nTimeliness: {OnTime} on time, {Late} late, {PossiblyLate} possibly late, {Unknown} could not be decided.");
        if (Late == 0) return;
        line($"Late: {Late - Serious - Critical} late, {Serious} serious, {Critical} critical{(WorstHours is { } worst ? string.Create(CultureInfo.InvariantCulture, $"; the longest took {worst:0.#} h") : "")}.");
        foreach (var late in LateLines)
            if (late.Hours is { } hours) line($"  {place(late)}: {hours:0.#} h against {late.Limit} ({late.Severity})");
            else line($"  {place(late)}: {late.Severity}, as an earlier version of it was; a correction does not take that back");
        if (Late > LateLines.Count) line($"  and {Late - LateLines.Count} more");
    }
}

/// <summary>A late row; no hours where an earlier version of it was late, and that stands.</summary>
public sealed record ReceiptLate(int Part, int Line, double? Hours, string Limit, string Severity);

/// <summary>One kind of defect in one column: how often, where first, and what to do.</summary>
public sealed record ReceiptDefect
{
    public required string Code { get; init; }

    /// <summary>file, row or warning.</summary>
    public required string Tier { get; init; }
    public string? Column { get; init; }

    /// <summary>Which of the receipt's parts.</summary>
    public int Part { get; init; } = 1;
    public required int Count { get; init; }
    public IReadOnlyList<int> Lines { get; init; } = [];
    public required string Meaning { get; init; }
    public required string Advice { get; init; }
    public string? Found { get; init; }

    internal static ReceiptDefect Of(DefectCount count) => new()
    {
        Code = count.Defect.Code,
        Tier = Word(count.Tier),
        Column = count.Column,
        Part = count.Part,
        Count = count.Count,
        Lines = [.. count.Lines],
        Meaning = count.Defect.Meaning,
        Advice = count.Defect.Advice,
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
        Advice = defect.Defect.Advice,
        Found = defect.Found,
    };

    static string Word(Tier tier) => tier switch { Domain.Tier.File => "file", Domain.Tier.Row => "row", _ => "warning" };
}
