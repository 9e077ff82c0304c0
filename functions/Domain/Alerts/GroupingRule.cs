using System.ComponentModel.DataAnnotations;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Alerts;

/// <summary>Of alerts about the same, sent within a time, only the first comes singly, or a graver one; the others join it.</summary>
[OneOf(PolicyWords.JoinedKind, Property = nameof(Kinds))]
public sealed record GroupingRule : AlertScope
{
    /// <summary>About the same record: its notification_key.</summary>
    public const string Record = "record";

    /// <summary>About the same child, across feeds: its child_key, which leaves the lake in no message.</summary>
    public const string Child = "child";

    const int LongestHours = 24 * 92;

    /// <summary>About the same record, or the same child across feeds.</summary>
    [OneOf(PolicyWords.JoinedBy)]
    public required string By { get; init; }

    /// <summary>Clock hours between the two being raised.</summary>
    [Range(1, LongestHours)]
    public required int WithinHours { get; init; }

    internal void Check(ContractText text, string key)
    {
        Check(text, key, AlertKinds.OfOneRecord);
        if (!PolicyWords.Sets[PolicyWords.JoinedBy].Contains(By)) text.Fault($"{key}.by",
            $"'{By}' is nothing alerts are joined by; expected one of {string.Join(", ", PolicyWords.Sets[PolicyWords.JoinedBy])}.");
        if (WithinHours is < 1 or > LongestHours)
            text.Fault($"{key}.withinHours", $"{WithinHours} is no such time; expected whole hours from 1 to {LongestHours}.");
    }
}
