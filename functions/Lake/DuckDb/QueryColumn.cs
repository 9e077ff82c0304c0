namespace FrontDoor.Lake.DuckDb;

/// <summary>A column of a query's result, with its type in DuckDB's words.</summary>
public readonly record struct QueryColumn(string Name, string Type);
