using System.Collections.Concurrent;
using FrontDoor.Domain.Calendars;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Reporting.Filters;
using NodaTime;

namespace FrontDoor.Reporting.Measures;

/// <summary>A lake that pages ask their measures of; for one thread at a time. What several measures read is worked out once.</summary>
/// <param name="now">The moment of the pages: now, or the past hour that the lake was opened for.</param>
public sealed class ReportLake(LakeQuery lake, DateTimeOffset now)
{
    const int AnswersKept = 500, WeeksShown = 78;

    static readonly string s_timed = MeasureSql.Text("timed");

    readonly ConcurrentDictionary<string, IReadOnlyList<Row>> _answers = new();
    bool _isTimed, _knowsChildren;
    DateTimeOffset? _newest, _oldest;
    DateOnly? _firstEvent;

    /// <summary>The moment of the pages; it moves on while a lake is kept open. The lake knows whole hours, and so it is one.</summary>
    public DateTimeOffset Now { get; set => field = HourOf(value); } = HourOf(now);

    /// <summary>The newest that the lake tells of; the moment of the pages where it tells of nothing.</summary>
    public DateTimeOffset Newest(CancellationToken cancel) =>
        _newest ??= Rows(MeasureSql.Text("newest"), cancel).Single().Moment("newest") is { } newest && newest < Now ? newest : Now;

    /// <summary>The first and last day that a page shows: what its filter says, else 78 whole weeks up to the newest, or fewer where
    /// no event is so old.</summary>
    public (DateOnly First, DateOnly Last) Period(Filter filter, CancellationToken cancel)
    {
        var last = filter.To ?? DayOf(Newest(cancel));
        var first = MondayOf(last).AddDays(-7 * (WeeksShown - 1));
        var known = MondayOf(FirstEvent(cancel) ?? last);
        return (filter.From ?? (known > first && known < last ? known : first), last);
    }

    /// <summary>The day of the first file; null where none came.</summary>
    public DateOnly? FirstReceipt(CancellationToken cancel)
    {
        _oldest ??= Rows("select min(received_at) as oldest from files", cancel).Single().Moment("oldest");
        return _oldest is { } oldest ? DayOf(oldest) : null;
    }

    DateOnly? FirstEvent(CancellationToken cancel) => _firstEvent ??= Rows(
        "select min(coalesce(started_on, (received_at at time zone 'Europe/London')::date)) as first from current_timeliness", cancel)
        .Single().Day("first");

    static DateTimeOffset HourOf(DateTimeOffset moment) => moment - TimeSpan.FromTicks(moment.UtcTicks % TimeSpan.TicksPerHour);

    /// <summary>The London day.</summary>
    internal static DateOnly DayOf(DateTimeOffset moment) => DayNumber.ToDate(London.DayOf(Instant.FromDateTimeOffset(moment)));

    internal static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>A measure over the records that a filter chooses.</summary>
    /// <param name="inPeriod">Only records of events in the period; those without a day of the event, of receipt in it.</param>
    /// <param name="only">The records that count; null: all that the filter chooses.</param>
    public IReadOnlyList<Row> Ask(string measure, Filter filter, CancellationToken cancel, bool inPeriod = false,
        RecordCondition? only = null)
    {
        var (first, last) = Period(filter, cancel);
        var newest = Newest(cancel);
        var where = string.Concat(Conditions(filter).Append(only?.Sql ?? "true").Select(condition => $" and {condition}"));
        var (from, to) = (RecordCondition.Day(first), RecordCondition.Day(last));
        var period = inPeriod ? $" and coalesce(started_on, received_on) between {from} and {to}" : "";
        (string, string)[] named =
        [
            ("period", $"select {from} as first_on, {to} as last_on, {Sql.Moment(Now)} as as_of, "
                + $"({Sql.Moment(newest)} at time zone 'Europe/London')::date as as_of_on"),
            ("chosen", $"select * from timed where true{where}{period}"),
            ("chosen_files", $"select * from {LakeView.LastJudged("files")} where true"
                + string.Concat(OfFeed(filter).Select(condition => $" and {condition}"))),
            ("filling", MeasureSql.Filling("(isodow(as_of_on) % 7)")),
        ];
        return Rows(MeasureSql.Of(measure, named), KeepTimed, cancel);

        void KeepTimed()
        {
            if (!_isTimed) lake.KeepAnswer("timed", s_timed, cancel);
            _isTimed = true;
        }
    }

    /// <summary>A measure about children, across senders and feeds.</summary>
    public IReadOnlyList<Row> AskAboutChildren(string measure, CancellationToken cancel)
    {
        return Rows(MeasureSql.Text(measure), KeepChildren, cancel);

        void KeepChildren()
        {
            if (_knowsChildren) return;
            lake.Keep("children", "notification_key, record_version, person_key::uuid AS person_key, probable", cancel);
            lake.Keep("repeat_notifications", "occurred_on, person_key, person_before, probable", cancel);
            _knowsChildren = true;
        }
    }

    /// <summary>The rows of one statement. The lake does not change while it is open: what was asked before is known.</summary>
    public IReadOnlyList<Row> Rows(string sql, CancellationToken cancel) => Rows(sql, () => { }, cancel);

    /// <summary>Knows what an earlier edition of the lake was asked, where the answer cannot have changed. That edition may be asked
    /// meanwhile.</summary>
    /// <param name="changed">The tables in which they differ.</param>
    public void KnowFrom(ReportLake earlier, IReadOnlySet<LakeTable> changed)
    {
        var timed = changed.Any(table => LakeQuery.MayRead(s_timed, table));
        foreach (var (sql, rows) in earlier._answers)
            if (!changed.Any(table => LakeQuery.MayRead(sql, table)) && !(timed && sql.Contains("timed", StringComparison.Ordinal)))
                _answers[sql] = rows;
    }

    IReadOnlyList<Row> Rows(string sql, Action before, CancellationToken cancel)
    {
        if (_answers.TryGetValue(sql, out var known)) return known;
        if (_answers.Count >= AnswersKept) _answers.Clear();
        before();
        return _answers[sql] = Run(sql, cancel);
    }

    IReadOnlyList<Row> Run(string sql, CancellationToken cancel)
    {
        using var answer = lake.Run(sql, cancel);
        var places = answer.Columns.Select((column, place) => (column.Name, place)).ToDictionary(one => one.Name, one => one.place);
        return [.. answer.Rows.Select(cells => new Row(places, cells))];
    }

    static IEnumerable<string> Conditions(Filter filter)
    {
        foreach (var condition in OfFeed(filter)) yield return condition;
        if (filter.Clock is { } clock) yield return $"clock = {Sql.Text(clock)}";
        if (filter.Risk is { } risk) yield return $"risk_grade = {Sql.Text(risk)}";
    }

    static IEnumerable<string> OfFeed(Filter filter)
    {
        if (filter.Feed is { } feed) yield return $"agency = {Sql.Text(feed.Agency)} and feed = {Sql.Text(feed.Name)}";
        if (filter.Sender is { } sender) yield return $"sender = {Sql.Text(sender)}";
    }
}
