namespace FrontDoor.Lake.Writing;

/// <summary>A local file that is written on the thread that asks: the library awaits every piece, and would go on on other
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

    /// <summary>Nothing: it is flushed when it is closed, and before that nobody reads it.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
