using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Documents;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Cli.Answers;

/// <summary>Writes a query's rows as they come; only the first rows of a table wait, for the widths.</summary>
static class Answer
{
    static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TextWriter Out() => new StreamWriter(Console.OpenStandardOutput(), s_utf8, 1 << 16) { NewLine = "\n" };

    public static void Write(QueryResult answer, AnswerFormat format, CancellationToken cancel) =>
        Write([.. answer.Columns.Select(column => column.Name)], Watched(answer.Rows, cancel), format);

    public static void Write(IReadOnlyList<string> names, IEnumerable<object?[]> rows, AnswerFormat format)
    {
        if (format == AnswerFormat.Xlsx)
        {
            Xlsx([("answer", names, rows)]);
            return;
        }
        using var to = Out();
        switch (format)
        {
            case AnswerFormat.Table: TextTable.Write(names, rows, to); break;
            case AnswerFormat.Csv: Csv(names, rows, to); break;
            case AnswerFormat.Json: Json(names, rows, to); break;
            default: throw new InvalidOperationException($"No writer for the format {format}.");
        }
    }

    /// <summary>A workbook on stdout, with a sheet for each.</summary>
    public static void Xlsx(IEnumerable<(string Title, IReadOnlyList<string> Names, IEnumerable<object?[]> Rows)> sheets)
    {
        if (!Console.IsOutputRedirected)
            throw CliException.Usage("a workbook cannot be shown on a terminal", "a file to write it to",
                "add for instance: > answer.xlsx");
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-query"));
        using var file = File.Create(Path.Combine(scratch.Folder, "answer.xlsx"));
        using (var book = new Workbook(file))
            foreach (var (title, names, rows) in sheets) book.Add(title, names, rows);
        file.Position = 0;
        using var to = Console.OpenStandardOutput();
        file.CopyTo(to);
    }

    public static void Csv(IReadOnlyList<string> names, IEnumerable<object?[]> rows, TextWriter to)
    {
        to.WriteLine(CsvText.Line(names));
        // an empty text is quoted, so that it differs from a missing value
        foreach (var row in rows)
            to.WriteLine(string.Join(',', row.Select(value => value is "" ? "\"\"" : CsvText.Cell(Words(value)))));
    }

    public static void Json(IReadOnlyList<string> names, IEnumerable<object?[]> rows, TextWriter to)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_json);
        var before = "[";
        foreach (var row in rows)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(names[i]);
                WriteValue(json, row[i]);
            }

            json.WriteEndObject();
            json.Flush();
            to.WriteLine(before);
            to.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            before = ",";
        }

        to.WriteLine(before == "[" ? "[]" : "\n]");
    }

    /// <summary>A value as text: invariant, days as yyyy-MM-dd, moments in UTC with Z; nothing for null.</summary>
    public static string Words(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTime local => local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"No words for a value of type {value.GetType()}."),
    };

    static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            default: json.WriteStringValue(Words(value)); break;
        }
    }

    static IEnumerable<object?[]> Watched(IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            yield return row;
        }
    }
}
