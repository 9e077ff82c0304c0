namespace FrontDoor.Domain.FeedHealth;

/// <summary>Far more records in one day than that weekday usually brings, about events of several days: held back and let go
/// together.</summary>
public static class Bunch
{
    public static bool Holds(FeedBaseline past)
    {
        var (rules, rows) = (past.Rules, past.Today.Rows);
        return past.Usual is { } usual
            && rows >= rules.BunchRows && rows >= rules.BunchTimes * usual && rows > past.BeyondChance(usual)
            && past.Today.Events.Count(one => one.Count >= rules.BunchEventShare * rows) >= rules.BunchEventDays;
    }
}
