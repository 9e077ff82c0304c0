using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Reporting.Measures;
using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>A lake's folder, open for measures.</summary>
sealed class OpenedLake : IDisposable
{
    readonly Scratch _scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "pages-tests"));
    readonly LakeQuery _query;

    public OpenedLake(string folder, DateTimeOffset? now = null)
    {
        _query = LakeQuery.Open(folder, new EngineOptions(_scratch.Folder, 512, Environment.ProcessorCount));
        Report = new ReportLake(_query, now ?? Some.Morning(24 * 11));
    }

    public ReportLake Report { get; }

    public void Dispose()
    {
        _query.Dispose();
        _scratch.Dispose();
    }
}
