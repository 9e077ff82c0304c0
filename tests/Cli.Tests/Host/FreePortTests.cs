using System.Net;
using System.Net.Sockets;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

public sealed class FreePortTests
{
    [Fact]
    public void A_port_that_another_took_meanwhile_is_left_to_it()
    {
        using var another = new TcpListener(IPAddress.Loopback, 0);
        another.Start();
        var ports = new Queue<int>([((IPEndPoint)another.LocalEndpoint).Port, FreePort.Find()]);

        var (listener, address) = FreePort.Listen(() => ports.Count > 0 ? ports.Dequeue() : FreePort.Find());

        using var open = listener;
        Assert.True(listener.IsListening);
        Assert.Equal([address.AbsoluteUri], listener.Prefixes);
        Assert.NotEqual(((IPEndPoint)another.LocalEndpoint).Port, address.Port);
    }
}
