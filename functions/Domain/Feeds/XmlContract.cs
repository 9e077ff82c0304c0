namespace FrontDoor.Domain.Feeds;

/// <summary>Where the records of an XML file stand, and which columns are not simply named after an element.</summary>
public sealed record XmlContract
{
    /// <summary>The path of the element that is one record, from the root: CTfile/CTFpupilData/Pupil. Namespaces do not matter.</summary>
    public required string Record { get; init; }

    /// <summary>
    /// For a column, the paths whose texts make it, one after another: from the record (Pupil/@id), or with a slash before it from the root
    /// (/CTfile/Header/DateTime).
    /// Every other element of a record is a column of its own name.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyList<string>>();
    } = new Dictionary<string, IReadOnlyList<string>>();
}
