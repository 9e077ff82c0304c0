using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>One app process for a class of tests, its alerts going to the queue.</summary>
public sealed class RunningApp(Azurite azurite) : IAsyncLifetime
{
    internal AppProcess App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Account.Store(azurite);
        App = await AppProcess.Start(("DataStorage", azurite.ConnectionString), ("AllowGivenReceipt", "true"));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
