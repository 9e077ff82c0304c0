using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>The Service Bus topic of alerts, over its REST interface. A notice's id is the MessageId: the topic's duplicate detection drops a second sending.</summary>
sealed class ServiceBusTopic(Uri topic, ServiceBusAuthorization authorization, TopicOptions options) : IAlerts
{
    const int Created = 201, NoAnswer = 0, Unauthorized = 401, TooLarge = 413;

    /// <summary>Exactly this, without a charset: with one the whole body becomes a single message.</summary>
    const string BatchContentType = "application/vnd.microsoft.servicebus.json";

    readonly Uri _messages = new(topic.AbsoluteUri + "/messages");

    // 408, 429, 500, 502, 503, 504 and broken connections are tried again, Retry-After kept; 400, 403, 404, 410 are not.
    readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(options, perCallPolicies: [], perRetryPolicies: [authorization], new ResponseClassifier());

    public Task Send(Alert alert, CancellationToken cancel) => Post(
        AlertEvent.ContentType,
        AlertEvent.Write(alert),
        [("BrokerProperties", BrokerMessage.Properties(alert)), .. BrokerMessage.Facts(alert).Select(fact => (fact.Name, $"\"{fact.Value}\""))],
        cancel);

    public Task SendBatch(IReadOnlyList<Alert> alerts, CancellationToken cancel) =>
        alerts.Count == 0 ? Task.CompletedTask : Post(BatchContentType, BrokerMessage.Batch(alerts), [], cancel);

    /// <exception cref="AlertNotTaken">Whatever the reason.</exception>
    async Task Post(string contentType, byte[] body, IEnumerable<(string Name, string Value)> headers, CancellationToken cancel)
    {
        if (body.Length > BrokerMessage.LargestRequest) throw new AlertNotTaken(TooLarge);
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_messages);
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, contentType);
        foreach (var (name, value) in headers) message.Request.Headers.SetValue(name, value);
        message.Request.Content = RequestContent.Create(body);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Patience);
        try
        {
            await _pipeline.SendAsync(message, patience.Token);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested && fault is RequestFailedException or AggregateException or OperationCanceledException or AuthenticationFailedException)
        {
            throw new AlertNotTaken(fault is AuthenticationFailedException ? Unauthorized : NoAnswer, fault); // every try failed before an answer came
        }
        if (message.Response.Status != Created) throw new AlertNotTaken(message.Response.Status);
    }
}
