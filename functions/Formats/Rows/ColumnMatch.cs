using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Rows;

/// <summary>Matches the cells of one header with the columns of a feed, each child's own where a line names several, and tells what does
/// not fit.</summary>
sealed class ColumnMatch
{
    /// <summary>Among so many unknown columns a name that is nearly right is looked for; beyond, the line is hardly a header.</summary>
    const int NearAmong = 500;

    readonly Feed _feed;
    readonly HeaderNames _names;
    readonly int _line;
    readonly string[] _cells;
    readonly string[] _named; // without the numbers and the table that all columns have
    readonly Func<int, int, bool?>? _fits;
    readonly int[] _source; // one longer than the feed: the last is the full name
    readonly SortedDictionary<int, int[]> _children = [];
    readonly List<string> _extra = [];
    readonly List<(int Place, int Field)> _beside = [];
    readonly List<(int Place, int Field)> _times = [];
    readonly List<FileDefect> _defects = [];
    readonly List<int> _unplaced = [];

    /// <param name="fits">Whether what stands in a field below the header is of a column's type; null where that is not known.</param>
    public ColumnMatch(Feed feed, HeaderNames names, int line, string[] cells, Func<int, int, bool?>? fits = null)
    {
        (_feed, _names, _line, _cells, _source, _fits) = (feed, names, line, cells, NoneOf(feed), fits);
        _named = HeaderGuidance.WithoutShared(cells);
        for (var field = 0; field < cells.Length; field++)
            if (cells[field].Length > 0) Place(field);
        PlaceGuided();
        DropStrays();
        DropLoneTimes();
        FirstWithoutNumber();
        SetFullNameAside();
        Result = (Found(), _defects);
    }

    public (Header Header, IReadOnlyList<FileDefect> Defects) Result { get; }

    static int[] NoneOf(Feed feed)
    {
        var source = new int[feed.Columns.Count + 1];
        Array.Fill(source, Feed.None);
        return source;
    }

    void Place(int field)
    {
        if (!IsPlaced(_named[field], field)) _unplaced.Add(field);
    }

    bool IsPlaced(string name, int field)
    {
        if (_names.Find(name) is >= 0 and var place) Take(_source, place, field);
        else if (_names.FindNumbered(name) is { } numbered) Take(ChildOf(numbered.Child), numbered.Place, field);
        else if (_names.FindTimeOf(name) is >= 0 and var dated && !_times.Exists(time => time.Place == dated)) _times.Add((dated, field));
        else return false;
        return true;
    }

    /// <summary>What has guidance around its name is read where one reading is possible: one heading of the file, and no other column of
    /// the feed.</summary>
    void PlaceGuided()
    {
        var guided = _unplaced.Select(field => (Field: field, Name: _names.FindGuided(_named[field]))).ToList();
        foreach (var of in guided.Where(one => one.Name is not null).GroupBy(one => one.Name!.Value.Place))
            if (_source[of.Key] < 0 && of.All(one => one.Name!.Value.IsCertain) && (of.Count() == 1 || _feed.Columns[of.Key].Several))
                foreach (var (field, _) in of) Read(field, () => Take(_source, of.Key, field), NameOf(of.Key));
        foreach (var (field, name) in guided.Where(one => one.Name is null))
            if (_names.Guided(_named[field])
                .FirstOrDefault(bare => _names.FindNumbered(bare) is not null || _names.FindTimeOf(bare) >= 0) is { } bare)
                Read(field, () => IsPlaced(bare, field), null);
        _extra.AddRange(_unplaced.Select(field => _cells[field]));
    }

    void Read(int field, Action take, string? column)
    {
        take();
        _unplaced.Remove(field);
        if (column is not null) _defects.Add(
            new FileDefect(Defects.HeaderReadAs, _line, column, $"'{_cells[field]}' (column {field + 1})"));
    }

    int[] ChildOf(int number)
    {
        if (!_children.TryGetValue(number, out var source)) _children.Add(number, source = NoneOf(_feed));
        return source;
    }

    void Take(int[] source, int place, int field)
    {
        if (source[place] == Feed.None) source[place] = field;
        else if (place < _feed.Columns.Count && _feed.Columns[place].Several) _beside.Add((place, field));
        else _defects.Add(new FileDefect(Defects.HeaderAmbiguous, _line, NameOf(place),
            $"'{_cells[source[place]]}' (column {source[place] + 1}) and '{_cells[field]}' (column {field + 1}) both name it"));
    }

    string NameOf(int place) => _feed.Columns[place == _names.FullName ? _feed.Child.Surname : place].Name;

