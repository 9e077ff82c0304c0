using System.Globalization;
using System.Text.Json;

namespace FrontDoor.Domain.Feeds;

/// <summary>Where the columns stand that the parts of a contract name, in one of its editions; a name that is none of its columns is a
/// fault.</summary>
sealed class ColumnPlaces(EditionTerms terms, ContractText text, CodeLists lists)
{
    public EditionTerms Terms => terms;

    public Contract Contract => terms.Contract;

    /// <summary>The dates and times that a row is read for, in the order in which they were asked for.</summary>
    public List<TimeSlot> Times { get; } = [];

    public IEnumerable<string> CodeLists => lists.Names;

    public Vocabulary? FindList(string name) => lists.Find(name);

    public IEnumerable<(Column Column, int Place)> Placed() => Contract.Columns.Select((column, place) => (column, place));

    /// <summary>Where the column stands, which must be of one of these types; of any when none is given. Only a code may reach the lake, so
    /// that free text cannot.</summary>
    public int Place(string where, string? column, params ReadOnlySpan<ColumnType> types)
    {
        if (column is null) return Feed.None;
        var place = Contract.PlaceOf(column);
        if (place < 0)
        {
            Fault(where, $"'{column}' is no column of this contract; name one exactly as under columns.");
            return Feed.None;
        }
        var type = Contract.Columns[place].Type;
        if (types.Length > 0 && !types.Contains(type))
            Fault(where, $"'{column}' is of type {Word(type)}; expected {Words(types)}.");
        return place;
    }

    /// <summary>The same for what no file can be read without: this edition must have the column.</summary>
    public int OwnPlace(string where, string? column, params ReadOnlySpan<ColumnType> types)
    {
        var place = Place(where, column, types);
        if (place >= 0 && !Terms.Taken[place])
            Fault(where, $"'{column}' is no column of the edition '{Terms.Edition.Name}', which needs it; keep the column, or let the "
                + "edition's change name another here.");
        return place;
    }

    public List<int> OwnPlaces(string where, IReadOnlyList<string> columns) =>
        [.. columns.Select((column, at) => OwnPlace($"{where}[{at}]", column))];

    /// <summary>The spellings of a code column: those of the list it names, and its own.</summary>
    public Spellings? Codes(Column column, int place)
    {
        if (column.Type != ColumnType.Code) return null;
        var own = column.Codes.Select(code => new CodeSpellings(code.Key, [code.Key, .. code.Value])).ToList();
        try
        {
            return column.List is null ? new Spellings(own, []) : lists.Find(column.List)?.Spellings(column.Only, own);
        }
        catch (FormatException error)
        {
            Fault($"{Terms.ColumnKeys[place]}.codes", $"'{column.Name}': {error.Message}");
            return null;
        }
    }

    /// <summary>The codes a column may hold, its list's included.</summary>
    public IReadOnlyList<string> CodesOf(string? name)
    {
        if (Contract.Columns.FirstOrDefault(column => column.Name == name) is not { } column) return [];
        if (column.List is null) return [.. column.Codes.Keys];
        return column.Only.Count > 0 ? column.Only : lists.Find(column.List)?.Codes ?? [];
    }

    public int Slot(string where, string column, string? time, string name = ".column")
    {
        var slot = new TimeSlot(
            Place(where + name, column, ColumnType.Date, ColumnType.LocalDateTime, ColumnType.Instant),
            Place($"{where}.time", time, ColumnType.Time));
        var at = Times.IndexOf(slot);
        if (at >= 0) return at;
        Times.Add(slot);
        return Times.Count - 1;
    }

    /// <summary>With its time of day where a clock joins one to the date: clocks are compiled first.</summary>
    public int Occurrence(string column, string where = "lake.occurred")
    {
        var joined = Times.FindIndex(
            slot => slot.Column != Feed.None && Contract.Columns[slot.Column].Name == column && slot.TimeColumn != Feed.None);
        return joined >= 0 ? joined : Slot(where, column, null, "");
    }

    public void Fault(string key, string says) => text.Fault(key, says);

    public static string Word(ColumnType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    static string Words(ReadOnlySpan<ColumnType> types)
    {
        var words = new List<string>();
        foreach (var type in types) words.Add(Word(type));
        return string.Join(" or ", words);
    }

    /// <summary>Minutes since midnight of a time of day such as 07:00; null where there is none.</summary>
    public int? Minute(string? text, string key)
    {
        if (text is null) return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time.Hour * 60 + time.Minute;
        Fault(key, $"'{text}' is no time of day; write it as 07:00.");
        return null;
    }
}
