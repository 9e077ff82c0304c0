using System.Net;
using System.Net.Sockets;

namespace FrontDoor.Tests;

/// <summary>A loopback port that nobody listens on now.</summary>
static class FreePort
{
    const int TriesAtMost = 20;

    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A listener started on one, and its address. One that was free a moment ago may be another's by now: then on the
    /// next.</summary>
    /// <param name="find">Null: <see cref="Find"/>.</param>
    public static (HttpListener Listener, Uri Address) Listen(Func<int>? find = null)
    {
        for (var tries = 1; ; tries++)
        {
            var (listener, address) = (new HttpListener(), new Uri($"http://127.0.0.1:{(find ?? Find)()}/"));
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (tries < TriesAtMost)
            {
                listener.Close(); // one that could not start is of no more use
            }
        }
    }
}
