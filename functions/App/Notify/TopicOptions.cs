using Azure.Core;

namespace FrontDoor.App;

/// <summary>How patient one sending is; what it cannot do now, the queue does later.</summary>
sealed class TopicOptions : ClientOptions
{
    /// <summary>For all tries of one request together, whatever Retry-After asks: the host waits no longer than functionTimeout.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    public TopicOptions()
    {
        Retry.MaxRetries = 4;
        Retry.Mode = RetryMode.Exponential;
        Retry.Delay = TimeSpan.FromSeconds(1);
        Retry.MaxDelay = TimeSpan.FromSeconds(30);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        Diagnostics.IsLoggingContentEnabled = false;
    }
}
