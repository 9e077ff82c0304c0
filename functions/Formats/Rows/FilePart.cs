using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Rows;

/// <summary>One table of rows within a landed file: the whole of a CSV, a sheet of a workbook, a file of an archive.</summary>
/// <param name="Number">Counted from 1, in the order of the file.</param>
public sealed record FilePart(int Number, SourceText Text, Header Header)
{
    /// <summary>What the sender calls it, or its number.</summary>
    public string Title => Text.Name ?? Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