    /// <summary>A number beside columns that do not say who a child is counts something else.</summary>
    void DropStrays()
    {
        foreach (var (number, source) in _children.Where(child => !Identities(child.Value).Any()).ToList())
        {
            _extra.AddRange(source.Where(field => field >= 0).Select(field => _cells[field]));
            _children.Remove(number);
        }
    }

    /// <summary>The time of a column that is not there is no more than a column the contract does not know.</summary>
    void DropLoneTimes()
    {
        _extra.AddRange(_times.Where(time => _source[time.Place] < 0).Select(time => _cells[time.Field]));
        _times.RemoveAll(time => _source[time.Place] < 0);
    }

    IEnumerable<int> Identities(int[] source) =>
        Enumerable.Range(0, source.Length).Where(place => source[place] >= 0 && _names.IsIdentity(place)).Select(place => source[place]);

    /// <summary>Child Surname, Child 2 Surname, Child 3 Surname: the first has no number.</summary>
    void FirstWithoutNumber()
    {
        if (_children.Count == 0) return;
        var numbered = Enumerable.Range(0, _source.Length).Where(place => _children.Values.Any(child => child[place] >= 0)).ToList();
        foreach (var place in numbered.Where(place => _source[place] >= 0 && _names.IsIdentity(place)))
        {
            Take(ChildOf(1), place, _source[place]);
            _source[place] = Feed.None;
        }
    }

    /// <summary>One column for both names counts only where neither has its own.</summary>
    void SetFullNameAside()
    {
        foreach (var source in _children.Values.Prepend(_source))
        {
            if (source[^1] < 0 || (source[Math.Max(0, _feed.Child.Surname)] < 0 && source[Math.Max(0, _feed.Child.Forename)] < 0)) continue;
            _extra.Add(_cells[source[^1]]);
            source[^1] = Feed.None;
        }
    }

    Header Found()
    {
        var groups = _children.Select(child => Group(child.Key, child.Value)).ToList();
        var header = new Header(_source[..^1], _line, Array.FindLastIndex(_cells, cell => cell.Length > 0) + 1, _extra, [], ',')
        {
            Width = _cells.Length,
            FullName = _source[^1],
            Groups = groups,
            Beside = _beside,
            Times = _times,
            Zones = [.. Enumerable.Range(0, _feed.Columns.Count).Select(place => (place, ZoneOf(place)))
            .Where(one => one.Item2.Length > 0)],
            MonthFirst = [.. Enumerable.Range(0, _feed.Columns.Count).Where(place => _children.Values.Prepend(_source)
            .Any(source => source[place] >= 0 && HeaderGuidance.IsMonthFirst(_cells[source[place]])))],
        };
        TellMissing(groups.Count > 0 ? [.. groups[0].Source, groups[0].FullName] : _source);
        return header;
    }

    /// <summary>What the heading of a column of times, or of the time beside its date, says of the clock they were read on.</summary>
    string ZoneOf(int place) =>
        _feed.Columns[place].Type is not (ColumnType.LocalDateTime or ColumnType.Instant or ColumnType.Time) || _source[place] < 0 ? ""
        : _times.Where(time => time.Place == place).Select(time => time.Field).Prepend(_source[place])
        .Select(field => HeaderGuidance.ZoneOf(_cells[field])).FirstOrDefault(zone => zone.Length > 0, "");

    ChildGroup Group(int number, int[] own)
    {
        var source = _source[..^1];
        for (var place = 0; place < source.Length; place++)
            if (own[place] >= 0) source[place] = own[place];
        return new ChildGroup(number, source, own[^1] >= 0 ? own[^1] : _source[^1], [.. Identities(own)]);
    }

