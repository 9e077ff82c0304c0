namespace FrontDoor.Tests;

/// <summary>A record and its child.</summary>
sealed record PlainChild(string Record, string Person, bool Probable, bool Conflict);

/// <summary>The rules of docs/decisions/0019-one-child.md in plain code, set by set, to hold the view to: no SQL, no counting, no
/// order.</summary>
static class PlainChildren
{
    sealed record Group(string Lead, HashSet<string> Names, HashSet<string> Upns)
    {
        public bool IsNhs => Lead.StartsWith("nhs", StringComparison.Ordinal);
        public bool IsUpn => Lead.StartsWith("upn", StringComparison.Ordinal);
    }

    public static List<PlainChild> Of(IReadOnlyCollection<Known> records)
    {
        // A number that children of two names and two dates of birth bear is nobody's.
        bool Differ(Known one, Known other, int part) => one.Bearer!.Split('/')[part] != other.Bearer!.Split('/')[part];
        bool IsShared(Func<Known, string?> number, Known record) => number(record) is { } its
            && records.Where(one => number(one) == its && one.Bearer is not null).ToList() is var bearers
            && bearers.Exists(one => bearers.Exists(other => Differ(one, other, 0) && Differ(one, other, 1)));
        string? Own(string kind, Func<Known, string?> number, Known record) => IsShared(number, record) ? null : Key(kind, number(record));
        var rows = records.Select(
            record => (Known: record, Nhs: Own("nhs", one => one.Nhs, record), Upn: Own("upn", one => one.Upn, record),
                Number: Key("number", record.Reference), Name: NameOf(record))).ToList();

        // Certain: an NHS number and a UPN that meet nobody else.
        bool Meet(string nhs, string upn) => rows.Any(row => row.Nhs == nhs && row.Upn == upn)
            || rows.Any(row => row.Nhs == nhs && row.Number is not null
            && rows.Any(other => other.Upn == upn && other.Number == row.Number));
        var allNhs = rows.Select(row => row.Nhs).OfType<string>().ToHashSet();
        var allUpns = rows.Select(row => row.Upn).OfType<string>().ToHashSet();
        var upnsOf = allNhs.ToDictionary(nhs => nhs, nhs => allUpns.Where(upn => Meet(nhs, upn)).ToHashSet());
        var nhsOf = allUpns.ToDictionary(upn => upn, upn => allNhs.Where(nhs => Meet(nhs, upn)).ToHashSet());
        string StrongUpn(string upn) => nhsOf[upn].Count == 1 && upnsOf[nhsOf[upn].Single()].Count == 1 ? nhsOf[upn].Single() : upn;
        bool IsDisputed(string upn) => nhsOf[upn].Count > 0 && StrongUpn(upn) == upn;
        string? Strong(string? nhs, string? upn) => nhs ?? (upn is null ? null : StrongUpn(upn));
        HashSet<string> Leads(string number) =>
            [.. rows.Where(row => row.Number == number).Select(row => Strong(row.Nhs, row.Upn)).OfType<string>()];
        string? Lead(string? nhs, string? upn, string? number) =>
            Strong(nhs, upn) ?? (number is null ? null : Leads(number) is { Count: 1 } one ? one.Single() : number);

        var groups = rows.Where(row => Lead(row.Nhs, row.Upn, row.Number) is not null).GroupBy(row => Lead(row.Nhs, row.Upn, row.Number)!)
            .Select(group => new Group(
            group.Key, [.. group.Select(row => row.Name).OfType<string>()], [.. group.Select(row => row.Upn).OfType<string>()])).ToList();

        // Probable: the same of groups, by a name they share.
        IEnumerable<Group> Near(Group group) => groups.Where(other => other.Names.Overlaps(group.Names));
        HashSet<string> NhsNear(Group group) => [.. Near(group).Where(other => other.IsNhs).Select(other => other.Lead)];
        HashSet<string> UpnsNear(string nhs) =>
            [.. groups.Where(group => group.Lead == nhs).SelectMany(Near).SelectMany(other => other.Upns)];
        (string Child, bool Apart) Settle(Group group) =>
            !group.IsUpn || NhsNear(group).Count == 0 ? (group.Lead, false)
            : NhsNear(group).Count == 1 && UpnsNear(NhsNear(group).Single()).Count == 1 ? (NhsNear(group).Single(), false)
            : (group.Lead, true);
        HashSet<string> StrongNear(Group group) =>
            [.. Near(group).Where(other => other.IsNhs || other.IsUpn).Select(other => Settle(other).Child)];
        (string Child, bool Apart) Final(Group group) =>
            group.IsNhs || group.IsUpn ? Settle(group)
            : StrongNear(group) switch
            { { Count: 0 } => (group.Lead, false), { Count: 1 } one => (one.Single(), false),
                _ => (group.Lead, true)
            };
        HashSet<string> Children(string name) => [.. groups.Where(group => group.Names.Contains(name)).Select(group => Final(group).Child)];

        return [.. rows.Select(row =>
        {
            var isShared = IsShared(one => one.Nhs, row.Known) || IsShared(one => one.Upn, row.Known);
            var disputed = isShared || (row.Upn is not null && IsDisputed(row.Upn)) || (row.Nhs is not null && upnsOf[row.Nhs].Count > 1)
                || (row.Number is not null && Leads(row.Number).Count > 1);
            if (Lead(row.Nhs, row.Upn, row.Number) is { } lead)
            {
                var group = groups.Single(group => group.Lead == lead);
                return new PlainChild(row.Known.Record,
                    Final(group).Child, Final(group).Child != lead, disputed || Final(group).Apart
                        || group.Names.Any(name => Children(name).Count > 1));
            }
            var children = row.Name is null ? [] : Children(row.Name);
            return row.Name is null ? new PlainChild(row.Known.Record, $"record {row.Known.Record}", false, isShared)
                : children.Count > 1 ? new PlainChild(row.Known.Record, $"record {row.Known.Record}", false, true)
                : new PlainChild(row.Known.Record, children.SingleOrDefault() ?? row.Name, true, isShared);
        })];
    }

    static string? Key(string kind, string? word) => word is null ? null : $"{kind} {word}";

    static string? NameOf(Known record) =>
        record.Name is null ? Key("unborn", record.Unborn)
        : !record.Estimated ? $"name {record.Name}"
        : record.Home is null ? null : $"name {record.Name} at {record.Home}";
}
