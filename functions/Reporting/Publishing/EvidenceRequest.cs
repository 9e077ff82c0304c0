using FrontDoor.Reporting.Pages;

namespace FrontDoor.Reporting.Publishing;

/// <summary>What a folder of evidence is about.</summary>
/// <param name="From">The first day of events.</param>
/// <param name="To">The last day of events.</param>
public sealed record EvidenceRequest(DateOnly From, DateOnly To)
{
    /// <summary>The version of the rules that judged the files.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>The files of rules, in order of name.</summary>
    public required IReadOnlyList<ListedFile> Rules { get; init; }

    /// <summary>The hash and the exact receipt of files, by file_id; empty where the container restricted cannot be read.</summary>
    public required IReadOnlyDictionary<string, FileReceipt> Receipts { get; init; }
}