    void TellMissing(int[] source)
    {
        bool Has(int place) => source[place] >= 0 || (source[^1] >= 0 && (place == _feed.Child.Surname || place == _feed.Child.Forename));
        var missing = _feed.Key.Where(key => !Has(key)).ToList();
        if (_feed.KeyOrElse.Count > 0 && (_feed.KeyChild < 0 || !Has(_feed.KeyChild)))
            missing.AddRange(_feed.KeyOrElse.Where(key => !Has(key)));
        foreach (var key in missing) Tell(Defects.HeaderKeyMissing, key);
        if (_feed.ClockStarts.All(start => !Has(start)))
            _defects.Add(new FileDefect(Defects.HeaderClockMissing, _line,
                string.Join(", ", _feed.ClockStarts.Select(start => _feed.Columns[start].Name)),
                _feed.ClockStarts.Select(start => DidYouMean(start)).FirstOrDefault(near => near is not null)));
        foreach (var start in Starts().Where(start => !Has(start) && IsMisspelt(start))) Tell(Defects.HeaderClockNearly, start);
        foreach (var clock in _feed.Clocks.Where(
            clock => clock.Reported >= 0 && clock.Incident.All(slot => !Has(_feed.Times[slot].Column))))
            if (_feed.Times[clock.Incident[0]].Column is var start && _feed.Has(start) && OfTheSame(start) is { } heading)
                Tell(Defects.HeaderClockNearly, start, MayBeMeant(heading));
        foreach (var end in ClockColumns().Where(end => !Has(end) && MayHold(end) is not null)) Tell(Defects.HeaderClockNearly, end);
        if (_feed.KeyChild >= 0 && !Has(_feed.KeyChild) && MayHold(_feed.KeyChild) is not null)
            Tell(Defects.HeaderKeyMissing, _feed.KeyChild);
        if (_feed.Lake.RiskGrade >= 0 && _feed.Has(_feed.Lake.RiskGrade) && !Has(_feed.Lake.RiskGrade)
            && MayHold(_feed.Lake.RiskGrade) is not null) Tell(Defects.HeaderRiskNearly, _feed.Lake.RiskGrade);
        var told = _defects.Select(defect => defect.Column).ToHashSet();
        for (var place = 0; place < _feed.Columns.Count; place++)
            if (_feed.Has(place) && !Has(place) && !IsOptional(place) && !told.Contains(_feed.Columns[place].Name))
                Tell(Defects.HeaderColumnAbsent, place);
    }

    /// <summary>The columns that certainly start a clock: without the one that is meant, another would start it later.</summary>
    IEnumerable<int> Starts() =>
        _feed.Clocks.SelectMany(clock => clock.Reported >= 0 ? [.. clock.Incident, clock.Reported] : clock.Incident)
        .Select(slot => _feed.Times[slot].Column).Distinct();

    /// <summary>All columns that a clock starts or stops by, or that its limit counts from, with the times that stand beside
    /// them.</summary>
    IEnumerable<int> ClockColumns() => _feed.Clocks
        .SelectMany(clock => clock.Incident.Append(clock.Reported).Concat(clock.LowerBound).Concat(clock.Stop)
        .Append(clock.Before?.Ordinal ?? Feed.None))
        .Where(slot => slot >= 0)
        .SelectMany(slot => (int[])[_feed.Times[slot].Column, _feed.Times[slot].TimeColumn]).Where(_feed.Has).Distinct();

    /// <summary>A heading is nearly its name, and what stands below it may be its values.</summary>
    bool IsMisspelt(int place) =>
        _names.Near(place, _extra.Take(NearAmong)) is { } near && _fits?.Invoke(Array.IndexOf(_cells, near), place) != false;

    /// <summary>The unused heading that holds the column's name among other words, or with guidance that leaves it open what is meant, and
    /// below which stand values of its type.</summary>
    string? MayHold(int place)
    {
        foreach (var field in _unplaced.Take(NearAmong))
            if ((_names.FindGuided(_named[field]) is { } guided ? guided.Place == place : _names.Holds(place, _named[field]))
                && _fits?.Invoke(field, place) == true) return _cells[field];
        return null;
    }

    /// <summary>The unused heading of dates that is about what starts the clock: else the clock would start by the report.</summary>
    string? OfTheSame(int place) =>
        _unplaced.Take(NearAmong).Where(field => _names.IsOfTheSame(place, _named[field]) && _fits?.Invoke(field, place) == true)
        .Select(field => _cells[field]).FirstOrDefault();

    void Tell(Defect defect, int place, string? found = null)
    {
        if (!_defects.Exists(told => told.Defect == defect && told.Column == _feed.Columns[place].Name))
            _defects.Add(new FileDefect(defect, _line, _feed.Columns[place].Name, found ?? DidYouMean(place)));
    }

    string? DidYouMean(int place) =>
        (_names.Near(place, _extra.Take(NearAmong)) ?? MayHold(place) ?? Named(place)) is { } near ? MayBeMeant(near) : null;

    string MayBeMeant(string heading) => $"'{heading}' (column {Array.IndexOf(_cells, heading) + 1}), which may be meant for it";

    /// <summary>The unused heading that names the column with guidance around it.</summary>
    string? Named(int place) =>
        _unplaced.Take(NearAmong).Where(field => _names.FindGuided(_named[field])?.Place == place).Select(field => _cells[field])
        .FirstOrDefault();

    /// <summary>The sender's own child reference may be left out without a word: name and date of birth stand in for it.</summary>
    bool IsOptional(int place) => place == _feed.KeyChild && _feed.KeyOrElse.Count > 0;
}
