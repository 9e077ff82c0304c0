using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FrontDoor.SampleApp;

/// <summary>What a function does, by the first word of what it is sent.</summary>
public sealed partial class Deeds(Calls calls, ILogger<Deeds> log)
{
    public async Task Do(string text, FunctionContext context)
    {
        Asked(text);
        switch (text.Split(' ')[0])
        {
            case "throw": throw new InvalidOperationException("thrown as asked", new ArgumentException("the inner reason"));
            case "wait":
                await Task.Delay(TimeSpan.FromSeconds(3), context.CancellationToken);
                break;
            case "hang":
                try
                {
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                }
                catch (OperationCanceledException)
                {
                    calls.Add("cancelled", context, text);
                    throw;
                }

                break;
            case "ignore-cancellation":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "crash" when calls.Count("called") == 1: // the first time
                Environment.FailFast("crashed as asked");
                break;
            case "exit" when calls.Count("called") == 1:
                Environment.Exit(0);
                break;
            case "print":
                Console.WriteLine("printed as asked");
                log.LogWarning("warned as asked");
                log.LogDebug("debugged as asked");
                break;
            default: break;
        }

        calls.Add("done", context, text);
    }

    [LoggerMessage(LogLevel.Information, "asked to {Text}")]
    partial void Asked(string text);
}
