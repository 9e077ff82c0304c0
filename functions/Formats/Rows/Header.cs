using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Csv;

namespace FrontDoor.Formats.Rows;

/// <summary>Where each column of the contract stands in the file, and what else the file's header said.</summary>
/// <param name="Source">For each column of the contract, its field in the file, or -1. Where a line names several children: of those it has
/// once.</param>
/// <param name="Line">Where the header stands; 0 where every record names its fields.</param>
/// <param name="Fields">How many fields the header has, up to the last that is named.</param>
/// <param name="Extra">Columns the contract does not know, as the file names them.</param>
/// <param name="TitleLines">Non-blank lines above the header.</param>
/// <param name="Separator">Of the rows, whatever the header's own is.</param>
public sealed record Header(
    int[] Source, int Line, int Fields, IReadOnlyList<string> Extra, IReadOnlyList<int> TitleLines, char Separator)
{
    /// <summary>Fields of the header as it is written: more than <see cref="Fields"/> where the last have no name.</summary>
    public int Width { get; init; } = Fields;

    /// <summary>The one field that holds surname and forename together, or -1.</summary>
    public int FullName { get; init; } = Feed.None;

    /// <summary>The children a line can name, where it can name several ("Child 2 DOB"); none where a line is about one.</summary>
    public IReadOnlyList<ChildGroup> Groups { get; init; } = [];

    /// <summary>Further fields of the file for columns that take several (a DASH and a DARA grade), by place.</summary>
    public IReadOnlyList<(int Place, int Field)> Beside { get; init; } = [];

    /// <summary>Fields with the time of day of columns whose date stands apart from it, by place.</summary>
    public IReadOnlyList<(int Place, int Field)> Times { get; init; } = [];

    /// <summary>Columns whose heading says on which clock their times were read, by place: UTC, GMT, BST, UTC+1.</summary>
    public IReadOnlyList<(int Place, string Zone)> Zones { get; init; } = [];

    /// <summary>Columns whose heading writes the month first: mm/dd/yyyy.</summary>
    public IReadOnlyList<int> MonthFirst { get; init; } = [];

    /// <summary>How many records the lines above the header say there are; null where they do not.</summary>
    public (int Line, int Count)? Stated { get; init; }

    /// <summary>The first record below the header.</summary>
    public RecordPlace Rows { get; init; } = RecordPlace.First;

    /// <summary>As <see cref="RowShape.IsSpaced"/>.</summary>
    public bool IsSpaced { get; init; }

    /// <summary>What a row looks like below this header.</summary>
    public RowShape Shape(Feed feed)
    {
        IEnumerable<int> Fields(int column) =>
            Groups.Select(child => child.Source).Prepend(Source).Select(source => source[column]).Where(at => at >= 0);
        return new(this.Fields, Enumerable.Range(0, Source.Length).SelectMany(Fields).Distinct()
            .Count(), [.. feed.Dates.SelectMany(Fields).Distinct()])
        { IsSpaced = IsSpaced };
    }

    /// <summary>The other way round: for each field of the file its column of the contract, or -1. Put together when it is first asked
    /// for.</summary>
    public int[] ColumnOf => field ??= InFileOrder();

    int[] InFileOrder()
    {
        var places = new int[Fields];
        Array.Fill(places, Feed.None);
        for (var place = 0; place < Source.Length; place++)
            if (Source[place] >= 0 && Source[place] < places.Length) places[Source[place]] = place;
        return places;
    }

    /// <summary>Whether the file has this column at all.</summary>
    public bool Has(int column) => (Groups.Count > 0 ? Groups[0].Source : Source)[column] >= 0;
}

/// <summary>One of the children that every line of a file has columns for.</summary>
/// <param name="Number">As the header numbers them.</param>
/// <param name="Source">As <see cref="Header.Source"/>, this child's own columns and those all children share.</param>
/// <param name="Own">The fields that say who this child is: where all are empty there is no such child.</param>
public sealed record ChildGroup(int Number, int[] Source, int FullName, IReadOnlyList<int> Own);
