namespace FrontDoor.Tests;

/// <summary>A clock that stands until it is told to move.</summary>
sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
