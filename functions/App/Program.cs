using FrontDoor.App;
using FrontDoor.App.Hosting;
using FrontDoor.App.Invocations;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Options;

const int CannotStart = 2; // after exit code 0 the host starts no other process, and after 200 it does

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<InvocationMiddleware>(); // inside the middleware for HTTP requests, so that it can answer them
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1024 * 1024);
builder.Services.AddFrontDoor();
builder.AddTelemetry();

using var app = builder.Build();
try
{
    var options = app.Services.GetRequiredService<IOptions<AppOptions>>().Value;
    app.Services.GetRequiredService<ILogger<Program>>()
        .Started(IngestFile.RulesVersion, app.Services.GetRequiredService<Contracts>().Feeds.Count(), options.AlertsGoTo);
    await app.StartAsync();
    if (options.StopWithStandardInput) app.StopWithStandardInput();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception fault) when (fault is OptionsValidationException or ContractException)
{
    var found = fault is OptionsValidationException wrong ? "The app cannot start: " + string.Join(' ', wrong.Failures) : fault.Message;
    Console.Error.WriteLine(found.ReplaceLineEndings(" ")); // the host takes each line for an event
    return CannotStart;
}
