using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Dates;

/// <summary>
/// How a file writes its dates, weighed over all its rows and columns together: which of day and month comes first, whether a spreadsheet
/// swapped them, and
/// whether its midnights are times. Counted while the file is read as agreed; where that was not how it is meant, it is read again.
/// </summary>
public sealed class FileDates(Feed feed, IReadOnlyList<FilePart> parts, int receivedOn)
{
    readonly int[] _times = [.. Enumerable.Range(0, feed.Columns.Count).Where(place => feed.Columns[place].Type == ColumnType.Time)];
    readonly bool[] _isMoment =
        [.. feed.Columns.Select((column, place) => column.Type is ColumnType.LocalDateTime or ColumnType.Instant
        && !feed.Times.Any(slot => slot.Column == place && slot.TimeColumn >= 0))];
    readonly int[] _dates = [.. feed.Dates];
    DateCounts[]?[] _counts = new DateCounts[parts.Count + 1][];
    IReadOnlyList<DateProof> _earlier = [];
    readonly DateHints _hints = new(feed, receivedOn);
    bool _isShown; // an agreed column shows the order
    (int Part, int Line) _line; // of the row before: what children of one line share counts once
    DateJudgement _judged = DateJudgement.AsAgreed;

    /// <summary>Every date of the file was weighed.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>Every date is read as agreed.</summary>
    public bool IsAsAgreed => _judged.Columns.Count == 0;

    /// <summary>What was found, once for each column.</summary>
    public IReadOnlyList<FileDefect> Defects => _judged.Defects;

    /// <summary>The same in the words of a receipt's first lines.</summary>
    public IReadOnlyList<string> Headlines => _judged.Headlines;

    public ColumnDates Of(FilePart part, int column) => _judged.Columns.GetValueOrDefault((part.Number, column));

    /// <summary>What the sender's earlier files proved of the order of its dates.</summary>
    public void Know(IReadOnlyList<DateProof> earlier)
    {
        _earlier = earlier;
        if (IsCounted) _judged = DateJudgement.Of(feed, parts, _counts, _hints, _earlier);
    }

    /// <summary>What is known of the order once this file is taken too.</summary>
    public IReadOnlyList<DateProof> Proved(DateTimeOffset received) => DateProof.With(_earlier, _judged.Proofs, received);

    /// <summary>What was counted, to be kept of a file from which a child is erased.</summary>
    public FileDateCounts Kept => new([.. from part in parts where _counts[part.Number] is not null
        from column in _dates.Union(_times)
        select new ColumnDateCounts(part.Number, feed.Columns[column].Name, _counts[part.Number]![column])],
        _hints.MonthFirst, _hints.DayFirst);

    /// <summary>Takes the counts of the file as it first came for those of its rows.</summary>
    public void Take(FileDateCounts kept)
    {
        var places = Enumerable.Range(0, feed.Columns.Count).ToDictionary(place => feed.Columns[place].Name);
        foreach (var part in kept.Columns.GroupBy(column => column.Part).Where(part => part.Key < _counts.Length))
        {
            var counts = _counts[part.Key] = [.. feed.Columns.Select(_ => new DateCounts())];
            foreach (var column in part)
                if (places.TryGetValue(column.Column, out var place)) counts[place] = column;
        }
        _hints.Take(kept);
        IsCounted = true;
        Know(_earlier);
    }

    /// <summary>Weighs a row as it was written, while the file is read for the first time.</summary>
    public void Take(Row row)
    {
        if (IsCounted) return;
        var counts = _counts[row.Part!.Number] ??= [.. feed.Columns.Select(_ => new DateCounts())];
        var isSameLine = row.Group > 0 && _line == (row.Part.Number, row.Line);
        _line = (row.Part.Number, row.Line);
        var mayBeEither = false;
        foreach (var place in _dates)
        {
            if (isSameLine && !row.IsChilds(place)) continue;
            var before = counts[place].Either;
            counts[place].Take(row[place], row.NoteOf(place), _isMoment[place], receivedOn);
            mayBeEither |= counts[place].Either > before;
            _isShown |= counts[place].DayFirst + counts[place].MonthFirst > 0;
        }
        if (mayBeEither && !_isShown) _hints.Take(row);
        foreach (var place in _times)
            if (!row[place].IsEmpty && !isSameLine) counts[place].TakeTime(TimeOfDayText.EdgeOfAlone(row[place]));
    }

    /// <summary>The file was read to its end. True: not all of it as it is meant, and it is to be read again.</summary>
    public bool Settle()
    {
        if (IsCounted) return false;
        if (!_isShown && Array.Exists(_counts, part => part is not null && Array.Exists(part, column => column.Either > 0)))
            _hints.Sample(parts);
        _judged = DateJudgement.Of(feed, parts, _counts, _hints, _earlier);
        IsCounted = true;
        return _judged.Columns.Count + _judged.Defects.Count > 0;
    }

    /// <summary>Reads every date of the file for how it is written alone; what shows that not all of it is here is found on the
    /// way.</summary>
    public IReadOnlyList<FileDefect> Count(CancellationToken cancel)
    {
        (_counts, _line) = (new DateCounts[parts.Count + 1][], default);
        var row = new Row(feed);
        using var rows = new RowReader(feed, parts);
        while (rows.Next(row) is { } kind)
        {
            cancel.ThrowIfCancellationRequested();
            if (kind == RecordKind.Row) Take(row);
        }
        Settle();
        return [.. rows.Defects];
    }
}
