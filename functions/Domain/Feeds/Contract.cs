using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using FrontDoor.Domain.Documents;

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
    [OneOf(ContractWords.Feed)]
    public required string Feed { get; init; }
    public required string Title { get; init; }

    /// <summary>What the feed is for, in a sentence or two a partner would recognise.</summary>
    public required string Description { get; init; }
    public required IReadOnlyList<Sender> Senders { get; init; }

    /// <summary>What the feed takes; any of them may come in an archive. json is a list of objects, or an object a line.</summary>
    [OneOf(ContractWords.Format), MinLength(1)]
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>How a FHIR referral fills the columns, where fhir is taken.</summary>
    public FhirContract? Fhir { get; init; }

    /// <summary>Where the records of an XML file stand, where xml is taken.</summary>
    public XmlContract? Xml { get; init; }

    /// <summary>In order of their days; the first is what the rest of this file says, each later one that with its changes.</summary>
    [MinLength(1)]
    public required IReadOnlyList<Edition> Editions { get; init; }
    public required NaturalKey NaturalKey { get; init; }

    /// <summary>The column that orders versions of one record, an integer or a time; without it, receipt order alone.</summary>
    [ColumnName]
    public string? Version { get; init; }
    [MinLength(1)]
    public required IReadOnlyList<Column> Columns { get; init; }
    public required ChildColumns Child { get; init; }
    public required LakeColumns Lake { get; init; }
    [MinLength(1)]
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

/// <summary>An organisation signed up to the feed, and the sharing agreement that lets the council take it.</summary>
public sealed record Sender
{
    /// <summary>Stands for a sender nobody registered; no contract may use it.</summary>
    public const string Unregistered = "unregistered";

    /// <summary>The sender's folder in the landing container.</summary>
    [RegularExpression(TextPattern.FolderName)]
    public required string Id { get; init; }
    public required string Organisation { get; init; }

    /// <summary>Councils this sender may send children of.</summary>
    [RegularExpression(TextPattern.LaCode), MinLength(1)]
    public required IReadOnlyList<string> LaCodes { get; init; }
    public required Agreement Agreement { get; init; }

    /// <summary>The systems its records came from, in the order of their first days: what is late before a change of system and
    /// after it can be told apart.</summary>
    public IReadOnlyList<SourceSystem> Systems { get; init => field = value ?? []; } = [];

    /// <summary>Which of the systems a record of this day came from; -1 for a day before all of them.</summary>
    public int SystemOn(DateOnly day)
    {
        var found = Domain.Feeds.Feed.None;
        for (var at = 0; at < Systems.Count; at++)
            if (Systems[at].From <= day) found = at;
        return found;
    }

    /// <summary>What times without an offset mean: local (Europe/London, the default), or utc where the sender's system exports
    /// universal time without saying so.</summary>
    [OneOf(ContractWords.TimeZone)]
    public string TimeZone { get; init => field = value ?? Local; } = Local;

    public const string Local = "local", Utc = "utc";

    /// <summary>When this sender's files are due, where it agreed to something else than the feed says; the whole of it.</summary>
    public Expected? Expected { get; init; }
}

/// <summary>A sender's own IT system.</summary>
public sealed record SourceSystem
{
    public required string Name { get; init; }

    /// <summary>First day its records come from it.</summary>
    public required DateOnly From { get; init; }
}

/// <summary>The information sharing agreement: no agreement, no ingest.</summary>
public sealed record Agreement
{
    public required string Reference { get; init; }

    /// <summary>Last day it holds.</summary>
    public required DateOnly Ends { get; init; }
}

/// <summary>A named version of the contract and the day of receipt it holds from.</summary>
public sealed record Edition
{
    public required string Name { get; init; }

    /// <summary>Files received from this day on, UK time, are judged by it.</summary>
    public required DateOnly From { get; init; }

    /// <summary>What is different from the edition before; null for the first.</summary>
    public EditionChange? Change { get; init; }
}

/// <summary>What makes two rows the same record.</summary>
[ColumnName]
public sealed record NaturalKey
{
    [MinLength(1)]
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The sender's own reference for the child, where one reference covers several children.</summary>
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

    /// <summary>Other headers that mean this column. Compared without case, spaces and punctuation.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];
    public required ColumnType Type { get; init; }

