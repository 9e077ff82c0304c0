namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class LogTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_a_function_logs_and_prints_is_in_the_hosts_log_at_its_level()
    {
        await using var host = await RunningHost.Start(azurite);
        await host.Send("print");
        await host.Until(() => host.HasSaid("TakeMessage (") && host.Left() == 0, "the message gone");

        Assert.Contains("Information: asked to print", host.Said);
        Assert.Contains("Warning: warned as asked", host.Said);
        Assert.Contains("Information: printed as asked", host.Said);
        Assert.DoesNotContain(host.Said, line => line.Contains("debugged as asked", StringComparison.Ordinal)); // the worker's own filter
        Assert.Contains(host.Said, line => line.Contains("listening for TakeMessage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_levels_of_host_json_are_heeded()
    {
        await using var host = await RunningHost.Start(
            azurite, ("AzureFunctionsJobHost__logging__logLevel__Function.TakeMessage.User", "Warning"));
        await host.Send("print");
        await host.Until(() => host.HasSaid("TakeMessage (") && host.Left() == 0, "the message gone");

        Assert.DoesNotContain("Information: asked to print", host.Said);
        Assert.Contains("Warning: warned as asked", host.Said);
    }
}
