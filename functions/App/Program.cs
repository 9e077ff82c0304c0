using System.Net;
using FrontDoor.App;
using FrontDoor.App.Alerts;
using FrontDoor.Domain;
using FrontDoor.Stages;

const int CannotStart = 2, Stopped = 3; // the host never restarts a process that ended with 0, and takes 200 for a wish

Settings settings;
Contracts contracts;
AlertPolicy policy;
try
{
    settings = Settings.Read(Environment.GetEnvironmentVariable);
    contracts = ContractFolder.Load(settings.ContractsFolder, settings.ShippedContracts);
    policy = ContractFolder.Policy(settings.ContractsFolder);
}
catch (Exception fault) when (fault is SettingsFault or ContractException)
{
    Console.Error.WriteLine(fault.Message.ReplaceLineEndings(" ")); // the host takes a line for an event
    return CannotStart;
}

// The host's images name its own folder as the content root, for every process in them: no file of it, nor its absence, concerns this one.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, settings.ListensOn);
    kestrel.Limits.MaxRequestBodySize = 1024 * 1024; // a queue's message has 64 KB at most
});
builder.Logging.ClearProviders().AddOurs();
builder.Services.AddSingleton(settings).AddSingleton(contracts).AddSingleton(policy).AddSingleton(TimeProvider.System)
    .AddSingleton(settings.Storage.BlobService()).AddSingleton(settings.Storage.QueueService())
    .AddSingleton(new Pseudonyms(settings.PseudonymKey.Span, settings.PseudonymKeyVersion))
    .AddSingleton<IStore, BlobStore>().AddSingleton<Landing>().AddSingleton<Engine>().AddSingleton<CircuitBreaker>().AddSingleton<RoundUps>().AddSingleton<Joins>().AddSingleton<Delivery>();
if (settings.ServiceBus is { } bus)
    builder.Services.AddSingleton(_ => bus.Client()).AddSingleton<IAlertSender, ServiceBusAlertSender>();
else
    builder.Services.AddSingleton<IAlertSender, QueueAlertSender>();

var app = builder.Build();
app.Use((http, next) => Envelope.Around(http, next, app.Logger));
app.UseRouting();
app.MapGet("/", () => TypedResults.Json(new InvocationResult([]), Wire.Default.InvocationResult)); // the host asks whether we are ready
app.MapLand();
app.MapNotify();
app.MapSweep();
app.MapTick();
app.MapWatch();
app.MapPoison();
app.MapPoisonedNotice();
app.MapHealth();
app.MapAttend();
app.Logger.Started(Ingest.RulesVersion, contracts.Feeds.Count(), settings.AlertsGoTo);
app.Run();
return Stopped;