    /// <summary>For a code column: the list of functions/codes it takes its codes from.</summary>
    [RegularExpression(TextPattern.FolderName)]
    public string? List { get; init; }

    /// <summary>The codes of that list it takes; all, when left out.</summary>
    public IReadOnlyList<string> Only { get; init => field = value ?? []; } = [];

    /// <summary>For a code column: our code, and the spellings that mean it. With a list, spellings of this feed's own.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Codes
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyList<string>>();
    } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>An empty value is worth a warning.</summary>
    public bool Required { get; init; }

    /// <summary>A file may have several columns for it, a DASH and a DARA grade: where they differ the cell holds both.</summary>
    public bool Several { get; init; }

    /// <summary>For a date: a Saturday or Sunday is worth a warning.</summary>
    public bool Weekday { get; init; }

    /// <summary>Kept in restricted alone, never in the lake, a log or an alert.</summary>
    public bool Personal { get; init; }

    /// <summary>Says about a person who they are: part of a keyed pseudonym.</summary>
    public bool Pseudonym { get; init; }

    /// <summary>A defect code and what it does here instead of its usual tier.</summary>
    [OneOf(ContractWords.Tier)]
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
[ColumnName]
public sealed record ChildColumns
{
    public string? NhsNumber { get; init; }
    public string? Upn { get; init; }

    /// <summary>Your own number for the child, where one child has one number in everything you send.</summary>
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
[ColumnName]
public sealed record LakeColumns
{
    /// <summary>A code column.</summary>
    public string? Category { get; init; }

    /// <summary>A code column with the codes high, medium, standard.</summary>
    public string? RiskGrade { get; init; }

    /// <summary>A code column.</summary>
    public string? Status { get; init; }

    /// <summary>A code column: a second thing the feed tells, beside the category.</summary>
    public string? Detail { get; init; }

    /// <summary>The reference that another feed of the same sender knows the event by. It reaches analysts as a keyed pseudonym,
    /// occurrence_key, by which the two are joined.</summary>
    public string? Occurrence { get; init; }

    /// <summary>When it happened: the first of these that can be read.</summary>
    public required IReadOnlyList<string> Occurred { get; init; }
    public string? LaCode { get; init; }

    /// <summary>A code column.</summary>
    public string? Sex { get; init; }

    /// <summary>A code column.</summary>
    public string? Ethnicity { get; init; }

    /// <summary>A code column.</summary>
    public string? Consent { get; init; }

    /// <summary>Who made the contact: a code column of the list referral-source.</summary>
    public string? Source { get; init; }

    /// <summary>What was decided about the contact: a code column.</summary>
    public string? Outcome { get; init; }

    /// <summary>When the contact became a referral: a date or time.</summary>
    public string? Referred { get; init; }

    /// <summary>A code of the category column, and the census factor it stands for.</summary>
    [RegularExpression(TextPattern.CensusFactor)]
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
    internal const int GraceHoursAtMost = 72; // past that, days that are over would lie far behind
    public const string BankHolidays = "bank holidays", SchoolHolidays = "school holidays";

    /// <summary>For a file a week: the weekday it is due, Monday first.</summary>
    public static IReadOnlyList<string> Weekdays { get; } = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays",
        "sundays"];

    /// <summary>On which days a file is due.</summary>
    [OneOf(ContractWords.Schedule)]
    public required string Schedule { get; init; }

    /// <summary>Days on which none is due after all. School holidays are those of the first council under the sender's laCodes.</summary>
    [OneOf(ContractWords.FreeDay)]
    public IReadOnlyList<string> NotOn { get; init => field = value ?? []; } = [];

    /// <summary>The first day one is due. Without it, the day of the sender's first file: a sender that never sent any is then
    /// never missed.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Local time of day it is due.</summary>
    [RegularExpression(TextPattern.TimeOfDay)]
    public required string By { get; init; }

    /// <summary>Hours after that before it is missed, and the council is told.</summary>
    [Range(0, GraceHoursAtMost)]
    public required int GraceHours { get; init; }

    /// <summary>Rows below which a file is worth a question.</summary>
    [Range(0, int.MaxValue)]
    public int MinimumRows { get; init; }
}
