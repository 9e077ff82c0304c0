using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Detection;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using NodaTime;

namespace FrontDoor.Ingestion.Tests;

/// <summary>What reading one file came to: enough to tell two readings apart, and to compare with what the whole ingest counts.</summary>
/// <param name="Refusal">The code of the defect that refused the file; null where it was read.</param>
/// <param name="Digest">Of every record: its place, what it is, its key, its defects and how it stands.</param>
/// <param name="Text">Bytes of text that were read, which an archive may hold many of.</param>
sealed record Outcome(string? Refusal, int RowsIn, int Kept, int Rejected, int Blank, int OnTime, int Digest, long Text);

/// <summary>Reads, validates and times a file without a store, and holds what comes of it against the rules no file may break.</summary>
sealed partial class FastReading(string folder)
{
    static readonly Contracts Shipped = Contracts.Shipped;
    static readonly Pseudonyms Keys = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)], 1);
    static readonly PipelineOptions Options = new("", (_, _) => Task.CompletedTask, TimeProvider.System);

    readonly byte[] _explanation = new byte[Clock.ExplanationLength];

    /// <summary>How the platform's own messages sound: a partner must never read one.</summary>
    [GeneratedRegex(@"Exception|System\.|FrontDoor\.|\bat \w+\.\w+\(|Parameter '|Object reference|Index was|central directory|"
        + @"hexadecimal value|BytePosition|Arg_|decoding|Unexpected", RegexOptions.IgnoreCase)]
    static partial Regex OwnWords { get; }

    public static void CheckWords(string said)
    {
        if (OwnWords.Match(said) is { Success: true } found) throw new FuzzFault($"a partner would read '{found.Value}'");
    }

    public Outcome Read(GoodFile good, byte[] bytes, CancellationToken cancel)
    {
        var landed = Path.Combine(folder, "landed");
        File.WriteAllBytes(landed, bytes);
        using var scratch = Scratch.Open(Path.Combine(folder, "scratch"));
        var received = Instant.FromDateTimeOffset(good.Received);
        var place = good.Place.Split('/');
        var feed = Shipped.Find(new FeedId(place[0], place[2]))!.On(DateOnly.FromDateTime(good.Received.UtcDateTime));
        var source = SourceFile.Open(feed, landed, scratch.Folder, cancel);
        foreach (var defect in source.Defects.Where(defect => defect.Defect != Defects.HeaderAmbiguous))
            CheckWords($"{defect.Defect.Code} {defect.Column} {defect.Found}");
        if (source.IsRefused)
        {
            foreach (var said in FileHeadlines.OfRefused(feed, source, London.DayOf(received), cancel)) CheckWords(said);
            return new Outcome(source.Defects.First(defect => defect.Defect.Tier == Tier.File).Defect.Code, 0, 0, 0, 0, 0,
                string.Join(';', source.Defects).GetHashCode(StringComparison.Ordinal), 0);
        }
        if (source.Parts.Count == 0) throw new FuzzFault("not refused, and nothing to read");
        var dates = new FileDates(feed, source.Parts, London.DayOf(received));
        if (Rows(feed, feed.FindSender(place[1])!, source, good.WholeRows, dates, received, cancel) is { } outcome) return outcome;
        if (!dates.IsCounted) dates.Count(cancel);
        return Rows(feed, feed.FindSender(place[1])!, source, good.WholeRows, dates, received, cancel)
            ?? throw new FuzzFault("the dates were counted, and are to be counted again");
    }

    /// <summary>Null where the file's dates must be counted first.</summary>
    Outcome? Rows(Feed feed, Sender sender, SourceFile source, IReadOnlySet<string> whole, FileDates dates, Instant received,
        CancellationToken cancel)
    {
        using var validate = new RowValidator(feed, sender, Keys, Options, received, dates);
        var clock = feed.Clocks[0];
        var (row, record) = (new Row(feed), new ValidatedRecord(feed));
        var (rowsIn, kept, rejected, blank, onTime) = (0, 0, 0, 0, 0);
        var digest = new HashCode();
        var lines = source.Parts.ToDictionary(part => part.Number, part => new List<(int,
            Func<IEnumerable<string>>)> { (part.Header.Line, () => []) });
        using var rows = new RowReader(feed, source.Parts);
        while (rows.Next(row) is { } kind)
        {
            cancel.ThrowIfCancellationRequested();
            digest.Add(row.Part!.Number);
            digest.Add(row.Line);
            digest.Add(kind);
            string[] cells = kind == RecordKind.Row ? [.. feed.Columns.Select((_, column) => Encoding.UTF8.GetString(row[column]))] : [];
            // A line that names several children is as many records.
            if (!row.Part.Text.IsTranscript && (row.Group == 0 || lines[row.Part.Number][^1].Item1 != row.Line))
                lines[row.Part.Number].Add((row.Line, () => cells));
            if (kind == RecordKind.Row) validate.TakeDates(row);
            if (kind == RecordKind.Footer) continue;
            rowsIn++;
            if (kind == RecordKind.Blank) blank++;
            else if (kind == RecordKind.Unsplit) (rejected, _) = (rejected + 1, rows.OriginalLine().Length);
            else if (!validate.Run(row, record)) rejected++;
            else
            {
                kept++;
                digest.Add(record.Key);
                digest.Add(record.Content);
                var timing = clock.Measure(record.Times, record.Risk, received, record.Codes);
                digest.Add(timing.Status);
                clock.Explain(timing, record.Risk, _explanation);
                if (timing.Status == TimeStatus.OnTime) (onTime, _) = (onTime + 1, CheckStart(feed, cells, received, !dates.IsAsAgreed));
            }
            if (kind == RecordKind.Row)
                foreach (var defect in record.Defects) digest.Add(defect.Defect.Code.GetHashCode(StringComparison.Ordinal));
        }
        if (validate.NeedsOrders || dates.Settle()) return null;
        foreach (var part in source.Parts.Where(part => !part.Text.IsTranscript)) Account(part, lines[part.Number], whole);
        return new Outcome(null, rowsIn, kept, rejected, blank, onTime, digest.ToHashCode(),
            source.Parts.Sum(part => new FileInfo(part.Text.Path).Length));
    }

    static void Account(FilePart part, List<(int Line, Func<IEnumerable<string>>)> records, IReadOnlySet<string> whole)
    {
        var account = new LineAccount(part.Text.Path);
        // rows stand above the header of a sheet that was sorted, and it is read among them as a line that is no row
        if (records.Skip(1).Any(record => record.Line == part.Header.Line)) records.RemoveAt(0);
        records = [.. records.OrderBy(record => record.Line)];
        account.CheckAbove(records[0].Line, part.Header.TitleLines);
        account.Check(records);
        account.CheckSwallowed([.. records.Select(record => record.Line)], whole);
    }

    /// <summary>A row is on time only if a day that its start may have been written as is no longer before the receipt than the longest
    /// limit; month first only where the file's dates are not read as agreed.</summary>
    static bool CheckStart(Feed feed, string[] cells, Instant received, bool isMonthFirst)
    {
        var day = DateOnly.FromDateTime(received.ToDateTimeUtc());
        return feed.ClockStarts.Any(start => WrittenDay.MayBe(cells[start], day.AddDays(-4), day.AddDays(1), isMonthFirst: isMonthFirst))
            ? true
            : throw new FuzzFault("a row is on time whose start cannot be read");
    }
}
