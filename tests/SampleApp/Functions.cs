using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace FrontDoor.SampleApp;

/// <summary>One function for each kind of trigger and parameter.</summary>
public sealed class Functions(Calls calls, Deeds deeds)
{
    [Function("TakeText")]
    public async Task TakeText([QueueTrigger("%TextQueue%", Connection = "DataStorage")] string text, long dequeueCount,
    FunctionContext context)
    {
        calls.Add("called", context, new { text, dequeueCount });
        await deeds.Do(text, context);
    }

    [Function("TakeBytes")]
    public void TakeBytes([QueueTrigger("%BytesQueue%", Connection = "DataStorage")] byte[] bytes, FunctionContext context) =>
        calls.Add("called", context, Convert.ToHexString(bytes));

    [Function("TakeMessage")]
    public async Task TakeMessage([QueueTrigger("%MessageQueue%", Connection = "DataStorage")] QueueMessage message,
    FunctionContext context)
    {
        calls.Add("called", context, new
        {
            message.MessageId,
            message.PopReceipt,
            message.MessageText,
            message.DequeueCount,
            message.InsertedOn,
            message.ExpiresOn,
            message.NextVisibleOn
        });
        await deeds.Do(message.MessageText, context);
    }

    [Function("Tick")]
    public async Task Tick([TimerTrigger("%Schedule%", RunOnStartup = false)] TimerInfo timer, FunctionContext context)
    {
        calls.Add("called", context, timer);
        await deeds.Do(Environment.GetEnvironmentVariable("AT_TICK") ?? "", context);
    }

    [Function("Echo")]
    public async Task<IActionResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post",
    Route = "echo/{deed}/{number:int?}")] HttpRequest request, string deed, FunctionContext context)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        calls.Add("called", context, new
        {
            path = $"{request.Path}{request.QueryString}",
            deed,
            number = $"{request.RouteValues["number"]}",
            header = $"{request.Headers["x-of-the-caller"]}"
        });
        await deeds.Do(deed, context);
        return new ContentResult { StatusCode = 418, Content = $"{request.Method} {body}", ContentType = "text/plain" };
    }

    [Function("Whole")]
    public static IActionResult Whole([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
    new FileContentResult(new byte[20_000_000], "application/octet-stream");

    [Function("Stream")]
    public static async Task Stream([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("the beginning");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("thrown after the beginning");
    }
}
