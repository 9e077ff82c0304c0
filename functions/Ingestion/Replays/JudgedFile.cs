using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using NodaTime;

namespace FrontDoor.Ingestion.Replays;

/// <summary>A file that was refused, or of which rows were rejected, by its last judgement.</summary>
public sealed record JudgedFile
{
    /// <summary>The arrival that was judged last.</summary>
    public required string FileId { get; init; }
    public required string Agency { get; init; }
    public required string Sender { get; init; }
    public required string Feed { get; init; }

    /// <summary>As dropped; may hold a child's name, so never logged.</summary>
    public required string Name { get; init; }
    public required Instant ReceivedAt { get; init; }
    public required ReceivedBasis Basis { get; init; }
    public required long Bytes { get; init; }

    /// <summary>Null for a file that an earlier edition took from a folder.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The code of the refusal; null if the file was accepted.</summary>
    public required string? Refusal { get; init; }

    /// <summary>The rows that were rejected; 0 for a refused file.</summary>
    public required int Rejected { get; init; }

    /// <summary>The feed's name in the lake, where an unregistered one has another.</summary>
    public required string FeedInLake { get; init; }

    /// <summary>The path of its bytes in quarantine, where only refused files are.</summary>
    public string QuarantinePath => ArrivalPath.Named($"{Agency}/{FeedInLake}/{FileId}/", Name, "").Real;

    /// <summary>The file to judge again, by the receipt time it had.</summary>
    /// <param name="localFile">Its bytes.</param>
    /// <param name="rejected">The rows that were rejected; null for a refused file.</param>
    public LandedFile Again(string localFile, string? sha256, IReadOnlySet<(int Part, int Line)>? rejected)
    {
        var replaces = new ReplacedJudgement(FileId, rejected);
        return new LandedFile(Agency, Sender, Feed, Name, replaces.Version, localFile, ReceivedAt, Basis)
        {
            Sha256 = sha256,
            Replaces = replaces,
        };
    }
}
