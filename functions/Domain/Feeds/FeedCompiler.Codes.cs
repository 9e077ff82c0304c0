namespace FrontDoor.Domain.Feeds;

sealed partial class FeedCompiler
{
    /// <summary>The spellings of a code column: those of the list it names, and its own.</summary>
    Spellings? Codes(Column column, int place)
    {
        if (column.Type != ColumnType.Code) return null;
        var own = column.Codes.Select(code => new CodeSpellings(code.Key, [code.Key, .. code.Value])).ToList();
        try
        {
            return column.List is null ? new Spellings(own, []) : _lists.Find(column.List)?.Spellings(column.Only, own);
        }
        catch (FormatException error)
        {
            Fault($"{_terms.ColumnKeys[place]}.codes", $"'{column.Name}': {error.Message}");
            return null;
        }
    }

    /// <summary>The codes a column may hold, its list's included.</summary>
    IReadOnlyList<string> CodesOf(string? name)
    {
        if (_contract.Columns.FirstOrDefault(column => column.Name == name) is not { } column) return [];
        if (column.List is null) return [.. column.Codes.Keys];
        return column.Only.Count > 0 ? column.Only : _lists.Find(column.List)?.Codes ?? [];
    }

    void CheckCodes(Column column, string key)
    {
        var name = column.Name;
        if (column.Type != ColumnType.Code)
        {
            if (column.Codes.Count > 0)
                Fault($"{key}.codes", $"'{name}' has codes but its type is {Word(column.Type)}; make it code, or leave the codes out.");
            if (column.List is not null)
                Fault($"{key}.list", $"'{name}' names a list but its type is {Word(column.Type)}; make it code, or leave the list out.");
            return;
        }
        if (column.List is not { } list)
        {
            if (column.Codes.Count == 0) Fault(key, $"'{name}' is a code column without codes; write its codes, or name a list.");
            if (column.Only.Count > 0) Fault($"{key}.only", $"'{name}' says only, and names no list to choose from.");
        }
        else if (_lists.Find(list) is not { } known)
            Fault($"{key}.list", $"'{name}' names the list '{list}', which there is not; functions/codes has {string.Join(", ", _lists.Names)}.");
        else
        {
            foreach (var code in column.Only.Where(code => !known.Codes.Contains(code)))
                Fault($"{key}.only", $"'{name}' says only '{code}', which is no code of the list {list}.");
            foreach (var code in column.Codes.Keys.Where(code => !CodesOf(name).Contains(code)))
                Fault($"{key}.codes.{code}", $"'{name}' adds spellings of '{code}', which is no code it takes from the list {list}.");
        }
    }
}
