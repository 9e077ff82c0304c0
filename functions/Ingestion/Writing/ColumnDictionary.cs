using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The texts of an arrival's tables that are known before its first row. Most columns of the lake have one text for every row,
/// or few, and then cost only a number a row.</summary>
sealed class ColumnDictionary
{
    const string FirstReceipt = "first_receipt";

    readonly Feed _feed;
    readonly ArrivalContext _origin;
    readonly List<string> _names;
    readonly List<string> _editions;
    readonly List<string> _factors;
    readonly List<string> _bases;
    readonly List<string> _limits;
    readonly List<string> _stops;
    readonly int _medium;

    public ColumnDictionary(Feed feed, ArrivalContext origin, IReadOnlyList<string> councils)
    {
        var clocks = feed.Clocks;
        (_feed, _origin, Councils) = (feed, origin, [.. councils, CommonColumns.Unmapped]);
        _names = [.. clocks.Select(clock => clock.Name).Distinct()];
        _editions = [.. clocks.Select(clock => clock.Edition).Distinct()];
        NameOf = [.. clocks.Select(clock => _names.IndexOf(clock.Name))];
        EditionOf = [.. clocks.Select(clock => _editions.IndexOf(clock.Edition))];
        _factors = [.. feed.Contract.Lake.Factors.Values.Distinct()];
        _bases = [.. clocks.SelectMany(clock => clock.Bases).Distinct()];
        _stops = [FirstReceipt, .. clocks.SelectMany(clock => clock.StopBases).Distinct()];
        _limits = [.. clocks.SelectMany(clock => clock.Limits).Select(limit => limit.Text).Distinct()];
        _medium = feed.Lake.RiskGrade < 0 ? -1 : feed.Codes[feed.Lake.RiskGrade]!.CodeOf("medium");
        FactorOf = feed.Lake.Category < 0 ? []
            : [.. feed.Codes[feed.Lake.Category]!.Words.Select(
            word => feed.Contract.Lake.Factors.TryGetValue(Encoding.UTF8.GetString(word), out var factor) ? _factors.IndexOf(factor) : -1)];
        StopOf = [.. clocks.Select(clock => clock.StopBases.Select(basis => _stops.IndexOf(basis)).ToArray())];
        BasisOf = [.. clocks.Select(clock => clock.Bases.Select(basis => _bases.IndexOf(basis)).ToArray())];
    }

    public IReadOnlyList<string> Councils { get; }

    /// <summary>For each clock of the feed, the indexes of its name and its edition.</summary>
    public int[] NameOf { get; }
    public int[] EditionOf { get; }

    /// <summary>For each category, the index of its factor; -1 for none.</summary>
    public int[] FactorOf { get; }

    /// <summary>For each clock and each of its bases, the index of the basis.</summary>
    public int[][] BasisOf { get; }

    /// <summary>For each clock and each of its stops, the index of the stop; 0 is first receipt.</summary>
    public int[][] StopOf { get; }

    public int LimitCode(Limit limit) => _limits.IndexOf(limit.Text);

    public NotificationsTable Notifications()
    {
        var (table, lake) = (new NotificationsTable(), _feed.Lake);
        Common(table.Agency, table.Feed, table.Sender, table.FileId);
        table.LaCode.OneOf(Councils);
        table.Factors.OneOf(_factors);
        table.SourceSystem.OneOf([.. _feed.FindSender(_origin.Sender)?.Systems.Select(system => system.Name) ?? []]);
        foreach (var (codes, column) in new[]
                 {
                     (table.Category, lake.Category), (table.RiskGrade, lake.RiskGrade), (table.Status, lake.Status), (table.Sex, lake.Sex),
                     (table.Ethnicity, lake.Ethnicity),
                     (table.Consent, lake.Consent), (table.Source, lake.Source), (table.Outcome, lake.Outcome), (table.Detail, lake.Detail),
                 })
            if (column >= 0) codes.OneOf(CodesOf(column));
        return table;
    }

    public TimelinessTable Timeliness()
    {
        var table = new TimelinessTable();
        Common(table.Agency, table.Feed, table.Sender, table.FileId);
        table.Clock.OneOf(_names);
        table.Edition.OneOf(_editions);
        table.StartedBasis.OneOf(_bases);
        table.StoppedBasis.OneOf(_stops);
        table.LimitText.OneOf(_limits);
        return table;
    }

    public RejectsTable Rejects()
    {
        var table = new RejectsTable();
        Common(table.Agency, table.Feed, table.Sender, table.FileId);
        return table;
    }

    /// <summary>The code of a cell: its index among the contract's codes, then "unmapped"; null for blank.</summary>
    public int? CodeOf(int column, int code) =>
        code >= 0 ? code : code == Spellings.Unmapped ? _feed.Codes[column]!.Words.Count : null;

    /// <summary>The code of a risk grade; a missing one counts as medium, and is written so (flag RISK_UNGRADED).</summary>
    public int GradeCode(ValidatedRecord record) => CodeOf(_feed.Lake.RiskGrade, record.Codes[_feed.Lake.RiskGrade]) ?? _medium;

    List<string> CodesOf(int column) =>
        [.. _feed.Codes[column]!.Words.Select(word => Encoding.UTF8.GetString(word)), CommonColumns.Unmapped];

    void Common(TextColumn agency, TextColumn feed, TextColumn sender, TextColumn fileId)
    {
        agency.Always(_origin.Agency);
        feed.Always(_origin.Feed);
        sender.Always(_origin.Sender);
        fileId.Always(_origin.FileId);
    }
}
