using FrontDoor.Formats.Archives;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>An Excel workbook: .xlsx and .xlsm, or .xls of Excel 97-2003 and older.</summary>
sealed class ExcelFormat : IFileFormat
{
    public string Name => "excel";

    public string Words => "an Excel workbook";

    public Sniffed? OfBytes(FileStart file)
    {
        using var bytes = file.Open();
        return file.Bytes switch
        {
            [0xD0, 0xCF, 0x11, 0xE0, ..] => CompoundFile.Refusal(bytes) is { } refusal ? new Sniffed(null, refusal) : new Sniffed(this),
            [0x09, 0x00 or 0x02 or 0x04, 0x04 or 0x06, 0x00, ..] => new Sniffed(this), // the bare stream of Excel 2 to 4
            _ => ZipContents.IsZip(file) && ZipContents.Of(bytes).IsWorkbook ? new Sniffed(this) : null,
        };
    }

    public IReadOnlyList<SourceText> Read(FileReading file) => Workbook.Transcribe(file, isPackage: ZipContents.IsZip(file.Start));
}
