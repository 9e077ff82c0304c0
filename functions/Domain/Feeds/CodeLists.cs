using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Feeds;

/// <summary>The lists of codes that contracts share, loaded strictly from functions/codes.</summary>
public sealed class CodeLists
{
    static readonly Lazy<CodeLists> shipped = new(() => Parse(Resources.In("codes/")));

    readonly Dictionary<string, Vocabulary> _lists = new(StringComparer.Ordinal);

    CodeLists(IReadOnlyList<CodeList> files) => Files = files;

    /// <summary>The lists that ship with the pipeline.</summary>
    public static CodeLists Shipped => shipped.Value;

    /// <summary>As they were read, in order of name.</summary>
    public IReadOnlyList<CodeList> Files { get; }

    /// <summary>Every name a contract may give, lists of groups included.</summary>
    public IEnumerable<string> Names => _lists.Keys.Order(StringComparer.Ordinal);

    public Vocabulary? Find(string name) => _lists.GetValueOrDefault(name);

    /// <summary>The lists in these files; one of a name that stood before takes its place, so that a deployment can put its own over those
    /// that ship.</summary>
    /// <exception cref="ContractException">All that is wrong with any of the files.</exception>
    public static CodeLists Parse(IEnumerable<(string Name, byte[] Json)> files)
    {
        var read = new Dictionary<string, (ContractText Text, CodeList List)>(StringComparer.Ordinal);
        var faults = new List<ContractFault>();
        foreach (var (name, json) in files)
        {
            var text = new ContractText(name, json, "functions/codes/list.schema.json");
            if (text.Read(ContractJson.Default.CodeList) is { } list) read[list.List] = (text, list);
            else faults.AddRange(text.Faults);
        }
        var lists = new CodeLists([.. read.Values.Select(one => one.List).OrderBy(list => list.List, StringComparer.Ordinal)]);
        foreach (var (text, list) in read.Values)
        {
            lists.Add(text, list);
            faults.AddRange(text.Faults);
        }
        return faults.Count == 0 ? lists : throw new ContractException(faults);
    }

    /// <summary>These, with a deployment's own over them.</summary>
    public static CodeLists ShippedWith(IEnumerable<(string Name, byte[] Json)> own) => Parse([.. Resources.In("codes/"), .. own]);

    void Add(ContractText text, CodeList list)
    {
        if (list.Codes.Count == 0 && list.Ranges.Count == 0) text.Fault("codes", "empty; a list has codes, or ranges of them.");
        foreach (var range in list.Ranges.Where(range => !IsRange(range)))
            text.Fault("ranges", $"'{range}' is no range; write it as 201-213, or 420.");
        foreach (var (code, listed) in list.Codes.Where(code => (code.Value.Group is null) != (list.Groups is null)))
            text.Fault($"codes.{code}", listed.Group is null
                ? $"'{code}' has no group, and the list has groups." : $"'{code}' has a group, and the list names no groups.");
        if (text.Faults.Count > 0) return;
        Take(list.List, "list", list.Spelled, list.Blank, text);
        if (list.Groups is { } groups) Take(groups, "groups", list.SpelledByGroup, list.Blank, text);
    }

    void Take(string name, string key, IEnumerable<CodeSpellings> codes, IReadOnlyList<string> blank, ContractText text)
    {
        try
        {
            if (!_lists.TryAdd(name, new Vocabulary(codes, blank))) text.Fault(key, $"'{name}' is the name of another list too.");
        }
        catch (FormatException error)
        {
            text.Fault("codes", error.Message);
        }
    }

    static bool IsRange(string range) =>
        range.Split('-') is { Length: 1 or 2 } ends && ends.All(end => end.Length is > 0 and < 9 && end.All(char.IsAsciiDigit))
        && ends[0].Length == ends[^1].Length;
}

/// <summary>The codes of one list, every spelling of each, and the spellings that say nothing was recorded.</summary>
public sealed class Vocabulary
{
    readonly List<CodeSpellings> _codes;
    readonly IReadOnlyList<string> _blank;
    readonly Spellings _whole;

    /// <exception cref="FormatException">One spelling means two codes.</exception>
    public Vocabulary(IEnumerable<CodeSpellings> codes, IReadOnlyList<string> blank)
    {
        (_codes, _blank) = ([.. codes], blank);
        _whole = new Spellings(_codes, blank);
    }

    public IReadOnlyList<string> Codes => [.. _codes.Select(code => code.Code).Distinct()];

    /// <summary>All of it.</summary>
    public Spellings Spellings() => _whole;

    /// <summary>What a column takes of it, with the column's own spellings.</summary>
    /// <param name="only">The codes the column takes; empty: all.</param>
    /// <exception cref="FormatException">One spelling means two codes.</exception>
    public Spellings Spellings(IReadOnlyList<string> only, IReadOnlyList<CodeSpellings> own) => only.Count + own.Count == 0 ? _whole
        : new(_codes.Where(code => only.Count == 0 || only.Contains(code.Code)).Concat(own), _blank);
}
