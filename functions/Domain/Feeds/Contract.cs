using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Domain.Feeds;

/// <summary>A feed as its partners agreed it: who may send it, which columns it has, what keys a record, and which clocks run on
/// it.</summary>
/// <remarks>
/// The shape of one file in functions/feeds; contract.schema.json says the same to an editor. Loading is strict: see
/// <see cref="Contracts"/>.
/// A list that may be left out says `init => field = value ?? []`: the generated reader hands null to every init property the file does not
/// have.
/// </remarks>
public sealed record Contract
{
    /// <summary>For editors; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>agency/feed, for instance police/domestic-abuse.</summary>
    public required string Feed { get; init; }
    public required string Title { get; init; }

    /// <summary>What the feed is for, in a sentence or two a partner would recognise.</summary>
    public required string Description { get; init; }
    public required IReadOnlyList<Sender> Senders { get; init; }

    /// <summary>File formats taken: csv, excel, json (a list, or an object a line), fhir, xml. Any of them may come in an
    /// archive.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>How a FHIR referral fills the columns, where fhir is taken.</summary>
    public FhirContract? Fhir { get; init; }

    /// <summary>Where the records of an XML file stand, where xml is taken.</summary>
    public XmlContract? Xml { get; init; }

    /// <summary>In order of their days; the first is what the rest of this file says, each later one that with its changes.</summary>
    public required IReadOnlyList<Edition> Editions { get; init; }
    public required NaturalKey NaturalKey { get; init; }

    /// <summary>The column that orders versions of one record; null: receipt order alone.</summary>
    public string? Version { get; init; }
    public required IReadOnlyList<Column> Columns { get; init; }
    public required ChildColumns Child { get; init; }
    public required LakeColumns Lake { get; init; }
    public required IReadOnlyList<ClockContract> Clocks { get; init; }
    public required Expected Expected { get; init; }

    /// <summary>The place of a column of this name under columns; -1 for none.</summary>
    public int PlaceOf(string column)
    {
        for (var place = 0; place < Columns.Count; place++)
            if (string.Equals(Columns[place].Name, column, StringComparison.Ordinal))
                return place;
        return Domain.Feeds.Feed.None;
    }
}

/// <summary>An organisation signed up to a feed, and the sharing agreement that lets the council take it.</summary>
public sealed record Sender
{
    /// <summary>Stands for a sender nobody registered; no contract may use it.</summary>
    public const string Unregistered = "unregistered";

    public required string Id { get; init; }
    public required string Organisation { get; init; }

    /// <summary>Councils this sender may send children of (three-digit LA codes).</summary>
    public required IReadOnlyList<string> LaCodes { get; init; }
    public required Agreement Agreement { get; init; }

    /// <summary>The systems its records came from, each from its first day on; what is late before a change of system and after it can then
    /// be told apart.</summary>
    public IReadOnlyList<SourceSystem> Systems { get; init => field = value ?? []; } = [];

    /// <summary>Which of the systems a record of this day came from; -1 for a day before all of them.</summary>
    public int SystemOn(DateOnly day)
    {
        var found = Domain.Feeds.Feed.None;
        for (var at = 0; at < Systems.Count; at++)
            if (Systems[at].From <= day) found = at;
        return found;
    }

    /// <summary>What times without an offset mean: local (Europe/London), or utc where the sender's system exports universal time without
    /// saying so.</summary>
    public string TimeZone { get; init => field = value ?? Local; } = Local;

    public const string Local = "local", Utc = "utc";

    /// <summary>When this sender's files are due, where it agreed to something else than the feed says; the whole of it.</summary>
    public Expected? Expected { get; init; }
}

/// <summary>A sender's own IT system, and the first day its records come from it.</summary>
public sealed record SourceSystem
{
    public required string Name { get; init; }
    public required DateOnly From { get; init; }
}

/// <summary>The information sharing agreement: no agreement, no ingest.</summary>
public sealed record Agreement
{
    public required string Reference { get; init; }

    /// <summary>Last day it holds.</summary>
    public required DateOnly Ends { get; init; }
}

/// <summary>A named version of the contract and the day of receipt, UK time, it holds from.</summary>
public sealed record Edition
{
    public required string Name { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>What is different from the edition before; null for the first.</summary>
    public EditionChange? Change { get; init; }
}

/// <summary>What makes two rows the same record: the reference columns, and the child where one reference covers several
/// children.</summary>
public sealed record NaturalKey
{
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The sender's own reference for the child, when it has one.</summary>
    public string? Child { get; init; }

