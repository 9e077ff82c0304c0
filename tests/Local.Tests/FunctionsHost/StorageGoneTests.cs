namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class StorageGoneTests
{
    [Fact]
    public async Task A_host_whose_storage_is_gone_ends_with_the_reason()
    {
        using var azurite = new AzuriteFixture();
        await using var host = await RunningHost.Start(azurite);
        azurite.Kill();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.Host.Failure().WaitAsync(TimeSpan.FromMinutes(3)));

        Assert.IsNotType<TimeoutException>(fault);
    }

    [Fact]
    public async Task Storage_that_ends_by_itself_is_told_at_once_and_in_words_and_stopping_it_is_no_fault()
    {
        var stopped = new AzuriteFixture();
        Task after;
        using (var azurite = new AzuriteFixture())
        {
            after = azurite.Failure();
            azurite.Kill();
            var fault = await Assert.ThrowsAsync<ExplainedException>(() => after.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.StartsWith("Azurite, the storage of this run, ended with exit code", fault.Found, StringComparison.Ordinal);
            after = stopped.Failure();
        }
        Assert.False(after.IsCompleted);
        stopped.Dispose();
        await after.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
