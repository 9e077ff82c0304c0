using FrontDoor.SampleApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

switch (Environment.GetEnvironmentVariable("AT_START"))
{
    case "crash":
        await Console.Error.WriteLineAsync("crashing at the start");
        Environment.Exit(7);
        break;
    case "end":
        return;
    case "late":
        await Task.Delay(TimeSpan.FromSeconds(3));
        break;
    default: break;
}

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<Calls>().AddSingleton<Deeds>();
var app = builder.Build();
if (Environment.GetEnvironmentVariable("StopWithStandardInput") == "true") // as functions/App does
    new Thread(() =>
    {
        while (Console.OpenStandardInput().ReadByte() >= 0) continue;
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    })
    { IsBackground = true }.Start();
Console.WriteLine("started");
await app.RunAsync();
