using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Csv;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Dates;

/// <summary>
/// Signs of the order of day and month in a file none of whose agreed columns shows it: read one way a date would lie after receipt or
/// before
/// what it follows, and read the other way not; the columns that no contract knows; and what stands around the table.
/// </summary>
sealed partial class DateHints(Feed feed, int receivedOn)
{
    const int RecordsSampled = 1000, ColumnsSampled = 200, None = int.MaxValue;

    /// <summary>A form, mm/dd/yyyy, is no slip of the pen.</summary>
    const int OfAForm = 3;

    /// <summary>Columns of what is over when it is reported: what starts and stops clocks, and births. Each pair is in its order.</summary>
    readonly int[] _past = [
        .. Slots(feed.Clocks.SelectMany(clock => (int[])[.. clock.Incident, clock.Reported, .. clock.LowerBound, .. clock.Stop]), feed)
        .Append(feed.Child.DateOfBirth).Where(feed.Has).Distinct()];

    readonly (int First, int Second)[] _ordered =
        [.. Ordered(feed).Where(pair => feed.Has(pair.First) && feed.Has(pair.Second) && pair.First != pair.Second).Distinct()];

    /// <summary>Dates that are possible only month first.</summary>
    public int MonthFirst { get; private set; }

    /// <summary>Dates that are possible only day first.</summary>
    public int DayFirst { get; private set; }

    /// <summary>Takes what was found of the file as it first came.</summary>
    public void Take(FileDateCounts counted) => (MonthFirst, DayFirst) = (counted.MonthFirst, counted.DayFirst);

    /// <summary>Weighs a row as it was written.</summary>
    public void Take(Row row)
    {
        Span<(int DayFirst, int MonthFirst)?> days = stackalloc (int, int)?[feed.Columns.Count];
        foreach (var place in _past)
        {
            days[place] = Days(row, place);
            if (days[place] is { } day) Weigh(day.DayFirst > receivedOn, day.MonthFirst > receivedOn);
        }
        foreach (var (first, second) in _ordered)
            if (days[first] is { } one && days[second] is { } other)
                Weigh(one.DayFirst > other.DayFirst, one.MonthFirst > other.MonthFirst);
    }

    /// <summary>Looks at the columns the contract does not know, of which one that holds dates alone may show their order, and at the
    /// lines around the table.</summary>
    public void Sample(IReadOnlyList<FilePart> parts)
    {
        foreach (var part in parts)
        {
            Sample(part);
            if (part.Header.Line > 0) SampleAround(part);
        }
    }

    /// <summary>The titles and the headings, a line of forms below them, and the footers.</summary>
    void SampleAround(FilePart part)
    {
        using var records = new CsvRecords(part.Text.Path, part.Header.Separator);
        for (int read = 0, below = 0; read < RecordsSampled && below < RecordsSampled && records.Read(); read++)
        {
            var line = part.Text.IsTranscript ? Math.Abs(RowReader.PlaceOf(records)) : records.Line;
            var isHeading = line == part.Header.Line;
            if (line > part.Header.Line) below++;
            var cells = isHeading || line < part.Header.Line || below == 1 || FewAreFilled(records, part.Text.IsTranscript)
                ? HeaderSearch.Cells(records, part.Text.IsTranscript).Where(cell => cell.Length > 0).ToList() : [];
            if ((isHeading || below == 1 && cells.Exists(FooterLine.IsForm)) && cells.Exists(HeaderGuidance.IsMonthFirst))
                MonthFirst += OfAForm;
            if (line < part.Header.Line || below > 0 && cells.Count is > 0 and <= FooterLine.CellsAtMost && FooterLine.Is(cells[0]))
                foreach (var cell in cells) TakeTitle(cell);
        }
    }

    static bool FewAreFilled(CsvRecords records, bool isTranscript)
    {
        var filled = 0;
        for (var field = isTranscript ? 1 : 0; field < records.FieldCount && filled <= FooterLine.CellsAtMost; field++)
            if (!Row.Trim(records.Field(field)).IsEmpty) filled++;
        return filled is > 0 and <= FooterLine.CellsAtMost;
    }

