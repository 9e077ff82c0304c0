using System.Globalization;
using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Formats.Content;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The receipt for a partner's staff, in plain text.</summary>
sealed class ReceiptText(Receipt receipt)
{
    /// <summary>The receipt in plain text.</summary>
    public string Of()
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line($"{receipt.Verdict.ToUpperInvariant()}: {OneLine(receipt.File)}");
        Line($"What to do: {OneLine(receipt.ToDo)}");
        if (receipt.Contact is not null) Line($"Whom to ask: {receipt.Contact}.");
        Line($"");
        foreach (var headline in receipt.Headlines) Line($"{OneLine(headline)}\n");
        var received = PeopleText.Moment(receipt.ReceivedAt);
        var edition = receipt.Edition is null ? "" : $", contract edition {receipt.Edition}";
        Line($"{receipt.Agency}/{receipt.Feed} from {receipt.Sender}, received {received}{edition}, file id {receipt.FileId[..8]}");
        if (receipt.Status == Receipt.Committed)
        {
            Line($"");
            Line($"{receipt.RowsIn,7} {(receipt.RowsIn == 1 ? "row" : "rows")} in");
            Line($"{receipt.Accepted,7} accepted{(receipt.Amended > 0 ? $" ({receipt.New} new, {receipt.Amended} corrected)" : "")}");
            Line($"{receipt.Rejected,7} rejected{(receipt.RejectFile is null ? "" : $", listed in {OneLine(receipt.RejectFile)}")}");
            Line($"{receipt.Unchanged,7} unchanged{Unchanged()}");
            Line($"{receipt.Blank,7} blank");
            if (receipt.Cancelled > 0) Line(
                $"\n{receipt.Cancelled} of the accepted rows {(receipt.Cancelled == 1 ? "cancels its record" : "cancel their records")}. "
                    + "No alert is sent about how late a cancelled record came.");
        }
        receipt.Resends?.Write(Line, Places);
        if (receipt.Timeliness is { } timeliness) timeliness.Write(Line, Places, receipt.LateFile);
        WriteDefects(Line, "Why it was not accepted:", "file");
        WriteDefects(Line, "Rejected, to be put right and sent again:", "row");
        WriteDefects(Line, "To put right at the source; none of these rejects a row:", "warning");
        WriteAbsent(Line);
        WriteParts(Line);
        return text.ToString();
    }

    /// <summary>Why rows were not taken anew.</summary>
    string Unchanged() => receipt.Resends switch
    {
        { Older: > 0 } resends => $" ({resends.Same} the same as last sent, {resends.Older} older than what we have)",
        { Same: > 0 } resends when receipt.IsCheck => $": {(resends.Same == 1 ? "it repeats" : "they repeat")} an earlier line of this "
            + $"file ({Places(resends.SameLines, resends.Same)})",
        _ => receipt.Unchanged == 1 ? " since it was last sent" : " since they were last sent",
    };

    void WriteParts(Action<string> line)
    {
        var parts = receipt.Parts.Select(part => part.Name is { } name ? $"'{OneLine(name)}'" : $"part {part.Number}");
        if (receipt.Parts.Count > 1) line($"\nRead, in this order: {string.Join(", ", parts)}.");
        foreach (var part in receipt.Parts)
        {
            if (part.ChildrenPerLine > 0)
                line($"\n{Of(part.Number)}A {part.Counts} can name {part.ChildrenPerLine} children; each child named is one row here, at "
                    + $"the {part.Counts} that names it.");
            if (part.LinesNotRows.Count > 0)
                line($"\n{Of(part.Number)}Read and not counted as rows (titles, totals): {part.Counts} "
                    + $"{string.Join(", ", part.LinesNotRows)}.");
            if (part.ColumnsNotKnown.Count > 0)
                line($"{Of(part.Number)}Columns this feed does not know, not used: "
                    + $"{string.Join(", ", part.ColumnsNotKnown.Select(OneLine))}.");
        }
    }

    /// <summary>The name of the part, if there are several.</summary>
    string Of(int part) => receipt.Parts.Count < 2 ? ""
        : $"{(receipt.Parts[part - 1].Name is { } name ? $"'{OneLine(name)}'" : $"Part {part}")}: ";

    /// <summary>The first rows of a kind, and how many there are: "showing 20 of 1,234: line 3, 9".</summary>
    string Places(IReadOnlyList<RowPlace> first, int count)
    {
        var text = new StringBuilder();
        for (var at = 0; at < first.Count; at++)
            text.Append(at > 0 ? ", " : "")
                .Append(at > 0 && first[at].Part == first[at - 1].Part ? "" : $"{Of(first[at].Part)}{Counts(first[at].Part)} ")
                .Append(CultureInfo.InvariantCulture, $"{first[at].Line}");
        return text.Insert(0, Showing(first.Count, count)).ToString();
    }

    /// <summary>A shortened list says so first.</summary>
    static string Showing(int shown, int count) => count > shown
        ? string.Create(CultureInfo.InvariantCulture, $"showing {shown} of {count:N0}: ") : "";

    string Counts(int part) => receipt.Parts.Count < part ? "line" : receipt.Parts[part - 1].Counts;

    void WriteDefects(Action<string> line, string heading, string tier)
    {
        var defects = receipt.Defects.Where(defect => defect.Tier == tier && !IsAbsence(defect)).ToList();
        if (defects.Count == 0) return;
        line($"\n{heading}");
        foreach (var defect in defects)
        {
            var lines = defect.Lines.Count == 0 ? ""
                : $", {Showing(defect.Lines.Count, defect.Count)}{Of(defect.Part)}{defect.LineWord ?? Counts(defect.Part)} "
                + $"{string.Join(", ", defect.Lines)}";
            line($"  {defect.Code}{(defect.Column is null ? "" : $", {defect.Column}")}{lines}");
            line($"    {defect.Meaning}{(defect.Found is null ? "" : $" Found: {OneLine(defect.Found)}.")} {defect.Advice}");
        }
    }

    /// <summary>An extract that leaves out columns always leaves out many: one line, at the end.</summary>
    void WriteAbsent(Action<string> line)
    {
        var absences = receipt.Defects.Where(IsAbsence)
            .GroupBy(defect => defect.Part,
            defect => $"{defect.Column}{(defect.Found is null ? "" : $" (found: {OneLine(defect.Found)})")}")
                .Select(absent => (Part: absent.Key, Columns: string.Join(", ", absent))).ToList();
        if (absences.Count == receipt.Parts.Count && absences.DistinctBy(absent => absent.Columns).Count() == 1)
            line($"\nAgreed columns that are not in the file: {absences[0].Columns}.");
        else
            foreach (var (part, columns) in absences) line($"\n{Of(part)}Agreed columns that are not there: {columns}.");
    }

    static bool IsAbsence(ReceiptDefect defect) => defect.Code == Domain.Feeds.Defects.HeaderColumnAbsent.Code;

    /// <summary>A name from a partner may hold anything, so it is kept on one line.</summary>
    static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
