using System.Globalization;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Rows;

/// <summary>The names a feed's columns go by, and what a header that is none of them may mean.</summary>
sealed partial class HeaderNames
{
    const int MostChildren = 30;

    /// <summary>Letters by which a misspelt heading is longer or shorter than its name, at most.</summary>
    const int LengthsApart = 2;

    /// <summary>A longer cell is no column's name, and is not searched for one.</summary>
    const int LongestName = 200;

    /// <summary>A shorter name is a word that guidance may hold.</summary>
    const int DistinctName = 8;

    /// <summary>A name of so many letters is no part of another word.</summary>
    const int LongName = 10;

    static readonly string[] FullNames = ["name", "fullname", "childname", "childsname", "childfullname", "nameofchild", "pupilname",
        "patientname"];

    readonly Feed _feed;
    readonly Dictionary<string, int> _places;

    public HeaderNames(Feed feed)
    {
        _feed = feed;
        _places = HeaderSearch.Names(feed);
        if (feed.Child.Surname < 0 || feed.Child.Forename < 0) return;
        foreach (var name in FullNames) _places.TryAdd(name, FullName);
    }

    /// <summary>Stands for surname and forename in one column.</summary>
    public int FullName => _feed.Columns.Count;

    /// <summary>Which column is meant, <see cref="FullName"/>, or <see cref="Feed.None"/>. A note of the form in brackets, as in DOB
    /// (dd/mm/yyyy), is not part of a name.</summary>
    public int Find(string header) =>
        header.Length is 0 or > LongestName ? Feed.None
        : _places.TryGetValue(Spellings.Plain(header), out var place) ? place
        : FormNote().Replace(header, "") is var bare && bare.Length < header.Length
        ? _places.GetValueOrDefault(Spellings.Plain(bare), Feed.None)
        : Feed.None;

    /// <summary>So many columns headings can name, those of numbered children among them.</summary>
    public int KnownAtMost => (_feed.Columns.Count + 1) * (MostChildren + 1);

    /// <summary>How many different columns these headings name, guidance or not.</summary>
    public int Known(string[] headers)
    {
        var (columns, ofChildren) = (new HashSet<int>(), new HashSet<(int, int)>());
        foreach (var name in HeaderGuidance.WithoutShared(headers).Distinct())
            if (Find(name) is >= 0 and var place) columns.Add(place);
            else if (FindNumbered(name) is { } numbered) ofChildren.Add(numbered);
            else if (FindGuided(name) is { } guided) columns.Add(guided.Place);
        return columns.Count + ofChildren.Count;
    }

    /// <summary>Which column is meant by a heading that has guidance around the name; null where it holds no name behind which all else is
    /// guidance.</summary>
    public GuidedName? FindGuided(string header)
    {
        foreach (var bare in Guided(header))
            if (Find(bare) is >= 0 and var place && place != FullName) return new GuidedName(place, IsCertain(place, header, bare));
        return null;
    }

    /// <summary>The heading with less and less guidance; none where no name stands in it at all, as in nearly every cell of a
    /// row.</summary>
    public IEnumerable<string> Guided(string header)
    {
        if (header.Length > LongestName) header = header[..LongestName];
        var plain = Spellings.Plain(header);
        return _places.Keys.Any(plain.Contains) ? HeaderGuidance.Bare(header) : [];
    }

    /// <summary>The guidance leaves one reading: it speaks of nobody else, of no other event, and of no other column.</summary>
    bool IsCertain(int place, string header, string bare)
    {
        var guidance = header.Remove(header.IndexOf(bare, StringComparison.Ordinal), bare.Length);
        if (HeaderGuidance.IsAboutAnother(guidance)) return false;
        var column = _feed.Columns[place];
        if (column.Type.IsDate() && HeaderGuidance.IsOfAnotherEvent(guidance, column.Aliases.Prepend(column.Name))) return false;
        var plain = Spellings.Plain(guidance);
        return !_places.Any(name => name.Value != place && name.Key.Length >= DistinctName
            && plain.Contains(name.Key, StringComparison.Ordinal));
    }

    /// <summary>Whether the heading holds a name of the column, of two words or more, among others, apart or run together
    /// (IncidentDateToUtc): it may be that column, and may be another.</summary>
    public bool Holds(int place, string header)
    {
        var plain = Spellings.Plain(header.Length > LongestName ? header[..LongestName] : header);
        return HoldsWords(place, Words(header))
            || _places.Any(name => name.Value == place && name.Key.Length >= LongName && plain.Length > name.Key.Length
            && plain.Contains(name.Key, StringComparison.Ordinal));
    }