    void TakeTitle(string text)
    {
        foreach (Match date in DateOfNumbers().Matches(text))
        {
            var order = DateOrders.OrderOf(Encoding.ASCII.GetBytes(date.Value));
            if (order == DateOrder.MonthFirst) MonthFirst++;
            else if (order == DateOrder.DayFirst) DayFirst++;
        }
    }

    void Sample(FilePart part)
    {
        var header = part.Header;
        var used = header.Groups.SelectMany(child => child.Source.Append(child.FullName)).Concat(header.Source).Append(header.FullName)
            .Concat(header.Beside.Concat(header.Times).Select(one => one.Field)).ToHashSet();
        int[] beside = [.. Enumerable.Range(0, header.Fields).Skip(part.Text.IsTranscript ? 1 : 0).Where(field => !used.Contains(field))
            .Take(ColumnsSampled)];
        if (beside.Length == 0) return;
        var counts = new DateCounts?[header.Fields]; // of a column once it holds a date
        var shape = part.Text.IsTranscript ? null : header.Shape(feed);
        using var records = new CsvRecords(part.Text.Path, header.Separator, shape, header.Rows);
        for (var read = 0; read < RecordsSampled && beside.Length > 0 && records.Read(); read++)
        {
            var none = 0;
            for (var at = 0; at < beside.Length; at++)
            {
                var field = beside[at];
                if (field >= records.FieldCount) continue;
                var cell = Row.Trim(records.Field(field));
                if (cell.IsEmpty || NoValue.Is(cell)) continue;
                if (DateOrders.DaysOf(cell, receivedOn) is null) (beside[at], counts[field], none) = (None, null, none + 1);
                else (counts[field] ??= new DateCounts()).Take(cell, CellNote.None, isMoment: false, receivedOn);
            }
            if (none > 0) beside = [.. beside.Where(field => field != None)];
        }
        foreach (var of in counts.OfType<DateCounts>()) (MonthFirst, DayFirst) = (MonthFirst + of.MonthFirst, DayFirst + of.DayFirst);
    }

    (int, int)? Days(Row row, int place)
    {
        if (DateOrders.DaysOf(row[place], receivedOn) is not { } days) return null;
        return row.NoteOf(place) == CellNote.JoinedEither && TimeText.ParseDay(DateCounting.Swapped(row[place])) is { } swapped
            ? (days.DayFirst, swapped) : days;
    }

    void Weigh(bool isDayFirstImpossible, bool isMonthFirstImpossible)
    {
        if (isDayFirstImpossible == isMonthFirstImpossible) return;
        if (isDayFirstImpossible) MonthFirst++;
        else DayFirst++;
    }

    /// <summary>A child is born before anything happens to it; a clock starts before it is stopped, and before it is written of.</summary>
    static IEnumerable<(int First, int Second)> Ordered(Feed feed) => feed.Clocks.SelectMany(clock =>
        Slots(clock.Incident, feed)
            .SelectMany(start => Slots([.. clock.LowerBound, .. clock.Stop], feed).Select(later => (start, later))
            .Append((feed.Child.DateOfBirth, start)))
            .Concat(BeginningAndEnd(clock, feed)));

    /// <summary>Of an incident's times the first taken is its end.</summary>
    static IEnumerable<(int First,
        int Second)> BeginningAndEnd(Clock clock, Feed feed) => clock.Incident.Length > 1 && clock.StartsFor.Length == 0
        ? [(feed.Times[clock.Incident[^1]].Column, feed.Times[clock.Incident[0]].Column)] : [];

    static IEnumerable<int> Slots(IEnumerable<int> slots, Feed feed) =>
        slots.Where(slot => slot >= 0).Select(slot => feed.Times[slot].Column);

    [GeneratedRegex(@"(?<![0-9/.\-])[0-9]{1,2}([/\-])[0-9]{1,2}\1[0-9]{4}(?![0-9/])")]
    private static partial Regex DateOfNumbers();
}
