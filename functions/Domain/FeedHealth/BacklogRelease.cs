namespace FrontDoor.Domain.FeedHealth;

/// <summary>Many records of old events in one day, more than this feed usually has among its late ones.</summary>
public static class BacklogRelease
{
    public static bool Holds(FeedBaseline past)
    {
        var (rules, old) = (past.Rules, past.Today.Old - FirstChance(past));
        if (old < rules.BacklogRows && (old * 2 < rules.BacklogRows || old < rules.BacklogShare * past.Today.Rows)) return false;
        var before = past.UsualBefore(7 * rules.Weeks).ToList();
        // After days without a file the late ones of all of them come together.
        var since = 1 + past.Before(rules.OldestDays).TakeWhile(day => !day.IsDue).Count();
        return old > past.BeyondChance(since * (before.Count == 0 ? 0 : before.Average(day => day.Old)));
    }

    /// <summary>Old records that no earlier file could have held: no file was due since their event, as after a school holiday.</summary>
    static int FirstChance(FeedBaseline past)
    {
        if (past.Before(past.Rules.OldestDays).FirstOrDefault(day => day.IsDue) is not { } lastDue) return 0;
        var youngest = past.Today.Day - past.Rules.OldHours / 24;
        return past.Today.Events.Where(one => one.Day >= lastDue.Day && one.Day <= youngest).Sum(one => one.Count);
    }
}
