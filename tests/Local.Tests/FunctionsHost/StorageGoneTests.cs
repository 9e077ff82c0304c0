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
}
