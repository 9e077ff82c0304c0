namespace FrontDoor.App.Hosting;

/// <summary>The standard input from a local host. A killed host cannot stop its worker, but its end of the pipe closes.</summary>
static class StandardInput
{
    /// <summary>Stops the app when its standard input ends; a separate thread waits for that.</summary>
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
