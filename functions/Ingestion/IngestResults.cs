using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;

namespace FrontDoor.Ingestion;

/// <summary>What is said of a file afterwards: the counts for the caller, the receipt for the partner.</summary>
static class IngestResults
{
    public static IngestResult AlreadyProcessed(LandedFile file, string fileId) => Of(file, fileId, "already-processed");

    public static IngestResult Refused(LandedFile file, string fileId, Receipt receipt) => Of(file, fileId, "refused") with
    {
        Refusal = receipt.Refusal,
        Receipt = receipt,
    };

    public static IngestResult Committed(LandedFile file, Committed committed, Receipt? receipt) =>
        Of(file, committed.FileId, "committed") with
        {
            RowsIn = committed.Counts.RowsIn,
            Accepted = committed.Counts.Accepted,
            Rejected = committed.Counts.Rejected,
            Unchanged = committed.Counts.Unchanged,
            Blank = committed.Counts.Blank,
            Late = committed.Counts.Late,
            Serious = committed.Counts.Serious,
            Critical = committed.Counts.Critical,
            Warnings = committed.Counts.Warnings,
            Notices = committed.Notices,
            Receipt = receipt,
        };

    public static CommittedCounts Counts(IngestCounts tally) =>
        new(tally.RowsIn, tally.Accepted, tally.Rejected, tally.Unchanged, tally.Blank, tally.Late, tally.Warnings)
        {
            Serious = tally.BySeverity[(int)Severity.Serious],
            Critical = tally.BySeverity[(int)Severity.Critical],
        };

    public static Receipt Receipt(OpenedFile work, IngestRun run, FieldCorrections corrections)
    {
        var (tally, parts) = (run.Counts, work.Source.Parts);
        return Start(work.File, work.Origin.FileId, Writing.Receipt.Committed) with
        {
            Headlines = [.. JudgedAgain(work.File), .. tally.Headlines],
            Edition = work.Feed.Edition.Name,
            Format = work.Source.Format,
            Encoding = work.Source.Encoding,
            Bytes = work.Bytes,
            RowsIn = tally.RowsIn,
            Accepted = tally.Accepted,
            New = tally.New,
            Amended = tally.Amended,
            Rejected = tally.Rejected,
            Unchanged = tally.Unchanged,
            Blank = tally.Blank,
            Resends = Resends(tally, corrections),
            Cancelled = tally.Cancelled,
            Parts = [.. parts.Select(part => ReceiptPart.Of(part, tally))],
            Timeliness = Timeliness(tally, work.Feed),
            Defects = Defects(tally, work.Feed),
            RejectFile = run.Rejects.Path is null ? null : ReceiptName.Of(work.File.Name, work.Origin.FileId, ReceiptName.Rejects),
            LateFile = run.Late.Path is null ? null : ReceiptName.Of(work.File.Name, work.Origin.FileId, ReceiptName.Late),
        };
    }

    static IReadOnlyList<ReceiptDefect> Defects(IngestCounts tally, Feed feed)
    {
        var end = tally.Defects.FirstOrDefault(defect => defect.Defect == Domain.Feeds.Defects.FileCutOff);
        return [.. tally.Defects.OrderByDescending(defect => defect.Tier).ThenBy(defect => defect.Part)
            .ThenBy(defect => defect.Lines.FirstOrDefault()).Select(defect => Of(defect))];

        ReceiptDefect Of(DefectCount defect)
        {
            var of = ReceiptDefect.Of(defect, feed);
            if (end?.Lines is not [var last, ..] || defect.Part != end.Part || defect.Defect != Domain.Feeds.Defects.RowUnsplit
                || !defect.Lines.Contains(last)) return of;
            var ends = $"The file ends in the middle of line {last}: send the whole of it.";
            return of with { Advice = defect.Count == 1 ? ends : $"{of.Advice} {ends}" };
        }
    }

    public static Receipt Refusal(LandedFile file, string fileId, Feed? feed, IReadOnlyList<FileDefect> defects) =>
        Start(file, fileId, Writing.Receipt.Refused) with
        {
            Edition = feed?.Edition.Name,
            Refusal = defects.First(defect => defect.Defect.Tier == Tier.File).Defect.Code,
            Bytes = new FileInfo(file.LocalPath).Length,
            Defects = [.. defects.OrderByDescending(defect => defect.Defect.Tier)
                .Select(defect => ReceiptDefect.Of(WithNames(defect, feed)))],
        };

