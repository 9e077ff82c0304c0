using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Answers;

/// <summary>An Excel workbook of one sheet or more, written as its rows come: a bold heading that stays in sight, then one row each. Text
/// is text, never a formula; moments are in UTC.</summary>
sealed class Workbook : IDisposable
{
    const uint Plain = 0, Bold = 1, Day = 2, Moment = 3, AsText = 4;
    const int RowsAtMost = 1_048_576, TitleAtMost = 31, Width = 18, TextAtMost = 32_767;

    static readonly DateTime s_zero = new(1899, 12, 30);

    readonly SpreadsheetDocument _file;
    readonly WorkbookPart _book;
    readonly Sheets _sheets = new();

    public Workbook(Stream to)
    {
        _file = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        _book = _file.AddWorkbookPart();
        _book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(_sheets);
        _book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
    }

    /// <summary>A workbook to fill in: the names alone, above columns of text, which Excel leaves as they are typed.</summary>
    public static byte[] Template(IReadOnlyList<string> names)
    {
        using var file = new MemoryStream();
        using (var book = new Workbook(file)) book.Add("records", names, [], AsText);
        return file.ToArray();
    }

    /// <param name="title">Of the sheet; cut to the 31 characters that Excel takes.</param>
    /// <param name="style">Of the cells that are not written.</param>
    public void Add(string title, IReadOnlyList<string> names, IEnumerable<object?[]> rows, uint style = Plain)
    {
        var sheet = _book.AddNewPart<WorksheetPart>();
        var number = (uint)_sheets.ChildElements.Count + 1;
        var name = string.Concat(title.Select(letter => letter is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : letter));
        _sheets.Append(new Sheet
        {
            Id = _book.GetIdOfPart(sheet),
            SheetId = number,
            Name = name.Length > TitleAtMost ? name[..TitleAtMost] : name
        });
        using var write = OpenXmlWriter.Create(sheet);
        write.WriteStartElement(new Worksheet());
        write.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1,
            TopLeftCell = "A2",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen
        })
        { WorkbookViewId = 0 }));
        if (names.Count > 0)
            write.WriteElement(new Columns(
                new Column { Min = 1, Max = (uint)names.Count, Width = Width, CustomWidth = true, Style = style }));
        write.WriteStartElement(new SheetData());
        Row(write, names, Bold);
        var count = 1;
        foreach (var row in rows)
        {
            if (++count > RowsAtMost)
                throw CliException.Usage("there are more rows than a workbook holds", $"{RowsAtMost - 1:N0} rows at most",
                    "narrow the list, or use --format csv");
            Row(write, row, Plain);
        }
        write.WriteEndElement();
        write.WriteEndElement();
    }

    public void Dispose() => _file.Dispose();

    static void Row(OpenXmlWriter write, IEnumerable<object?> cells, uint style)
    {
        write.WriteStartElement(new Row());
        foreach (var cell in cells) write.WriteElement(Of(cell, style));
        write.WriteEndElement();
    }

    static Cell Of(object? value, uint style) => value switch
    {
        null => new Cell(),
        bool yes => new Cell { DataType = CellValues.Boolean, CellValue = new CellValue(yes ? "1" : "0") },
        int or long or double or decimal => new Cell { CellValue = new CellValue(Answer.Words(value)) },
        DateOnly day => Serial(day.ToDateTime(TimeOnly.MinValue), Day),
        DateTimeOffset moment => Serial(moment.UtcDateTime, Moment),
        DateTime local => Serial(local, Moment),
        _ => Text(Answer.Words(value), style),
    };

    static Cell Text(string text, uint style) => new(
        new InlineString(new Text(text.Length > TextAtMost ? text[..TextAtMost] : text) { Space = SpaceProcessingModeValues.Preserve }))
    { DataType = CellValues.InlineString, StyleIndex = style };

    static Cell Serial(DateTime moment, uint style) =>
        new() { CellValue = new CellValue((moment - s_zero).TotalDays.ToString("R", CultureInfo.InvariantCulture)), StyleIndex = style };

    static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd hh:mm:ss" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy-mm-dd" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true })); // "@": text
}
