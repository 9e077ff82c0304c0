namespace FrontDoor.Domain.FeedHealth;

/// <summary>What is unusual about a day of a feed; the codes of these are the reasons in the table feed_health.</summary>
[Flags]
public enum HealthReason
{
    None = 0,

    /// <summary>A file was due, and none was taken.</summary>
    Silence = 1,

    /// <summary>Files come, and no record of events of days that usually have them.</summary>
    Gap = 2,

    /// <summary>Far fewer records than usual, though files come.</summary>
    CountCollapse = 4,

    /// <summary>Far more records than usual in one day, about events of several days.</summary>
    Bunch = 8,

    /// <summary>Many records of old events at once.</summary>
    BacklogRelease = 16,

    /// <summary>Records come on other weekdays than their events explain.</summary>
    WeekdaySkew = 32,

    /// <summary>A burst that makes up for a silence.</summary>
    CatchUp = 64,

    /// <summary>Columns have gone from the header, come back, or come new.</summary>
    SchemaDrift = 128,

    /// <summary>Far more rows with defects than usual.</summary>
    DefectJump = 256,

    /// <summary>Files came, and every one was refused.</summary>
    AllRefused = 512,
}

/// <summary>The codes of reasons, and what kinds of alert they make.</summary>
public static class HealthReasons
{
    public const HealthReason TooLittle = HealthReason.Silence | HealthReason.Gap | HealthReason.CountCollapse;
    public const HealthReason TooMuch = HealthReason.Bunch | HealthReason.BacklogRelease | HealthReason.CatchUp;

    /// <summary>What opens an incident. What is wrong with columns or values is on the sender's receipt, and in the table alone.</summary>
    public const HealthReason Alarms = TooLittle | TooMuch | HealthReason.WeekdaySkew;

    public static IEnumerable<HealthReason> All => Enum.GetValues<HealthReason>().Where(reason => reason != HealthReason.None);

    public static string Code(this HealthReason reason) => reason switch
    {
        HealthReason.Silence => "SILENCE",
        HealthReason.Gap => "GAP",
        HealthReason.CountCollapse => "COUNT_COLLAPSE",
        HealthReason.Bunch => "BUNCH",
        HealthReason.BacklogRelease => "BACKLOG_RELEASE",
        HealthReason.WeekdaySkew => "WEEKDAY_SKEW",
        HealthReason.CatchUp => "CATCH_UP",
        HealthReason.SchemaDrift => "SCHEMA_DRIFT",
        HealthReason.DefectJump => "DEFECT_JUMP",
        HealthReason.AllRefused => "ALL_REFUSED",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A code is of one reason."),
    };

    /// <summary>Each reason's code, ';' between; null for none.</summary>
    public static string? Codes(this HealthReason reasons) =>
        reasons == HealthReason.None ? null : string.Join(';', All.Where(reason => (reasons & reason) != 0).Select(Code));

    /// <summary>Every state a day can have.</summary>
    public static IReadOnlyList<string> States { get; } =
        ["ok", "nil", "not_due", "learning", "silent", "sparse", "bunched", "backlog", "catching_up", "defective"];

    /// <summary>The state of a day with these reasons, the gravest word for it.</summary>
    public static string State(HealthReason reasons, ReceivedDay day, bool isLearned) =>
        (reasons & HealthReason.Silence) != 0 ? "silent"
        : (reasons & HealthReason.CatchUp) != 0 ? "catching_up"
        : (reasons & HealthReason.BacklogRelease) != 0 ? "backlog"
        : (reasons & (HealthReason.Bunch | HealthReason.WeekdaySkew)) != 0 ? "bunched"
        : (reasons & HealthReasons.TooLittle) != 0 ? "sparse"
        : reasons != HealthReason.None ? "defective"
        : day.Files > 0 && day.NilReturns == day.Files ? "nil"
        : !day.IsDue && day.Files == 0 ? "not_due"
        : isLearned ? "ok" : "learning";
}
