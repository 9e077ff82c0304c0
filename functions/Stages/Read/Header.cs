using System.Text;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Where each column of the contract stands in the file, and what else the file's header said.</summary>
/// <param name="Source">For each column of the contract, its field in the file, or -1.</param>
/// <param name="Line">Where the header stands; 0 where every record names its fields.</param>
/// <param name="Fields">How many fields the header has, up to the last that is named.</param>
/// <param name="Extra">Columns the contract does not know, as the file names them.</param>
/// <param name="TitleLines">Non-blank lines above the header.</param>
public sealed record Header(
    int[] Source, int Line, int Fields, IReadOnlyList<string> Extra, IReadOnlyList<int> TitleLines, char Separator);

/// <summary>Finds the header within the first lines of a file, whatever separator it has.</summary>
public static class HeaderSearch
{
    const int LinesSearched = 20;
    static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>The header, or the defects that refuse the file.</summary>
    public static (Header? Header, IReadOnlyList<FileDefect> Defects) Find(Feed feed, SourceText text)
    {
        var names = Names(feed);
        var best = text.Columns is { } columns ? Named(names, columns)
            : (text.IsTranscript ? [','] : Separators)
                .Select(separator => Best(names, text, separator))
                .MaxBy(candidate => candidate.Known)!;
        if (best.Known < 2)
            return (null, [new FileDefect(Defects.HeaderMissing, 1, null)]);
        var (header, defects) = Match(feed, names, best);
        return defects.Any(defect => defect.Defect.Tier == Tier.File) ? (null, defects) : (header, defects);
    }

    /// <summary>Every name a column goes by, and its place.</summary>
    internal static Dictionary<string, int> Names(Feed feed)
    {
        var names = new Dictionary<string, int>();
        for (var place = 0; place < feed.Columns.Count; place++)
            foreach (var name in !feed.Has(place) ? [] : feed.Columns[place].Aliases.Prepend(feed.Columns[place].Name))
                names.TryAdd(Spellings.Plain(name), place);
        return names;
    }

    static Candidate Named(Dictionary<string, int> names, IReadOnlyList<string> columns) =>
        new(',', 0, ["", .. columns], columns.Count(column => names.ContainsKey(Spellings.Plain(column))), []);

    /// <summary>The line of the first 20 records that names most of the feed's columns.</summary>
    static Candidate Best(Dictionary<string, int> names, SourceText text, char separator)
    {
        using var records = new CsvRecords(text.Path, separator);
        var best = new Candidate(separator, 0, [], 0, []);
        var above = new List<int>();
        for (var seen = 0; seen < LinesSearched && records.Read(); seen++)
        {
            var cells = new string[records.FieldCount];
            if (text.IsTranscript) cells[0] = "";
            for (var field = text.IsTranscript ? 1 : 0; field < cells.Length; field++)
                cells[field] = Encoding.UTF8.GetString(Row.Trim(records.Field(field)));
            var known = cells.Select(cell => names.GetValueOrDefault(Spellings.Plain(cell), Feed.None)).Where(place => place >= 0).Distinct().Count();
            var line = text.IsTranscript ? Rows.PlaceOf(records) : records.Line;
            if (known > best.Known)
                best = new Candidate(separator, line, cells, known, [.. above]);
            if (cells.Any(cell => cell.Length > 0)) above.Add(line);
        }
        return best;
    }

    static (Header, IReadOnlyList<FileDefect>) Match(Feed feed, Dictionary<string, int> names, Candidate found)
    {
        var source = new int[feed.Columns.Count];
        Array.Fill(source, Feed.None);
        var defects = new List<FileDefect>();
        var extra = new List<string>();
        for (var field = 0; field < found.Cells.Length; field++)
        {
            var cell = found.Cells[field];
            if (cell.Length == 0) continue;
            if (!names.TryGetValue(Spellings.Plain(cell), out var place)) extra.Add(cell);
            else if (source[place] == Feed.None) source[place] = field;
            else defects.Add(new FileDefect(Defects.HeaderAmbiguous, found.Line, feed.Columns[place].Name,
                $"'{found.Cells[source[place]]}' (column {source[place] + 1}) and '{cell}' (column {field + 1}) both name it"));
        }
        foreach (var key in feed.Key.Where(key => source[key] < 0))
            defects.Add(new FileDefect(Defects.HeaderKeyMissing, found.Line, feed.Columns[key].Name));
        if (feed.KeyOrElse.Count > 0 && (feed.KeyChild < 0 || source[feed.KeyChild] < 0))
            foreach (var key in feed.KeyOrElse.Where(key => source[key] < 0))
                defects.Add(new FileDefect(Defects.HeaderKeyMissing, found.Line, feed.Columns[key].Name));
        if (feed.ClockStarts.All(start => source[start] < 0))
            defects.Add(new FileDefect(Defects.HeaderClockMissing, found.Line, string.Join(", ", feed.ClockStarts.Select(start => feed.Columns[start].Name))));
        var absent = feed.Columns.Where((_, place) => feed.Has(place) && source[place] < 0).ToList();
        var required = absent.Where(column => !defects.Any(defect => defect.Column == column.Name));
        defects.AddRange(required.Where(column => column.Name != Optional(feed)).Select(column => new FileDefect(Defects.HeaderColumnAbsent, found.Line, column.Name)));
        return (new Header(source, found.Line, Array.FindLastIndex(found.Cells, cell => cell.Length > 0) + 1, extra, found.TitleLines, found.Separator), defects);
    }

    /// <summary>The sender's own child reference may be left out without a word: name and date of birth stand in for it.</summary>
    static string? Optional(Feed feed) =>
        feed.KeyChild >= 0 && feed.KeyOrElse.Count > 0 ? feed.Columns[feed.KeyChild].Name : null;

    sealed record Candidate(char Separator, int Line, string[] Cells, int Known, IReadOnlyList<int> TitleLines);
}
