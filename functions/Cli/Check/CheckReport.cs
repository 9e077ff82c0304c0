using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime.Text;

namespace FrontDoor.Cli.Check;

/// <summary>The output of <c>check</c>: receipts, lines and a table to read, or one JSON document.</summary>
static class CheckReport
{
    const string Assumes = "Every record counts as new: a dry run does not know what was sent before.";

    /// <summary>A receipt reports it in one sentence for all columns.</summary>
    static readonly string s_absent = Defects.HeaderColumnAbsent.Code;

    static readonly string[] s_columns = ["file", "verdict", "rows in", "accepted", "rejected", "unchanged", "blank", "late", "defects"];

    public static void Text(CheckPlan plan, IReadOnlyList<CheckedFile> files, TextWriter to)
    {
        Write($"A dry run for {plan.Feed.Id} from {plan.Sender}: nothing was kept or sent, and no file is written beside a receipt. "
            + Assumes, to);
        foreach (var file in files)
        {
            to.WriteLine();
            foreach (var line in Receipt(file).Split('\n')) Write(line, to);
            WriteLines(file, to);
        }
        if (files.Count == 1) return; // the receipt has all of that
        to.WriteLine();
        TextTable.Write(s_columns, files.Select(Row), to);
    }

    /// <summary>The receipt as it would be written, without files beside it.</summary>
    static string Receipt(CheckedFile file) =>
        file.Result.Receipt is { } receipt ? (receipt with { RejectFile = null, LateFile = null, IsCheck = true }).ToText().TrimEnd()
        : throw new InvalidOperationException("A file that is checked on a folder of its own has a receipt.");

    /// <summary>In file order: each line once, and each defect in the receipt's words.</summary>
    static void WriteLines(CheckedFile file, TextWriter to)
    {
        var placed = file.Result.Receipt!.Defects.Where(defect => defect.Lines.Count > 0 && defect.Code != s_absent)
            .Sum(defect => defect.Count);
        var shown = file.Lines.Where(line => line.Line is not null && line.Code != s_absent).ToList();
        if (placed == 0 || shown.Count == 0) return;
        to.WriteLine();
        var problems = PeopleText.Count(placed, "problem", "problems");
        Write($"By line, {(shown.Count < placed ? $"the first {shown.Count} of {problems} (--limit N shows more)" : problems)}:", to);
        foreach (var line in shown.GroupBy(line => Place(file, line)))
            Write($"  {line.Key}: {string.Join("; ", line.Select(Said))}", to);
    }

    static string Said(CheckedLine defect) => defect.Code + (defect.Column is null ? "" : $" in {defect.Column}");

    /// <summary>Wraps to the width of the screen.</summary>
    static void Write(string line, TextWriter to)
    {
        var words = line.TrimStart(' ');
        to.Write(words.Length == 0 ? "\n" : WrappedText.Of(words, line.Length - words.Length, Screen.Width));
    }

    /// <summary>The document of docs/check.md.</summary>
    public static void Json(CheckPlan plan, IReadOnlyList<CheckedFile> files, Stream to)
    {
        using var json = new Utf8JsonWriter(to,
            new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("schema", "front-door-check/1");
        json.WriteString("feed", plan.Feed.Id.ToString());
        json.WriteString("sender", plan.Sender);
        json.WriteString("received_at", Moment(plan));
        json.WriteString("assumes", Assumes);
        json.WriteString("verdict", Word(files.Max(file => file.Verdict)));
        json.WriteStartArray("files");
        foreach (var file in files) Write(json, file);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.Write("\n"u8);
    }

    static void Write(Utf8JsonWriter json, CheckedFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("verdict", Word(file.Verdict));
        json.WriteNumber("defects", file.Defects);
        json.WriteStartArray("lines");
        foreach (var line in file.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("part", line.Part);
            if (line.Line is { } number) json.WriteNumber("line", number);
            else json.WriteNull("line");
            json.WriteString("code", line.Code);
            json.WriteString("column", line.Column);
            json.WriteString("tier", line.Tier);
            json.WriteString("advice", line.Advice);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("lines_left_out", file.Defects - file.Lines.Count);
        json.WritePropertyName("receipt");
        file.Receipt.WriteTo(json);
        json.WriteEndObject();
    }

    static object?[] Row(CheckedFile file) =>
        [Path.GetFileName(file.Path), Word(file.Verdict), file.Result.RowsIn, file.Result.Accepted, file.Result.Rejected,
        file.Result.Unchanged, file.Result.Blank, file.Result.Late, file.Defects];

    /// <summary>The place as in the receipt: "line 14", or "'March': row 14" if the file has several parts.</summary>
    static string Place(CheckedFile file, CheckedLine line)
    {
        if (line.Line is not { } number) return "the file";
        var parts = file.Receipt.GetProperty("parts");
        // a refused file has no parts
        if (parts.GetArrayLength() < line.Part) return string.Create(CultureInfo.InvariantCulture, $"line {number}");
        var part = parts[line.Part - 1];
        var of = parts.GetArrayLength() > 1
            ? $"'{part.GetProperty("name").GetString() ?? string.Create(CultureInfo.InvariantCulture, $"part {line.Part}")}': " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{of}{part.GetProperty("counts").GetString()} {number}");
    }

    static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Clean => "clean",
        Verdict.Warnings => "warnings",
        Verdict.Rejected => "rejected",
        Verdict.Refused => "refused",
        _ => throw new InvalidOperationException($"No word for the verdict {verdict}."),
    };

    static string Moment(CheckPlan plan) => InstantPattern.General.Format(plan.Received);
}