    /// <summary>Where no header was found, which columns it needs.</summary>
    static FileDefect WithNames(FileDefect defect, Feed? feed)
    {
        if (defect.Defect != Domain.Feeds.Defects.HeaderMissing || feed is null) return defect;
        var starts = feed.ClockStarts.Select(place => feed.Columns[place].Name).ToList();
        return defect with
        {
            Advice = $"{defect.Advice} It needs {string.Join(", ", feed.Key.Select(place => feed.Columns[place].Name))}, and "
                + $"{(starts.Count == 1 ? starts[0] : $"one of {string.Join(", ", starts)}")}.",
        };
    }

    static IngestResult Of(LandedFile file, string fileId, string status) => new()
    {
        FileId = fileId,
        Agency = file.Agency,
        Feed = file.Feed,
        Sender = file.Sender,
        Name = file.Name,
        Status = status,
    };

    static Receipt Start(LandedFile file, string fileId, string status) => new()
    {
        FileId = fileId,
        File = file.Name,
        Agency = file.Agency,
        Sender = file.Sender,
        Feed = file.Feed,
        ReceivedAt = file.ReceivedAt.ToDateTimeOffset(),
        Status = status,
        Replaces = file.Replaces?.FileId,
    };

    static IEnumerable<string> JudgedAgain(LandedFile file)
    {
        if (file.Replaces is not { } earlier) yield break;
        var which = earlier.Rejected is null ? "this file" : "the rows of this file that were rejected";
        yield return $"We changed our rules and judged {which} again, by the time at which we first received it. This receipt takes the "
            + $"place of the one with file id {earlier.FileId[..8]}.";
    }

    static ReceiptResends? Resends(IngestCounts tally, FieldCorrections corrections) => tally.Unchanged + tally.Amended == 0 ? null : new()
    {
        Same = tally.Unchanged - tally.Older.Count,
        SameLines = tally.Repeated.First,
        Older = tally.Older.Count,
        OlderLines = tally.Older.First,
        Corrected = tally.Amended,
        Compared = corrections.Compared,
        Fields = corrections.Fields,
        AnotherChild = corrections.AnotherChild,
        AnotherChildLines = corrections.AnotherChildFirst,
        Conflicting = tally.Conflicting.Count,
        ConflictingLines = tally.Conflicting.First,
    };

    /// <summary>By the first clock; each by itself where the feed has several.</summary>
    static ReceiptTimeliness? Timeliness(IngestCounts tally, Feed feed)
    {
        if (tally.Accepted == 0) return null;
        List<string> clocks = [.. feed.Clocks.Select(clock => clock.Name).Distinct()];
        var areSeveral = clocks.Count > 1;
        return new()
        {
            OnTime = tally.ByStatus[(int)TimeStatus.OnTime],
            Late = tally.ByStatus[(int)TimeStatus.Late],
            PossiblyLate = tally.ByStatus[(int)TimeStatus.PossiblyLate],
            Unknown = tally.ByStatus[(int)TimeStatus.Unknown],
            Open = tally.ByStatus[(int)TimeStatus.Open],
            Overdue = tally.ByStatus[(int)TimeStatus.Overdue],
            Serious = tally.BySeverity[(int)Severity.Serious],
            Critical = tally.BySeverity[(int)Severity.Critical],
            WorstHours = tally.WorstHours > 0 ? HoursRounding.Up(tally.WorstHours) : null,
            Clocks = areSeveral ? [.. clocks.Select((name, clock) => ClockCounts.Of(name, tally.ByClock[clock]))] : [],
            LateLines = [.. tally.LateLines.Select(late =>
            new ReceiptLate(late.Part, late.Line, late.Hours is { } hours ? HoursRounding.Up(hours) : null, late.Limit,
            Encoding.UTF8.GetString(TimeWords.Of(late.Severity)))
            {
                Clock = areSeveral ? clocks[late.Clock] : null,
                IsOverdue = late.IsOverdue,
                Least = late.Least,
            })],
            Doubts = Reasons(tally.Doubts),
            Faults = Reasons(tally.Faults),
        };
    }

    static IReadOnlyList<ReceiptReason> Reasons(SortedList<TimingFlags, RowList> rows) =>
        [.. from code in TimeCodes.All where rows.ContainsKey(code.Flag)
        select new ReceiptReason(code.Code, rows[code.Flag].Count, rows[code.Flag].First, code.Meaning, code.Advice)];
}
