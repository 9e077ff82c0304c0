namespace FrontDoor.Lake.Writing;

/// <summary>A local file that is written on the calling thread. The library awaits every piece and would otherwise continue on other
/// threads.</summary>
sealed class LocalFile(string path) : FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None)
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Does nothing: the file is flushed when it is closed, and no one reads it before.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
