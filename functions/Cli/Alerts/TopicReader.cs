using System.Globalization;
using System.Net;

namespace FrontDoor.Cli;

/// <summary>Reads a subscription of the topic over REST: peek-lock, then complete.</summary>
/// <param name="authorization">The header for the subscription's address.</param>
sealed class TopicReader(Uri topic, string subscription, Func<Uri, CancellationToken, ValueTask<string>> authorization) : IAlertReader, IDisposable
{
    static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);

    readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    readonly Uri _messages = new($"{topic.AbsoluteUri}/subscriptions/{subscription}/messages");

    public async Task<HeldAlert?> Next(TimeSpan wait, CancellationToken cancel)
    {
        var seconds = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        using var answer = await Ask(HttpMethod.Post, new Uri($"{_messages}/head?timeout={seconds}"), wait + s_margin, cancel);
        if (answer.StatusCode == HttpStatusCode.NoContent) return null;
        if (answer.StatusCode != HttpStatusCode.Created) throw Refused(answer.StatusCode);
        var held = answer.Headers.Location ?? throw Refused(answer.StatusCode);
        return new HeldAlert(await answer.Content.ReadAsByteArrayAsync(cancel), done => Complete(held, done));
    }

    public void Dispose() => _http.Dispose();

    async Task Complete(Uri held, CancellationToken cancel)
    {
        using var answer = await Ask(HttpMethod.Delete, held, s_margin, cancel);
        // Not found: it was held for too long. It comes again, and again can be completed.
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) throw Refused(answer.StatusCode);
    }

    async Task<HttpResponseMessage> Ask(HttpMethod method, Uri address, TimeSpan atMost, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(atMost);
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Authorization", await authorization(_messages, cancel));
        try
        {
            return await _http.SendAsync(request, patience.Token);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested && fault is HttpRequestException or OperationCanceledException)
        {
            throw new Complaint($"Service Bus at {topic.Host} gives no answer", "the namespace of ServiceBus__fullyQualifiedNamespace, or a running ./pipeline up", "no alert is lost: start this again when it answers");
        }
    }

    Complaint Refused(HttpStatusCode status) => new(
        $"Service Bus answered {(int)status} for the subscription {subscription}",
        "a subscription of the topic that you may read (role Azure Service Bus Data Receiver)", "docs/alerts.md lists the subscriptions");
}