    /// <summary>Whether the heading speaks of the same thing as the column's names, in whatever words ("end date of incident", "offence
    /// end"), or of nothing but a time ("date and time to"), and of no other event or person.</summary>
    public bool IsOfTheSame(int place, string header)
    {
        var names = _feed.Columns[place].Aliases.Prepend(_feed.Columns[place].Name).ToList();
        var things = names.SelectMany(Words).Where(word => !HeaderGuidance.IsOfAnyTime(word)).ToHashSet();
        var words = Words(header);
        var isOfIncident = things.Contains("incident");
        return (words.Any(word => things.Contains(word) || isOfIncident && HeaderGuidance.IsIncident(word))
            || words.Length > 0 && Array.TrueForAll(words, HeaderGuidance.IsOfAnyTime)) && !HeaderGuidance.IsAboutAnother(header)
            && !HeaderGuidance.IsOfAnotherEvent(header, names);
    }

    bool HoldsWords(int place, string[] words) => _feed.Columns[place].Aliases.Prepend(_feed.Columns[place].Name).Select(Words).Any(name =>
        name.Length > 1 && words.Length > name.Length
        && Enumerable.Range(0, words.Length - name.Length + 1).Any(at => words.AsSpan(at, name.Length).SequenceEqual(name)));

    static string[] Words(string name) =>
        [.. Word().Matches(name.Length > LongestName ? name[..LongestName] : name).Select(word => word.Value.ToLowerInvariant())];

    /// <summary>
    /// Which column of which child: Child1 Surname, Surname (Child 2), Child 2 DOB, Surname 2. What says who a child is may have the number
    /// alone;
    /// any other column must say that it is the child that is numbered, for Address 2 is a line of an address.
    /// </summary>
    public (int Place, int Child)? FindNumbered(string header)
    {
        if (header.Length > LongestName || !header.Any(char.IsAsciiDigit)) return null;
        if (Number().Matches(header) is not [var number] || !int.TryParse(number.Value, CultureInfo.InvariantCulture, out var child)
            || child is < 1 or > MostChildren) return null;
        var rest = header.Remove(number.Index, number.Length);
        var place = Find(rest);
        var isChild = Child().Match(rest);
        if (place < 0 && isChild.Success) place = Find(rest.Remove(isChild.Index, isChild.Length));
        return place >= 0 && !_feed.Key.Contains(place) && (isChild.Success || IsIdentity(place)) ? (place, child) : null;
    }

    /// <summary>The column of a date and time whose time this is, in a column of its own: Incident Time From beside Incident Date From,
    /// Time Reported beside Date Reported.</summary>
    public int FindTimeOf(string header)
    {
        if (header.Length > LongestName) return Feed.None;
        var name = Spellings.Plain(header);
        var at = name.IndexOf("time", StringComparison.Ordinal);
        if (at < 0 || name.Contains("date", StringComparison.Ordinal)) return Feed.None; // Date/Time Reported has both in it
        var (before, after) = (name[..at], name[(at + "time".Length)..]);
        foreach (var dated in (string[])[$"{before}date{after}", $"{before}{after}"])
            if (_places.TryGetValue(dated, out var place) && place != FullName && _feed.Columns[place].Type is ColumnType.LocalDateTime
                or ColumnType.Instant) return place;
        return Feed.None;
    }

    /// <summary>Says who the child is.</summary>
    public bool IsIdentity(int place) =>
        place == FullName || place == _feed.KeyChild || _feed.KeyOrElse.Contains(place)
        || place == _feed.Child.Surname || place == _feed.Child.Forename || place == _feed.Child.DateOfBirth
        || place == _feed.Child.NhsNumber || place == _feed.Child.Upn || place == _feed.Child.ExpectedDateOfBirth;

    /// <summary>The header that is nearly a name of this column, or null.</summary>
    public string? Near(int place, IEnumerable<string> headers)
    {
        var names = _places.Where(name => name.Value == place).Select(name => name.Key).Where(name => name.Length > 4).ToList();
        return headers.Where(header => header.Length <= LongestName).Select(header => (header, Plain: Spellings.Plain(header)))
            .Select(one => (one.header,
            Off: names.Select(name => NearestWord.Distance(name, one.Plain, LengthsApart) - (name.Length >= 8 ? 1 : 0))
                .DefaultIfEmpty(int.MaxValue).Min()))
            .Where(one => one.Off <= 1).OrderBy(one => one.Off).Select(one => one.header).FirstOrDefault();
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex("child(?:'s|’s)?|pupil|patient", RegexOptions.IgnoreCase)]
    private static partial Regex Child();

    [GeneratedRegex(@"\s*[(\[]\s*[dmyhst/:.\- ]+\s*[)\]]\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex FormNote();
}

/// <summary>The column that a heading with guidance means.</summary>
/// <param name="IsCertain">The guidance leaves no other reading.</param>
readonly record struct GuidedName(int Place, bool IsCertain);
