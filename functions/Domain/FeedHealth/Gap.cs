namespace FrontDoor.Domain.FeedHealth;

/// <summary>
/// Files come, and of events of days that usually have them there is no record, though all but one in twenty would be here by now:
/// something no longer
/// reaches the file. Younger days are never judged: what is still to come is not missing.
/// </summary>
public static class Gap
{
    public static bool Holds(FeedBaseline past)
    {
        if (past.DelayP95 is not { } late) return false;
        var (rules, usual) = (past.Rules, 0.0);
        for (var ago = late + 1; ago <= late + rules.Stretch; ago++)
        {
            if (past.UsualEventsAgo(ago) is not { } one || past.EventsAgo(ago) > 0) return false;
            usual += one;
            // else it is a silence
            if (usual >= rules.GapExpects) return Enumerable.Range(0, ago).All(since => past.Ago(since) is not { IsDue: true, Files: 0 });
        }
        return false;
    }
}
