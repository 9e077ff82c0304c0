using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>The texts of an arrival's tables that are known before its first row: most columns of the lake are constants or codes, and cost a byte a row when told in advance.</summary>
sealed class Words
{
    public const string Unmapped = "unmapped";
    const string FirstReceipt = "first_receipt";

    static readonly string[] Changes = ["new", "amended", "earlier_receipt"];
    static readonly string[] Bases = ["nhs", "upn", "demographic", "unborn"];
    static readonly string[] Statuses = [.. Enum.GetValues<TimeStatus>().Select(status => Encoding.UTF8.GetString(TimeWords.Of(status)))];
    static readonly string[] Severities = [.. Enum.GetValues<Severity>().Select(severity => Encoding.UTF8.GetString(TimeWords.Of(severity)))];

    readonly Feed _feed;
    readonly Origin _origin;
    readonly List<string> _names;
    readonly List<string> _editions;
    readonly List<string> _factors;
    readonly List<string> _bases;
    readonly List<string> _limits;
    readonly List<string> _stops;
    readonly int _medium;

    public Words(Feed feed, Origin origin, IReadOnlyList<string> councils)
    {
        var clocks = feed.Clocks;
        (_feed, _origin, Councils) = (feed, origin, [.. councils, Unmapped]);
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
            : [.. feed.Codes[feed.Lake.Category]!.Words.Select(word => feed.Contract.Lake.Factors.TryGetValue(Encoding.UTF8.GetString(word), out var factor) ? _factors.IndexOf(factor) : -1)];
        StopOf = [.. clocks.Select(clock => clock.StopBases.Select(basis => _stops.IndexOf(basis)).ToArray())];
        BasisOf = [.. clocks.Select(clock => clock.Bases.Select(basis => _bases.IndexOf(basis)).ToArray())];
    }

    public IReadOnlyList<string> Councils { get; }

    /// <summary>For each clock of the feed, which of all names and which of all editions it has.</summary>
    public int[] NameOf { get; }
    public int[] EditionOf { get; }

    /// <summary>For each category, which factor it stands for; -1 for none.</summary>
    public int[] FactorOf { get; }

    /// <summary>For each clock and each of its bases, which basis of all that is.</summary>
    public int[][] BasisOf { get; }

    /// <summary>For each clock and each of its stops, which of all stops that is; 0 is first receipt.</summary>
    public int[][] StopOf { get; }

    public int LimitCode(Limit limit) => _limits.IndexOf(limit.Text);

    public KnownTexts Notifications()
    {
        var (table, lake) = (LakeTables.Notifications, _feed.Lake);
        var known = Common(table)
            .OneOf(table["change"], Changes)
            .OneOf(table["la_code"], Councils)
            .OneOf(table["child_key_basis"], Bases)
            .OneOf(table["age_band"], AgeBand.All)
            .OneOf(table["factors"], _factors)
            .OneOf(table["source_system"], [.. _feed.FindSender(_origin.Sender)?.Systems.Select(system => system.Name) ?? []]);
        foreach (var (name, column) in new[]
                 {
                     ("category", lake.Category), ("risk_grade", lake.RiskGrade), ("status", lake.Status),
                     ("sex", lake.Sex), ("ethnicity", lake.Ethnicity), ("consent", lake.Consent), ("source", lake.Source), ("outcome", lake.Outcome), ("detail", lake.Detail),
                 })
            if (column >= 0) known.OneOf(table[name], CodesOf(column));
        return known;
    }

    public KnownTexts Timeliness()
    {
        var table = LakeTables.Timeliness;
        return Common(table)
            .OneOf(table["clock"], _names)
            .OneOf(table["edition"], _editions)
            .OneOf(table["started_basis"], _bases)
            .OneOf(table["stopped_basis"], _stops)
            .OneOf(table["limit_text"], _limits)
            .OneOf(table["status"], Statuses)
            .OneOf(table["severity"], Severities)
            .OneOf(table["alone_status"], Statuses)
            .OneOf(table["alone_severity"], Severities)
            .OneOf(table["office_hours"], ["in", "out"]);
    }

    public KnownTexts Rejects() => Common(LakeTables.Rejects);

    /// <summary>The code of a code column's cell: its place among the contract's codes, then "unmapped"; null for blank.</summary>
    public int? CodeOf(int column, int code) =>
        code >= 0 ? code : code == Spellings.Unmapped ? _feed.Codes[column]!.Words.Count : null;

    /// <summary>A risk grade's code; one that was not given counts as medium, and is written so (flag RISK_UNGRADED).</summary>
    public int GradeCode(Record record) => CodeOf(_feed.Lake.RiskGrade, record.Codes[_feed.Lake.RiskGrade]) ?? _medium;

    List<string> CodesOf(int column) => [.. _feed.Codes[column]!.Words.Select(word => Encoding.UTF8.GetString(word)), Unmapped];

    KnownTexts Common(LakeTable table) => new KnownTexts(table)
        .Constant(table["agency"], _origin.Agency)
        .Constant(table["feed"], _origin.Feed)
        .Constant(table["sender"], _origin.Sender)
        .Constant(table["file_id"], _origin.FileId);
}
