using Azure.Storage.Queues.Models;
using FrontDoor.App.CheckFeedHealth;
using FrontDoor.App.CheckOverdue;
using FrontDoor.App.Messages;
using FrontDoor.App.PublishReports;
using FrontDoor.App.ReceiveFile;
using FrontDoor.App.ReceiveFileFailed;
using FrontDoor.App.RecoverFiles;
using FrontDoor.App.SendAlert;
using FrontDoor.App.SendAlertFailed;
using FrontDoor.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests;

/// <summary>The app without a host: its own services, its functions made of them as the worker makes them, and all it logs.</summary>
sealed class TestApp : IDisposable
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="; // 0, 1, 2 ... 31

    readonly ServiceProvider _services;

    public TestApp(string dataStorage, params (string Name, string? Value)[] settings) : this(TimeProvider.System, dataStorage, settings)
    {
    }

    public TestApp(TimeProvider clock, string dataStorage, params (string Name, string? Value)[] settings)
    {
        _services = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(Configuration([("DataStorage", dataStorage), ("PseudonymKey", Key), .. settings]))
            .AddLogging(logging => logging.AddProvider(Log))
            .AddFrontDoor()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public RecordedLog Log { get; } = new();

    public IServiceProvider Services => _services;

    public static TestApp On(Azurite azurite, params (string Name, string? Value)[] settings)
    {
        Account.Store(azurite);
        return new TestApp(azurite.ConnectionString, [("AllowGivenReceipt", "true"), .. settings]);
    }

    /// <summary>Settings as environment variables name them, as the app finds them.</summary>
    public static IConfiguration Configuration(IEnumerable<(string Name, string? Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(setting => setting.Name)
        .Select(named => KeyValuePair.Create(named.Key.Replace("__", ":", StringComparison.Ordinal), named.Last().Value)))
        .Build();

    public T Function<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    /// <summary>Runs the function that takes messages of a queue or a timer; its events, without those before.</summary>
    public async Task<IReadOnlyList<LogEvent>> Run(string function, string message = "")
    {
        // told by its id alone
        var isNotice = function.StartsWith("SendAlert", StringComparison.Ordinal) && message.Length > 0
            && message.All(char.IsAsciiHexDigit);
        var (before, queued) = (Log.Events.Count, Message(isNotice ? NoticeMessage.Write(message) : message));
        await (function switch
        {
            "ReceiveFile" => Function<ReceiveFileFunction>().Run(queued, default),
            "ReceiveFileFailed" => Function<ReceiveFileFailedFunction>().Run(queued, default),
            "SendAlert" => Function<SendAlertFunction>().Run(queued, default),
            "SendAlertFailed" => Function<SendAlertFailedFunction>().Run(queued, default),
            "RecoverFiles" => Function<RecoverFilesFunction>().Run(new TimerInfo(), default),
            "CheckOverdue" => Function<CheckOverdueFunction>().Run(new TimerInfo(), default),
            "PublishReports" => Function<PublishReportsFunction>().Run(new TimerInfo(), default),
            "CheckFeedHealth" => Function<CheckFeedHealthFunction>().Run(new TimerInfo(), default),
            _ => throw new ArgumentException($"No function {function}."),
        });
        return [.. Log.Events.Skip(before)];
    }

    public static QueueMessage Message(string text) =>
        QueuesModelFactory.QueueMessage("id", "receipt", BinaryData.FromString(text), dequeueCount: 1);

    /// <summary>What a caller gets of an HTTP function's result.</summary>
    public static async Task<(int Status, string? Type, string Body)> Answer(IResult result)
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Response = { Body = body }
        };
        await result.ExecuteAsync(http);
        return (http.Response.StatusCode, http.Response.ContentType, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    // parts of it end only so, and a test's own end cannot wait in any other way
    public void Dispose() => _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
