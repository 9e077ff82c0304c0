using System.Diagnostics;
using FrontDoor.Local.Storage;
using FrontDoor.Tests;

namespace FrontDoor.Local.Tests.FunctionsHost;

/// <summary>One Azurite for the tests of a class.</summary>
public sealed class AzuriteFixture : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-azurite-");
    readonly Azurite _azurite;

    public AzuriteFixture() => // a fixture's constructor cannot wait in any other way
        _azurite = Azurite.Start(Repository.Path("node_modules"), _folder.FullName, new HostLog(TextWriter.Null, TimeProvider.System),
        CancellationToken.None).GetAwaiter().GetResult();

    internal string ConnectionString => _azurite.ConnectionString;

    internal Task Failure() => _azurite.Failure();

    public void Kill()
    {
        using var process = Process.GetProcessById(_azurite.Id);
        process.Kill();
    }

    public void Dispose()
    {
        _azurite.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }
}
