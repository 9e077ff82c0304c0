namespace FrontDoor.Domain.Documents;

/// <summary>The keys of an object in a document are written like this.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyPatternAttribute(string pattern) : Attribute
{
    public string Pattern => pattern;
}
