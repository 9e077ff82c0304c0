using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FrontDoor.Cli.Terminal;
using FrontDoor.Ingestion;

namespace FrontDoor.Cli.Folders;

/// <summary>The output of <c>ingest</c> for a file: a line of text, or a JSON object.</summary>
static class IngestReport
{
    static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Line(string path, IngestResult result, bool json)
    {
        if (json) Console.Out.WriteLine(Json(path, result));
        else Console.Out.Write(WrappedText.Of(Text(path, result)));
    }

    public static string Text(string path, IngestResult result) => result.Status switch
    {
        IngestTotals.Held => $"already processed {path}: nothing to do",
        "refused" => $"refused    {path}: {result.Refusal}",
        _ => $"{result.Status,-10} {path}: "
            + Rows(result.RowsIn, result.Accepted, result.Rejected, result.Unchanged, result.Blank) + $"; {result.Late} late",
    };

    /// <summary>Every row of a file or a run: "9 rows in = 6 accepted + 0 rejected + 2 unchanged + 1 blank".</summary>
    public static string Rows(long rowsIn, long accepted, long rejected, long unchanged, long blank) => $"{rowsIn} "
        + $"{(rowsIn == 1 ? "row" : "rows")} in = {accepted} accepted + {rejected} rejected + {unchanged} unchanged + {blank} blank";

    public static string Json(string path, IngestResult result)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_json);
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteString("name", result.Name);
        json.WriteString("file_id", result.FileId);
        json.WriteString("status", result.Status);
        json.WriteString("refusal", result.Refusal);
        json.WriteNumber("rows_in", result.RowsIn);
        json.WriteNumber("accepted", result.Accepted);
        json.WriteNumber("rejected", result.Rejected);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("blank", result.Blank);
        json.WriteNumber("late", result.Late);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