    /// <summary>What stands for the child where that reference is absent: all of these.</summary>
    public IReadOnlyList<string> OrElse { get; init => field = value ?? []; } = [];
}

/// <summary>What a column holds.</summary>
[JsonConverter(typeof(ColumnTypeWords))]
public enum ColumnType
{
    Text,
    Code,
    Date,
    LocalDateTime,
    Instant,
    Time,
    Integer,
    Boolean,
    NhsNumber,
    Upn,
    Urn,
    Laestab,
    Postcode,
    PoliceReference,
    Ods,
}

/// <summary>What types have in common.</summary>
public static class ColumnTypes
{
    /// <summary>A day, with or without its time.</summary>
    public static bool IsDate(this ColumnType type) => type is ColumnType.Date or ColumnType.LocalDateTime or ColumnType.Instant;
}

sealed class ColumnTypeWords() : JsonStringEnumConverter<ColumnType>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>One column of a feed: its name, the other names it goes by, and what it may hold.</summary>
public sealed record Column
{
    public required string Name { get; init; }
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];
    public required ColumnType Type { get; init; }

    /// <summary>For a code column: the list of functions/codes it takes its codes from.</summary>
    public string? List { get; init; }

    /// <summary>The codes of that list it takes; empty: all.</summary>
    public IReadOnlyList<string> Only { get; init => field = value ?? []; } = [];

    /// <summary>For a code column: our code, and the spellings that mean it; with a list, spellings of this feed's own. Compared as
    /// docs/codes.md says.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Codes
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyList<string>>();
    } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>An empty value is worth a warning.</summary>
    public bool Required { get; init; }

    /// <summary>A file may have several columns for it, a DASH and a DARA grade: where they differ the cell holds both, " / "
    /// between.</summary>
    public bool Several { get; init; }

    /// <summary>A date on a Saturday or Sunday is worth a warning: a child protection conference is not held on one.</summary>
    public bool Weekday { get; init; }

    /// <summary>Holds personal data: kept in restricted alone, never in the lake, a log or an alert.</summary>
    public bool Personal { get; init; }

    /// <summary>Says about a person who they are: part of a keyed pseudonym.</summary>
    public bool Pseudonym { get; init; }

    /// <summary>A defect code and what it does here instead of its usual tier: refuse file, reject row, warn.</summary>
    public IReadOnlyDictionary<string, string> Severity
    {
        get; init =>
        field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();

    /// <summary>What the column means, for partners.</summary>
    public string? Description { get; init; }

    /// <summary>An invented value for templates and samples.</summary>
    public string? Example { get; init; }
}

/// <summary>Which columns say who the child is.</summary>
public sealed record ChildColumns
{
    public string? NhsNumber { get; init; }
    public string? Upn { get; init; }

    /// <summary>The sender's own number for the child, where it gives one child one number in everything it sends.</summary>
    public string? Reference { get; init; }
    public string? Surname { get; init; }
    public string? Forename { get; init; }
    public string? DateOfBirth { get; init; }

    /// <summary>For an unborn child.</summary>
    public string? ExpectedDateOfBirth { get; init; }
    public string? Address { get; init; }
    public string? Postcode { get; init; }
}

/// <summary>Which columns feed the analysts' notifications table, each cut to what that table may hold.</summary>
public sealed record LakeColumns
{
    public string? Category { get; init; }
    public string? RiskGrade { get; init; }
    public string? Status { get; init; }

    /// <summary>A second thing the feed tells in codes, beside the category.</summary>
    public string? Detail { get; init; }

    /// <summary>The reference that another feed of the same sender knows the event by: it becomes a key, the same in both.</summary>
    public string? Occurrence { get; init; }

    /// <summary>When it happened: the first of these that can be read.</summary>
    public required IReadOnlyList<string> Occurred { get; init; }
    public string? LaCode { get; init; }
    public string? Sex { get; init; }
    public string? Ethnicity { get; init; }
    public string? Consent { get; init; }

    /// <summary>Who made the contact, in codes of the census list of referral sources.</summary>
    public string? Source { get; init; }

    /// <summary>What was decided about the contact.</summary>
    public string? Outcome { get; init; }

    /// <summary>When the contact became a referral.</summary>
    public string? Referred { get; init; }

    /// <summary>Census factor codes (3A, 4B ...) a category code stands for.</summary>
    public IReadOnlyDictionary<string, string> Factors
    {
        get; init =>
        field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();
}

/// <summary>When a sender's files are due.</summary>
public sealed record Expected
{
    public const string Daily = "daily", WorkingDays = "working days";
    public const string BankHolidays = "bank holidays", SchoolHolidays = "school holidays";

    /// <summary>For a file a week: the weekday it is due, Monday first.</summary>
    public static IReadOnlyList<string> Weekdays { get; } = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays",
        "sundays"];

    /// <summary>daily, working days, or one of <see cref="Weekdays"/>.</summary>
    public required string Schedule { get; init; }

    /// <summary>Days on which none is due after all: bank holidays, school holidays (of the first council the sender has children
    /// of).</summary>
    public IReadOnlyList<string> NotOn { get; init => field = value ?? []; } = [];

    /// <summary>The first day one is due. Without it, the day of the sender's first file: one that never sent any is then never
    /// missed.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Local time of day it is due, HH:mm.</summary>
    public required string By { get; init; }

    /// <summary>Hours after that before it is missed.</summary>
    public required int GraceHours { get; init; }

    /// <summary>Rows below which a file is worth a question.</summary>
    public int MinimumRows { get; init; }
}
