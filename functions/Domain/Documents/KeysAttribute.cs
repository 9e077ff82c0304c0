namespace FrontDoor.Domain.Documents;

/// <summary>The keys of an object in a document are from a set of words.</summary>
/// <param name="words">The name of the set: see <c>ContractWords</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeysAttribute(string words) : Attribute
{
    public string Words => words;
}
