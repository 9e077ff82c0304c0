using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.Storage;

/// <summary>What the surroundings give the pipeline.</summary>
/// <param name="Scratch">A local folder for temporary files, removed with the run.</param>
/// <param name="Announce">Called once for each notice that was committed and waits in the outbox; may be called again for the same
/// id.</param>
/// <param name="Clock">When the ledger was touched; nothing in any table comes from it.</param>
public sealed record PipelineOptions(string Scratch, Func<Notice, CancellationToken, Task> Announce, TimeProvider Clock)
{
    /// <summary>The councils this deployment serves; a row for another goes to quarantine. Empty: every council a sender's agreement
    /// names.</summary>
    public IReadOnlyList<string> Councils { get; init; } = [];

    /// <summary>Whom partners ask about a receipt; null: the receipt names nobody.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The school terms and office hours of councils.</summary>
    public CouncilCalendars Calendars { get; init; } = CouncilCalendars.Shipped;

    /// <summary>A row whose NHS number is from the range kept for tests is rejected: for production, where such a number is nobody's. Else
    /// it warns.</summary>
    public bool RejectTestNumbers { get; init; }

    /// <summary>Memory one Parquet engine may use, in MB.</summary>
    public int EngineMemoryMb { get; init; } = 192;
}
