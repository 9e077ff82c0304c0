using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Serving;

/// <summary>Lakes to ask, one question at a time.</summary>
public interface ILakes
{
    /// <param name="asOf">A past moment; null: what the lake holds.</param>
    Task<T> Ask<T>(DateTimeOffset? asOf, Func<ReportLake, T> ask, CancellationToken cancel);

    /// <summary>What was changed just now is to be seen by the next question.</summary>
    void LookAgain();
}
