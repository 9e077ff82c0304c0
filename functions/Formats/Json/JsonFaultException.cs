using System.Globalization;

namespace FrontDoor.Formats.Json;

/// <summary>A JSON text that cannot be read as records: what is wrong, and where; never a value of the text.</summary>
public sealed class JsonFaultException(string what, long line, long column)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{what} (line {line}, column {column})"))
{
    /// <summary>The text ends before its JSON is closed.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>1-based.</summary>
    public int Line => (int)line;
}
