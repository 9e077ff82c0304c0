using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Notes what is wrong with a row, as gravely as the contract has it.</summary>
sealed class RowDefects(Feed feed, bool rejectsTestNumbers)
{
    readonly bool[] _makesKey = [.. feed.Columns.Select((_, place) => feed.Key.Contains(place) || feed.KeyChild == place)];

    /// <summary>The column is part of what tells records apart.</summary>
    public bool MakesKey(int place) => _makesKey[place];

    public void Add(ValidatedRecord record, Defect defect, int column)
    {
        record.Defects.Add(new RowDefect(defect, column, TierOf(defect, column)));
    }

    /// <summary>A contract may make a warning reject its row; what rejects a row always does.</summary>
    Tier TierOf(Defect defect, int column)
    {
        if (defect.Tier != Tier.Warning || column < 0) return defect.Tier;
        if (MakesKey(column) && ReferenceEquals(defect, Defects.PrecisionLost)) return Tier.Row; // two records would be taken for one
        if (rejectsTestNumbers && ReferenceEquals(defect, Defects.NhsTestRange)) return Tier.Row;
        return feed.Columns[column].Severity.TryGetValue(defect.Code, out var contracted) ? TierOf(contracted) : defect.Tier;
    }

    static Tier TierOf(string contracted) => contracted switch
    {
        "reject row" => Tier.Row,
        "warn" => Tier.Warning,
        _ => throw new InvalidOperationException(
            $"A contract gives a row's defect the severity '{contracted}'; expected warn or reject row."),
    };
}
