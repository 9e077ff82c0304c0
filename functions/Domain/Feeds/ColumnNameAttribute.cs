namespace FrontDoor.Domain.Feeds;

/// <summary>The text is a column's name, exactly as under columns. On a record: every text of it is.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class ColumnNameAttribute : Attribute;
