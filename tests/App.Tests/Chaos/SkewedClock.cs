namespace FrontDoor.App.Tests.Chaos;

/// <summary>The clock of a machine that is wrong by so much.</summary>
sealed class SkewedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
