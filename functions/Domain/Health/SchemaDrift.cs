namespace FrontDoor.Domain;

/// <summary>A file whose header lacks other agreed columns than any file of the weeks before did: some have gone, or come back.</summary>
public static class SchemaDrift
{
    public static bool Holds(Past past)
    {
        if (past.Today.Headers.Count == 0) return false;
        var before = past.Before(7 * past.Rules.WeeksBack).SelectMany(day => day.Headers).Take(past.Rules.DriftFiles).ToList();
        return before.Count >= past.Rules.DriftFilesAtLeast && past.Today.Headers.Any(header => !before.Contains(header));
    }
}
