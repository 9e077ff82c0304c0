using System.Diagnostics;

namespace FrontDoor.Local;

/// <summary>The pause between two looks at storage that says nothing by itself.</summary>
public static class PollingPause
{
    const int TimesItTook = 4;

    static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(5);

    /// <summary>Waits so long at least, and four times as long as the look took, up to five seconds: a list gets longer, and storage has
    /// other work to do.</summary>
    /// <param name="began">When the look began, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static Task After(long began, TimeSpan atLeast, CancellationToken cancel)
    {
        var rest = Math.Min((Stopwatch.GetElapsedTime(began) * TimesItTook).Ticks, s_atMost.Ticks);
        return Task.Delay(new TimeSpan(Math.Max(rest, atLeast.Ticks)), cancel);
    }
}
