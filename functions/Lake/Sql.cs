namespace FrontDoor.Lake;

/// <summary>Text put into SQL, quoted.</summary>
static class Sql
{
    internal static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    internal static string Name(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
