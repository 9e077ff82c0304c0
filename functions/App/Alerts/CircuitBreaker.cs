namespace FrontDoor.App.Alerts;

/// <summary>Stops sending while Service Bus is down: after a few failures in a row it pauses, longer each time, and then lets one alert
/// through first.</summary>
sealed class CircuitBreaker(TimeProvider clock)
{
    public const int FailuresAtMost = 3;

    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    readonly Lock _lock = new();
    int _failures;
    TimeSpan _pause = FirstPause;
    DateTimeOffset _pausedUntil;

    /// <summary>Since when Service Bus is down; null while it works.</summary>
    public DateTimeOffset? DownSince
    {
        get { lock (_lock) return field; }
        private set;
    }

    /// <summary>Whether to send now. After a pause, only the first caller gets true.</summary>
    public bool MayTry()
    {
        lock (_lock)
        {
            if (_failures < FailuresAtMost) return true;
            var now = clock.GetUtcNow();
            if (now < _pausedUntil) return false;
            _pausedUntil = now + _pause;
            return true;
        }
    }

    public void Worked()
    {
        lock (_lock) (_failures, _pause, DownSince) = (0, FirstPause, null);
    }

    public void Failed()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            DownSince ??= now;
            if (++_failures < FailuresAtMost) return;
            // instances must not all start again at the same moment
            _pausedUntil = now + _pause * (0.8 + 0.4 * Random.Shared.NextDouble());
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }
}
