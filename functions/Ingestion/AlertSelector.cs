using System.Globalization;
using System.Text;
using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using NodaTime;

namespace FrontDoor.Ingestion;

/// <summary>Chooses what to alert about while a file's rows go by: a few singly, the highest risk first, the rest of them as one backlog,
/// everything else as one digest. While an incident is open, few singly, and all of it counted for the incident's next update.</summary>
/// <param name="councils">Whose children the sender may send.</param>
public sealed class AlertSelector(ArrivalContext origin, IReadOnlyList<string> councils, Pseudonyms keys)
{
    readonly List<LateRecord> _worst = [];
    readonly List<(LateRecord Record, Instant OverdueFrom)> _others = [];
    readonly OneCouncil _lateOnes = new(), _all = new();
    int _lateRecords;
    DateOnly? _lateFrom;

    /// <summary>A row that was accepted or rejected, of this council (<see cref="ValidatedRecord.Council"/>).</summary>
    public void CountRow(int council) => _all.Add(CodeOf(council));

    /// <summary>A row that is late by any clock, and the day on which it was first received.</summary>
    public void CountLate(Instant firstReceived)
    {
        if (DayNumber.ToDate(London.DayOf(firstReceived)) is var day && !(_lateFrom <= day)) _lateFrom = day;
    }

    /// <summary>A row whose lateness is serious or critical, or whose clock has run past its limit and goes on, and was not so when last
    /// alerted to.</summary>
    public void Add(ValidatedRecord record, KeyedHash key, in Timing timing, Clock clock)
    {
        _lateRecords++;
        _lateOnes.Add(CodeOf(record.Council));
        // What an earlier version was may stand with hours of this one, which are few, or none at all.
        var hours = (timing.Flags & TimingFlags.CorrectionPending) == 0 ? timing.ElapsedHours : double.NaN;
        var late = new LateRecord(key, timing.Severity, hours, timing.Limit.Text, record.Risk)
        {
            Clock = clock,
            Child = record.Child,
            LaCode = CodeOf(record.Council),
            IsOverdue = timing.Status == TimeStatus.Overdue,
            Least = timing.ElapsedHoursMin,
        };
        if (_worst.Count == OverdueAlertSelector.SinglesAtMost && late.CompareTo(_worst[^1]) >= 0) return;
        var at = _worst.BinarySearch(late);
        _worst.Insert(at < 0 ? ~at : at, late);
        if (_worst.Count > OverdueAlertSelector.SinglesAtMost) _worst.RemoveAt(OverdueAlertSelector.SinglesAtMost);
    }

    /// <summary>A clock other than the feed's first that has run past its limit.</summary>
    /// <param name="overdueFrom">The first whole hour at which it was certainly overdue.</param>
    public void AddOther(ValidatedRecord record, KeyedHash key, in Timing timing, Clock clock, Instant overdueFrom) =>
        _others.Add((new LateRecord(key, timing.Severity, timing.ElapsedHoursMin, timing.Limit.Text, record.Risk)
        {
            Clock = clock,
            Child = record.Child,
            LaCode = CodeOf(record.Council),
            IsOverdue = true,
            Least = timing.ElapsedHoursMin,
        }, overdueFrom));

    /// <summary>Of clocks other than the first, the worst few singly. Some may have been sent before: their ids say so.</summary>
    /// <param name="highOnly">Of high risk only.</param>
    public IReadOnlyList<Notice> Others(bool highOnly) =>
        [.. _others.Where(other => !highOnly || other.Record.IsHigh).OrderBy(other => other.Record)
            .Take(OverdueAlertSelector.SinglesAtMost).Select(other => Single(other.Record) with
        {
            NoticeId = OverdueAlertSelector.IdOf(keys, other.Record.Key.ToString(), other.Record.Clock.Name, other.OverdueFrom,
            other.Record.Severity),
        })];

    /// <summary>The file's notices where no incident is open: the backlog first, then single ones, the highest risk first.</summary>
    public IReadOnlyList<Notice> Notices(IngestCounts counts)
    {
        var notices = _worst.Select(Single).ToList();
        if (_lateRecords > OverdueAlertSelector.SinglesAtMost) notices.Insert(0, Backlog(counts));
        if (Digest(counts) is { } digest) notices.Add(digest);
        return notices;
    }

    /// <summary>Of the file's gravest, those of high risk: what is sent singly while an incident is open.</summary>
    public IEnumerable<Notice> HighRisk() => _worst.Where(late => late.IsHigh).Select(Single);

    /// <summary>The file as part of an incident that is open.</summary>
    /// <param name="singles">How many of it are sent singly.</param>
    public IncidentCounts Counts(IngestCounts counts, int singles)
    {
        var hours = _others.Select(other => other.Record.Hours).Append(counts.WorstHours).Where(hours => hours > 0).ToList();
        return new()
        {
            Critical = Of(Severity.Critical),
            Serious = Of(Severity.Serious),
            Late = counts.Late + _others.Count - Of(Severity.Critical) - Of(Severity.Serious),
            PossiblyLate = counts.ByStatus[(int)TimeStatus.PossiblyLate],
            Unknown = counts.ByStatus[(int)TimeStatus.Unknown],
            Rejected = Rejected(counts),
            Singles = singles,
            WorstHours = hours.Count == 0 ? null : hours.Max(),
            From = _lateFrom,
            Until = origin.Received.ToDateTimeOffset(),
        };

        int Of(Severity severity) => counts.BySeverity[(int)severity] + _others.Count(other => other.Record.Severity == severity);
    }

