namespace FrontDoor.Domain.FeedHealth;

/// <summary>A file was due by now, grace included, and since the last due day none was taken. A nil return is a file.</summary>
public static class Silence
{
    public static bool Holds(FeedBaseline past)
    {
        if (!past.Today.IsDue || past.Today.Files > 0) return false;
        // A file sent on a day off, ahead of the day it is due, counts for that.
        foreach (var day in past.Before(past.Rules.OldestDays).TakeWhile(day => !day.IsDue))
            if (day.Files > 0) return false;
        return true;
    }
}
