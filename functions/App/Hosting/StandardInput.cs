namespace FrontDoor.App.Hosting;

/// <summary>The standard input that a local host holds open: a host that is killed cannot stop its worker, but its end of the pipe
/// closes.</summary>
static class StandardInput
{
    /// <summary>Stops the app at the end of its standard input, which a thread of its own waits for.</summary>
    public static void StopWithStandardInput(this IHost app)
    {
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0) continue;
            lifetime.StopApplication();
        })
        { IsBackground = true }.Start();
    }
}
