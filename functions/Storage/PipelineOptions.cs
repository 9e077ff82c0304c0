using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.Storage;

/// <summary>What the App or the Cli provides to the pipeline.</summary>
/// <param name="Scratch">A local folder for temporary files, removed with the run.</param>
/// <param name="Announce">Called for each committed notice in the outbox; may be called again for the same id.</param>
/// <param name="Clock">Used only for the times in the ledger, never for a table.</param>
public sealed record PipelineOptions(string Scratch, Func<Notice, CancellationToken, Task> Announce, TimeProvider Clock)
{
    /// <summary>The councils this deployment serves; a row of another goes to quarantine. Empty: every council in a sender's
    /// agreement.</summary>
    public IReadOnlyList<string> Councils { get; init; } = [];

    /// <summary>The contact on receipts; null if receipts name no one.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The school terms and office hours of councils.</summary>
    public CouncilCalendars Calendars { get; init; } = CouncilCalendars.Shipped;

    /// <summary>Whether a row with a test NHS number is rejected, for production where such a number is no child's. If not, it gets a
    /// warning.</summary>
    public bool RejectTestNumbers { get; init; }

    /// <summary>Memory of one DuckDB engine, in MB.</summary>
    public int EngineMemoryMb { get; init; } = 192;
}
