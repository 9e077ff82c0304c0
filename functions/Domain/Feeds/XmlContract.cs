using System.ComponentModel.DataAnnotations;

namespace FrontDoor.Domain.Feeds;

/// <summary>Where the records of an XML file stand. Goes with the format xml. An element of a record is a column of its own name unless
/// it is mapped.</summary>
public sealed record XmlContract
{
    /// <summary>The path of the element that is one record, from the root: CTfile/CTFpupilData/Pupil. Namespaces do not matter.</summary>
    public required string Record { get; init; }

    /// <summary>A column, and the paths whose texts make it one after another: from the record (Concern/@date), or from the root
    /// with a slash before (/CTfile/Header/DateTime).</summary>
    [MinLength(1)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyList<string>>();
    } = new Dictionary<string, IReadOnlyList<string>>();
}
