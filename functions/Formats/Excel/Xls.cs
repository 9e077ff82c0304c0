using System.Globalization;
using ExcelDataReader;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>A workbook of Excel 97-2003 and older, read by ExcelDataReader.</summary>
sealed class Xls : IDisposable
{
    /// <summary>Its sheets hold 65,536 rows at most; the reader keeps all texts of such a file in memory.</summary>
    public const long BytesAtMost = 128L << 20;

    /// <summary>A damaged one may claim more, and the reader would make room for all of it.</summary>
    const int RowsAtMost = 65_536, ColumnsAtMost = 256;

    readonly XlsNotes _notes;
    readonly IExcelDataReader _reader;
    string?[] _cells = new string?[64];

    static Xls() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    public Xls(string path, string scratch)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length > BytesAtMost)
            throw new UnreadableException(Defects.FileTooLarge, $"an old workbook of more than {BytesAtMost >> 20} MB");
        _notes = Notes(file, scratch);
        file.Position = 0;
        _reader = Foreign(() => ExcelReaderFactory.CreateBinaryReader(file));
    }

    public SheetBook Open() => new(_notes.Dates, Sheets());

    public void Dispose() => _reader.Dispose();

    IEnumerable<Sheet> Sheets()
    {
        for (var sheet = 0; ; sheet++)
        {
            yield return new Sheet(_reader.Name, _reader.VisibleState is not (null or "visible"), Merged(Rows(sheet)));
            if (!Foreign(_reader.NextResult)) break;
        }
    }

    IEnumerable<SheetRow> Merged(IEnumerable<SheetRow> rows)
    {
        List<MergedDates.Block> blocks = [.. (_reader.MergeCells ?? []).Where(range => range.ToRow > range.FromRow)
            .Select(range => new MergedDates.Block(range.FromRow + 1, range.ToRow + 1, range.FromColumn))];
        return blocks.Count > 0 ? MergedDates.Fill(rows, blocks) : rows;
    }

    IEnumerable<SheetRow> Rows(int sheet)
    {
        for (var place = 1; Foreign(ReadRow); place++)
        {
            var count = _reader.FieldCount;
            if (count > _cells.Length) Array.Resize(ref _cells, count);
            for (var column = 0; column < count; column++)
                _cells[column] = _notes.Error(sheet, place - 1, column) ?? Text(column);
            while (count > 0 && string.IsNullOrEmpty(_cells[count - 1])) count--;
            yield return new SheetRow(place, new ArraySegment<string?>(_cells, 0, count));
        }
    }

    bool ReadRow() => _reader.RowCount <= RowsAtMost && _reader.FieldCount <= ColumnsAtMost ? _reader.Read()
        : throw new InvalidDataException();

    string? Text(int column) => _reader.GetValue(column) switch
    {
        null => null,
        string text => SheetNumber.WithoutMark(text),
        bool yes => yes ? "TRUE" : "FALSE",
        DateTime moment => Moment(moment, CellFormats.Of(_reader.GetNumberFormatString(column) ?? "")),
        TimeSpan { TotalDays: < 1 and >= 0 } time => SheetNumber.Moment(time.TotalDays, _notes.Dates, CellFormat.Time),
        TimeSpan time => SheetNumber.Digits(time.TotalDays.ToString("R", CultureInfo.InvariantCulture)),
        IConvertible number => SheetNumber.Digits(number.ToDouble(CultureInfo.InvariantCulture)
            .ToString("R", CultureInfo.InvariantCulture)),
        var other => throw new InvalidOperationException($"A cell of the unknown kind {other.GetType().Name}."),
    };

    /// <summary>The reader has made a moment of the number in the workbook's own date system: day 0 is a time alone.</summary>
    string? Moment(DateTime moment, CellFormat format)
    {
        var dayNought = _notes.Dates == DateSystem.From1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 31);
        var days = (moment - dayNought).TotalDays;
        if (_notes.Dates == DateSystem.From1900 && days >= 60) days++; // 29 February 1900, which Excel counts
        return SheetNumber.Marked(days, _notes.Dates, format) ?? SheetNumber.Digits(days.ToString("R", CultureInfo.InvariantCulture));
    }

    static XlsNotes Notes(FileStream file, string scratch)
    {
        if (file.ReadByte() != 0xD0) return XlsNotes.Read(file.Name); // older than compound files
        var records = SourceText.NewPath(scratch);
        using (var to = new FileStream(records, FileMode.CreateNew))
            Copy(file, to);
        var notes = XlsNotes.Read(records);
        File.Delete(records);
        return notes;
    }

    static void Copy(FileStream file, FileStream to)
    {
        try
        {
            var held = new CompoundFile(file);
            held.Copy(held.Has("Workbook") ? "Workbook" : "Book", to);
        }
        catch (EndOfStreamException)
        {
            throw new UnreadableException(Defects.FileDamaged, "a workbook that is cut off before its end");
        }
    }

    /// <summary>The reader meets a broken workbook with whatever exception it runs into: none of them is a fault of ours, or for a partner
    /// to read.</summary>
    static T Foreign<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException)
        {
            throw new UnreadableException(Defects.FileEncrypted, "a workbook with a password");
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            throw new UnreadableException(Defects.FileSpreadsheet, "an old workbook (.xls) that cannot be read");
        }
    }
}
