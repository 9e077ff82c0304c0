using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Ingestion;
using FrontDoor.Ingestion.Replays;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Cli.Replays;

/// <summary>What a file was, and what it is by the rules of today.</summary>
/// <param name="Landed">Null if its bytes were not found.</param>
/// <param name="Now">Null if it could not be judged.</param>
sealed record ReplayedFile(JudgedFile File, LandedFile? Landed, IngestResult? Now)
{
    /// <summary>Whether something of it is accepted that was not, or fewer of its rows are to be corrected.</summary>
    public bool IsOther => Now is { Status: "committed" } && (File.Refusal is not null || Now.Accepted > 0
        || Now.Rejected != File.Rejected);

    public string Was => File.Refusal is { } code ? $"refused: {code}" : $"{Rows(File.Rejected)} to correct";

    public string Is => Now switch
    {
        null => File.Refusal is null ? "not here: give the folder it was in, with --landing DIR"
            : "the file is no longer in quarantine",
        { Status: "refused", Refusal: var code } => $"refused: {code}",
        { Accepted: var accepted, Rejected: 0 } when File.Refusal is not null => $"accepted with {Rows(accepted)}",
        { Accepted: var accepted, Rejected: 0 } => $"{Rows(accepted)} more accepted, none to correct",
        { Accepted: var accepted, Rejected: var rejected } when File.Refusal is not null =>
            $"accepted with {Rows(accepted)}, {Rows(rejected)} to correct",
        { Accepted: 0, Rejected: var rejected } => $"{Rows(rejected)} to correct",
        { Accepted: var accepted, Rejected: var rejected } => $"{Rows(accepted)} more accepted, {Rows(rejected)} to correct",
    };

    /// <summary>The first rows that are late now, by line.</summary>
    public string LateLines => Now?.Receipt?.Timeliness is not { } timeliness ? "" : string.Join("; ", timeliness.LateLines.Select(late =>
        string.Create(CultureInfo.InvariantCulture, $"line {late.Line}{(late.Clock is null ? "" : $" {late.Clock}")}"
            + $"{(late.Hours is { } hours ? $" {PeopleText.Hours(hours)}" : "")} ({late.Severity})")));

    static string Rows(int count) => PeopleText.Count(count, "row", "rows");
}
