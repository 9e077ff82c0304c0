namespace FrontDoor.Domain;

/// <summary>When alerts are sent, and to whom: one file in functions/policies, whose policy.schema.json says the same to an editor.</summary>
public sealed record AlertPolicy
{
    /// <summary>For editors; not read.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }
    public required string Policy { get; init; }
    public required string Description { get; init; }

    /// <summary>The first that fits decides; where none does, an alert is sent when it is raised.</summary>
    public required IReadOnlyList<AlertRule> Rules { get; init; }

    /// <summary>The policy that ships.</summary>
    public static AlertPolicy Shipped { get; } = Parse("default.json", Resources.Read("policies/default.json"));

    /// <exception cref="ContractException">All that is wrong with the file, by line and key.</exception>
    public static AlertPolicy Parse(string file, byte[] json)
    {
        var text = new ContractText(file, json, "functions/policies/policy.schema.json");
        var policy = text.Read(ContractJson.Default.AlertPolicy);
        foreach (var (at, rule) in policy?.Rules.Index() ?? []) rule.Check(text, $"rules[{at}]");
        return text.Faults.Count == 0 ? policy! : throw new ContractException(text.Faults);
    }

    /// <param name="feed">As agency/feed.</param>
    public AlertRule RuleFor(string feed, string kind, string severity) =>
        Rules.FirstOrDefault(rule => rule.Fits(feed, kind, severity)) ?? AlertRule.AtOnce;
}
