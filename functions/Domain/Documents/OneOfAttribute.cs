namespace FrontDoor.Domain.Documents;

/// <summary>A text of a document, or each text of a list, is one of a set of words. The JSON Schema lists them.</summary>
/// <param name="words">The name of the set: see <c>ContractWords</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class OneOfAttribute(string words) : Attribute
{
    public string Words => words;

    /// <summary>On a record: the property of its base that is meant.</summary>
    public string? Property { get; init; }
}
