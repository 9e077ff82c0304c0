using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Csv;

/// <summary>Delimited text, in any encoding: what every text is that no other format recognises.</summary>
sealed class CsvFormat : IFileFormat
{
    public const string Written = "csv";

    public string Name => Written;

    public string Words => "CSV";

    public IReadOnlyList<SourceText> Read(FileReading file) =>
        [QuoteMarks.Mended(SourceText.Open(file.Path, file.Scratch, file.Cancel), file.Scratch, file.Cancel)];
}
