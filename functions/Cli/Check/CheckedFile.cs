using System.Text.Json;
using FrontDoor.Ingestion;

namespace FrontDoor.Cli.Check;

/// <summary>The outcomes of a checked file, the worst last.</summary>
enum Verdict
{
    Clean,
    Warnings,
    Rejected,
    Refused,
}

/// <summary>A checked file: the result of an ingest, the receipt, and the first defects by line.</summary>
/// <param name="Defects">How many defects there are in all.</param>
sealed record CheckedFile(string Path, IngestResult Result, JsonElement Receipt, IReadOnlyList<CheckedLine> Lines, int Defects)
{
    /// <summary>Whether the lateness of rows could not be decided, or dates are to be checked.</summary>
    bool HasDatesToCheck => Receipt.TryGetProperty("timeliness", out var timeliness) && timeliness.ValueKind == JsonValueKind.Object
        && timeliness.GetProperty("unknown").GetInt32() + timeliness.GetProperty("faults").GetArrayLength() > 0;

    public Verdict Verdict =>
        Result.Status != "committed" ? Verdict.Refused
        : Result.Rejected > 0 ? Verdict.Rejected
        : Defects > 0 || HasDatesToCheck ? Verdict.Warnings
        : Verdict.Clean;
}

/// <summary>A defect and its place.</summary>
/// <param name="Line">Null if it is about the whole file.</param>
sealed record CheckedLine(int Part, int? Line, string Code, string? Column, string Tier, string Advice);
