using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>One table's Parquet file of one arrival, and where it will be published, below its container. A table without rows has no file.</summary>
public sealed record TableFile(TableWriter Writer, string Container, string Path) : IDisposable
{
    public void Dispose() => Writer.Dispose();
}
