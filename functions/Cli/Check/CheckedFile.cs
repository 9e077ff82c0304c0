using System.Text.Json;
using FrontDoor.Ingestion;

namespace FrontDoor.Cli.Check;

/// <summary>What would become of a file, the gravest last.</summary>
enum Verdict
{
    Clean,
    Warnings,
    Rejected,
    Refused,
}

/// <summary>One file checked: what ingest would answer, the receipt it would write, and the first defects by line.</summary>
/// <param name="Defects">How many defects there are in all.</param>
sealed record CheckedFile(string Path, IngestResult Result, JsonElement Receipt, IReadOnlyList<CheckedLine> Lines, int Defects)
{
    /// <summary>Rows' lateness could not be decided, or their dates are to be checked.</summary>
    bool HasDatesToCheck => Receipt.TryGetProperty("timeliness", out var timeliness) && timeliness.ValueKind == JsonValueKind.Object
        && timeliness.GetProperty("unknown").GetInt32() + timeliness.GetProperty("faults").GetArrayLength() > 0;

    public Verdict Verdict =>
        Result.Status != "committed" ? Verdict.Refused
        : Result.Rejected > 0 ? Verdict.Rejected
        : Defects > 0 || HasDatesToCheck ? Verdict.Warnings
        : Verdict.Clean;
}

/// <summary>One defect and where it stands.</summary>
/// <param name="Line">Null where the file as a whole is meant.</param>
sealed record CheckedLine(int Part, int? Line, string Code, string? Column, string Tier, string Advice);
