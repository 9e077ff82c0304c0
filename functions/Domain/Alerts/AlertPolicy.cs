using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Alerts;

/// <summary>When alerts are sent, to whom, and what happens when nobody acknowledges them: one file in functions/policies, whose
/// policy.schema.json says the same to an editor.</summary>
public sealed record AlertPolicy
{
    /// <summary>For editors; not read.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }
    public required string Policy { get; init; }
    public required string Description { get; init; }

    /// <summary>The first that fits decides; where none does, an alert is sent when it is raised.</summary>
    public required IReadOnlyList<AlertRule> Rules { get; init; }

    /// <summary>Whom an alert reaches too when no one acknowledges it. Every rung that fits an alert is climbed, the shortest
    /// wait first.</summary>
    public IReadOnlyList<EscalationStep> Ladder { get; init => field = value ?? []; } = [];

    /// <summary>Alerts about the same, of which only the first is sent singly, or a graver one. The first that fits decides.</summary>
    public IReadOnlyList<GroupingRule> Joins { get; init => field = value ?? []; } = [];

    /// <summary>By LA code: each list given here stands in place of the policy's own, for alerts that tell of that council alone.</summary>
    [KeyPattern(TextPattern.LaCode)]
    public IReadOnlyDictionary<string, CouncilAlerts> Councils
    {
        get; init =>
        field = value ?? new Dictionary<string, CouncilAlerts>();
    } = new Dictionary<string, CouncilAlerts>();

    /// <summary>The policy that ships.</summary>
    public static AlertPolicy Shipped { get; } = Parse("default.json", Resources.Read("policies/default.json"));

    /// <exception cref="ContractException">All that is wrong with the file, by line and key.</exception>
    public static AlertPolicy Parse(string file, byte[] json)
    {
        var text = new ContractText(file, json, "functions/policies/policy.schema.json");
        var policy = text.Read(AlertPolicyJson.Default.AlertPolicy);
        if (policy is not null)
        {
            Check(text, "", policy.Rules, policy.Ladder, policy.Joins);
            foreach (var (code, own) in policy.Councils)
            {
                if (code.Length != 3 || !code.All(char.IsAsciiDigit))
                    text.Fault($"councils.{code}", $"'{code}' is no council's code; expected three digits.");
                Check(text, $"councils.{code}.", own.Rules ?? [], own.Ladder ?? [], own.Joins ?? []);
            }
        }
        return text.Faults.Count == 0 ? policy! : throw new ContractException(text.Faults);
    }

    /// <param name="feed">As agency/feed.</param>
    /// <param name="laCode">The council, where the alert tells of one alone.</param>
    public AlertRule RuleFor(string feed, AlertKind kind, Severity severity, string? laCode) =>
        (Of(laCode)?.Rules ?? Rules).FirstOrDefault(rule => rule.Fits(feed, kind, severity)) ?? AlertRule.AtOnce;

    /// <summary>The rungs it may climb, by working hours; two with the same wait are one to both.</summary>
    public IReadOnlyList<(int WorkingHours,
        IReadOnlyList<string> To)> LadderFor(string feed, AlertKind kind, Severity severity, string? laCode) =>
    [
        .. from rung in Of(laCode)?.Ladder ?? Ladder
           where rung.Fits(feed, kind, severity)
           group rung by rung.AfterWorkingHours into step
           orderby step.Key
           select (step.Key, (IReadOnlyList<string>)[.. step.SelectMany(rung => rung.To).Distinct()]),
    ];

    /// <summary>By what it may join another; null: by nothing.</summary>
    public GroupingRule? JoinFor(string feed, AlertKind kind, Severity severity, string? laCode) =>
        (Of(laCode)?.Joins ?? Joins).FirstOrDefault(join => join.Fits(feed, kind, severity));

    CouncilAlerts? Of(string? laCode) => laCode is not null && Councils.TryGetValue(laCode, out var own) ? own : null;

    static void Check(ContractText text, string within, IReadOnlyList<AlertRule> rules, IReadOnlyList<EscalationStep> ladder,
        IReadOnlyList<GroupingRule> joins)
    {
        foreach (var (at, rule) in rules.Index()) rule.Check(text, $"{within}rules[{at}]");
        foreach (var (at, rung) in ladder.Index()) rung.Check(text, $"{within}ladder[{at}]");
        foreach (var (at, join) in joins.Index()) join.Check(text, $"{within}joins[{at}]");
    }
}
