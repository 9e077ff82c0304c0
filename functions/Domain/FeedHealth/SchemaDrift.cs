namespace FrontDoor.Domain.FeedHealth;

/// <summary>A file whose header lacks other agreed columns than any file of the weeks before did, or has another number of columns nobody
/// agreed to: some have gone, come back or come new.</summary>
public static class SchemaDrift
{
    public static bool Holds(FeedBaseline past) => IsNew(past, day => day.Headers) || IsNew(past, day => day.UnknownColumns);

    static bool IsNew<T>(FeedBaseline past, Func<ReceivedDay, IReadOnlyList<T>> of)
    {
        if (of(past.Today).Count == 0) return false;
        var before = past.Before(7 * past.Rules.WeeksBack).SelectMany(of).Take(past.Rules.DriftFiles).ToList();
        return before.Count >= past.Rules.DriftFilesAtLeast && of(past.Today).Any(one => !before.Contains(one));
    }
}
