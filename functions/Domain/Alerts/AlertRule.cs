using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Domain.Alerts;

/// <summary>Which alerts wait, for what, and where they go. Times are London's.</summary>
[OneOf(PolicyWords.Kind, Property = nameof(Kinds))]
public sealed partial record AlertRule : AlertScope
{
    public static AlertRule AtOnce { get; } = new() { Why = "no rule fits" };

    /// <summary>Sent in one digest for the feed at the next of these times, for instance shortly before a meeting.</summary>
    [RegularExpression(TextPattern.TimeOfDay)]
    public IReadOnlyList<string> DigestAt { get; init => field = value ?? []; } = [];

    /// <summary>Digests wait over weekends and bank holidays.</summary>
    public bool WorkingDaysOnly { get; init; }

    /// <summary>Nothing is sent from one time until the other. What is raised then comes at its end.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Routing keys, for subscriptions to filter on; never a person or an address.</summary>
    [RegularExpression(TextPattern.FolderName)]
    public IReadOnlyList<string> To { get; init => field = value ?? []; } = [];

    public bool GoesInDigest => DigestAt.Count > 0;

    /// <summary>When an alert that was raised then may go, asked now: at or before now for at once. The same answer however often it is
    /// asked.</summary>
    public Instant DueAt(Instant raised, Instant now) => Loud(GoesInDigest ? Instant.Max(NextDigest(raised), now) : now);

    /// <summary>The first digest at or after that moment.</summary>
    public Instant NextDigest(Instant raised)
    {
        for (var day = London.DayOf(raised); ; day++)
        {
            if (WorkingDaysOnly && !IsWorking(day)) continue;
            foreach (var minutes in DigestAt.Select(Minutes).Order())
                if (At(day, minutes) is var at && at >= raised) return at;
        }
    }

    internal void Check(ContractText text, string key)
    {
        Check(text, key, AlertKinds.InPolicies);
        CheckRoutes(text, key, To);
        foreach (var time in DigestAt.Where(time => !Time().IsMatch(time)))
            text.Fault($"{key}.digestAt", $"'{time}' is no time of day; write it as 08:30.");
        if (WorkingDaysOnly && !GoesInDigest)
            text.Fault($"{key}.workingDaysOnly", "only digests wait for a working day; there is no digestAt.");
        if (Quiet is null) return;
        foreach (var (name, time) in (ReadOnlySpan<(string, string)>)[("from", Quiet.From), ("until", Quiet.Until)])
            if (!Time().IsMatch(time)) text.Fault($"{key}.quiet.{name}", $"'{time}' is no time of day; write it as 20:00.");
        if (Quiet.From == Quiet.Until) text.Fault($"{key}.quiet", "it begins when it ends; nothing would be quiet, or all of it.");
    }

    Instant Loud(Instant at)
    {
        if (Quiet is null) return at;
        var (from, until) = (Minutes(Quiet.From), Minutes(Quiet.Until));
        var local = London.ToLocalSeconds(at);
        var day = London.DayOf(at);
        var minute = (int)((local - (long)day * DayNumber.SecondsADay) / 60);
        var isQuiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
        if (!isQuiet) return at;
        var end = At(from > until && minute >= from ? day + 1 : day, until);
        return end > at ? end : end + Duration.FromHours(1); // the second time an autumn clock shows this hour
    }

    // A day the calendar does not know is no reason to keep an alert back.
    static bool IsWorking(int day) =>
        DayNumber.ToLocalDate(day) is var date
        && (date > WorkingCalendar.EnglandAndWales.LastDay || date < WorkingCalendar.EnglandAndWales.FirstDay
        || WorkingCalendar.EnglandAndWales.IsWorkingDay(date));

    static Instant At(int day, int minutes) =>
        Instant.FromUnixTimeSeconds(London.ToUniversal((long)day * DayNumber.SecondsADay + minutes * 60L));

    static int Minutes(string time) => int.Parse(time.AsSpan(0, 2), CultureInfo.InvariantCulture) * 60
        + int.Parse(time.AsSpan(3, 2), CultureInfo.InvariantCulture);

    [GeneratedRegex(TextPattern.TimeOfDay)]
    private static partial Regex Time();
}

/// <summary>From one time of day until another, HH:mm, over midnight where the first is the later.</summary>
public sealed record QuietHours
{
    [RegularExpression(TextPattern.TimeOfDay)]
    public required string From { get; init; }
    [RegularExpression(TextPattern.TimeOfDay)]
    public required string Until { get; init; }
}