    Notice Single(LateRecord late)
    {
        var key = late.Key.ToString();
        return Make(late.IsOverdue ? AlertKind.Overdue : AlertKind.Late, key, late.Severity, late.Hours, 1) with
        {
            LaCode = late.LaCode,
            SubjectKey = key,
            Clock = late.Clock.Name,
            ChildKey = late.Child?.ToString(),
            Text = string.Create(CultureInfo.InvariantCulture,
                $"{AlertText.Word(late.Severity)}: {origin.Agency}/{origin.Feed} {Lateness(late)}. {AlertText.SeeRecord(key)}"),
        };
    }

    string Lateness(in LateRecord late)
    {
        var isReceipt = late.Clock.Stop.Length == 0;
        var record = $"{(isReceipt ? "notification" : "record")}{Of(late.Risk)} from {origin.Sender}";
        if (double.IsNaN(late.Hours)) return $"{record}: an earlier version was so late, and a correction does not take that back";
        var hours = PeopleText.Hours(late.Least, late.Hours);
        return isReceipt ? $"{record} received {hours} after its clock started, against a limit of {late.Limit}"
            : late.IsOverdue
            ? $"{record}: the clock {late.Clock.Name} has run {hours} against a limit of {late.Limit}, and nothing has stopped it"
            : $"{record}: the clock {late.Clock.Name} ran {hours} against a limit of {late.Limit}";
    }

    Notice Backlog(IngestCounts counts) =>
        Make(AlertKind.Backlog, "backlog", _worst.Max(late => late.Severity), counts.WorstHours,
            _lateRecords - OverdueAlertSelector.SinglesAtMost) with
        {
            LaCode = _lateOnes.Code,
            Text = string.Create(CultureInfo.InvariantCulture,
            $"Backlog: {_lateRecords} {origin.Agency}/{origin.Feed} notifications in one file from {origin.Sender} are seriously or "
                + $"critically late, or overdue, the worst after {PeopleText.Hours(counts.WorstHours)}. "
                + $"{OverdueAlertSelector.SinglesAtMost} have an alert of their own, the highest risk first; "
                + $"{_lateRecords - OverdueAlertSelector.SinglesAtMost} more are in the late table. List them: {Listing()}"),
        };

    string Listing() => IncidentUpdate.Listing(new FeedId(origin.Agency, origin.Feed), origin.Sender,
        _lateFrom ?? DayNumber.ToDate(London.DayOf(origin.Received)));

    Notice? Digest(IngestCounts counts)
    {
        var (late, possibly, unknown) = (counts.Late - _lateRecords, counts.ByStatus[(int)TimeStatus.PossiblyLate],
            counts.ByStatus[(int)TimeStatus.Unknown]);
        var count = late + possibly + unknown + Rejected(counts);
        return count == 0 ? null : Make(AlertKind.FileSummary, "file-summary", late > 0 ? Severity.Late : Severity.None, null, count) with
        {
            LaCode = _all.Code,
            Text = string.Create(CultureInfo.InvariantCulture,
                $"{origin.Agency}/{origin.Feed} from {origin.Sender}, {counts.RowsIn} rows: {late} more late, {possibly} possibly late, "
                    + $"{unknown} that could not be timed, {Rejected(counts)} rejected."),
        };
    }

    Notice Make(AlertKind kind, string subject, Severity severity, double? worst, int count) => new()
    {
        NoticeId = keys.NoticeId(origin.FileId, kind.Word(), subject),
        Kind = kind,
        Agency = origin.Agency,
        Feed = origin.Feed,
        Sender = origin.Sender,
        Severity = severity,
        RaisedAt = origin.Received.ToDateTimeOffset(),
        WorstHours = worst is { } hours && !double.IsNaN(hours) ? HoursRounding.Up(hours) : null,
        Count = count,
        Text = "",
        FileId = origin.FileId,
    };

    /// <summary>Rejected rows without an alert; those that stay rejected have one from the first judgement.</summary>
    int Rejected(IngestCounts counts) => origin.JudgesRejectedOnly ? 0 : counts.Rejected;

    string? CodeOf(int council) => council >= 0 && council < councils.Count ? councils[council] : null;

    static string Of(RiskGrade risk) => risk == RiskGrade.Ungraded ? "" : $" ({Encoding.UTF8.GetString(TimeWords.Of(risk))} risk)";

    /// <summary>A late row; the highest risk sorts first, then the gravest, and ties by key so that every run chooses alike.</summary>
    /// <param name="Hours">Not a number where an earlier version was late, and this one would not have been.</param>
    readonly record struct LateRecord(KeyedHash Key, Severity Severity, double Hours, string Limit, RiskGrade Risk)
        : IComparable<LateRecord>
    {
        public required Clock Clock { get; init; }
        public KeyedHash? Child { get; init; }
        public string? LaCode { get; init; }

        /// <summary>Nothing has stopped the clock.</summary>
        public bool IsOverdue { get; init; }

        /// <summary>The fewest hours it can be, where the row says a day and no time.</summary>
        public required double Least { get; init; }

        public bool IsHigh => RiskOrder.IsHigh(Risk, Severity);

        public int CompareTo(LateRecord other)
        {
            var risk = RiskOrder.Compare(Risk, Severity, other.Risk, other.Severity);
            if (risk != 0) return risk;
            var severity = other.Severity.CompareTo(Severity);
            if (severity != 0) return severity;
            var hours = other.Hours.CompareTo(Hours);
            return hours != 0 ? hours : Key.CompareTo(other.Key);
        }
    }
}
