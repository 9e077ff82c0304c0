using System.Text.Json.Serialization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Arrivals;

/// <summary>A landed file from which a child was erased, in <c>restricted/erased-files/{file id}.json</c>: its bytes are others now, and
/// with them what its id is made from. It stays the arrival that it was.</summary>
public sealed record ErasedFile : IStateDocument
{
    /// <summary>The folder in the container restricted.</summary>
    public const string Folder = "erased-files/";

    static JsonSerializerContext IStateDocument.Json => ArrivalJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>The arrival, as every table and receipt has it.</summary>
    public required string FileId { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The id that the file's present bytes would have; null if the file was removed.</summary>
    public string? StandIn { get; init; }

    /// <summary>The hash of the present bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Ids that its bytes had between two erasures.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>How it wrote its dates, the child's among them, so that its other rows are read as before; null for a refused
    /// file.</summary>
    public FileDateCounts? Dates { get; init; }

    /// <summary>What it proved of the order of day and month, for the sender's later files.</summary>
    public IReadOnlyList<DateProof> Proofs { get; init; } = [];

    public static string PathOf(string fileId) => $"{Folder}{fileId}.json";

    /// <summary>The same file with other bytes.</summary>
    public ErasedFile With(string? standIn, string? sha256) => standIn == StandIn && standIn is not null ? this
        : this with { StandIn = standIn, Sha256 = sha256, Earlier = StandIn is null ? Earlier : [.. Earlier, StandIn] };
}
