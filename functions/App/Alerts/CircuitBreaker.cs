namespace FrontDoor.App.Alerts;

/// <summary>Leaves a Service Bus that is down alone: after a few failures in a row nothing is tried for a while, longer each time, and then
/// by one alert first.</summary>
sealed class CircuitBreaker(TimeProvider clock)
{
    public const int FailuresAtMost = 3;

    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    readonly Lock _lock = new();
    int _failures;
    TimeSpan _pause = FirstPause;
    DateTimeOffset _pausedUntil;

    /// <summary>Null while it works.</summary>
    public DateTimeOffset? DownSince
    {
        get { lock (_lock) return field; }
        private set;
    }

    /// <summary>False: leave the alert where it lies. In a pause that is over, the one who asks first is the only one to try.</summary>
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
            _pausedUntil = now + _pause * (0.8 + 0.4 * Random.Shared.NextDouble()); // instances must not come back all at once
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }
}
