using System.Text;
using System.Xml;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>Writes the visible sheets of a workbook as texts, each row with its number in the sheet.</summary>
static class Workbook
{
    /// <summary>A row of a sheet that takes more than this is no row of a feed, and cannot be held with others.</summary>
    const int LongestRow = 900_000;

    /// <param name="isPackage">It is a zip file of XML (.xlsx), not of Excel 97-2003 or older (.xls).</param>
    public static IReadOnlyList<SourceText> Transcribe(FileReading file, bool isPackage)
    {
        try
        {
            if (isPackage)
            {
                using var book = new Xlsx(file.Path, file.Unpacked);
                return Transcribe(book.Open(), file);
            }
            using var old = new Xls(file.Path, file.Scratch);
            return Transcribe(old.Open(), file);
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException)
        {
            throw new UnreadableException(Defects.FileDamaged, "a workbook that cannot be read");
        }
    }

    static List<SourceText> Transcribe(SheetBook book, FileReading file)
    {
        var texts = new List<SourceText>();
        foreach (var sheet in book.Sheets)
        {
            var title = file.Name is null ? sheet.Name : $"{file.Name}, {sheet.Name}";
            if (sheet.IsHidden) file.Defects.Add(new FileDefect(Defects.SheetHidden, 0, null, $"'{title}'"));
            else if (Transcribe(sheet, file.Scratch, file.Cancel) is { } transcript)
                texts.Add(transcript.Sheet(title) with { Dates = book.Dates, Workbook = file.Name ?? "" });
        }
        if (texts.Count == 0) throw new UnreadableException(Defects.FileEmpty, "a workbook with nothing in its visible sheets");
        return texts;
    }

    /// <summary>Null: the sheet is empty. Rows that are empty count where others follow, as they would in a CSV; the formatted emptiness
    /// below a table does not.</summary>
    static TranscriptWriter? Transcribe(Sheet sheet, string scratch, CancellationToken cancel)
    {
        TranscriptWriter? transcript = null;
        var written = 0;
        try
        {
            foreach (var (place, cells) in sheet.Rows)
            {
                cancel.ThrowIfCancellationRequested();
                if (cells.All(string.IsNullOrWhiteSpace)) continue;
                transcript ??= new TranscriptWriter(scratch, Defects.FileDamaged);
                while (++written < place) transcript.Row(written, []);
                if (cells.Sum(cell => cell is null ? 0 : Encoding.UTF8.GetByteCount(cell)) > LongestRow) transcript.Unreadable(place, "");
                else transcript.Row(place, cells);
            }
            return transcript;
        }
        catch
        {
            transcript?.Dispose();
            throw;
        }
    }
}
