using System.Buffers.Binary;
using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Excel;

/// <summary>What an old workbook says that its reader does not pass on: the date system, and which cells hold an error.</summary>
sealed class XlsNotes
{
    readonly Dictionary<(int Sheet, int Row, int Column), string> _errors = [];
    readonly List<uint> _sheetsAt = [];

    public DateSystem Dates { get; private set; }

    /// <summary>What stands in the cell, #N/A for instance; null where it is no error.</summary>
    public string? Error(int sheet, int row, int column) => _errors.GetValueOrDefault((sheet, row, column));

    /// <param name="path">The workbook's stream of records.</param>
    /// <exception cref="UnreadableException">It has a password.</exception>
    public static XlsNotes Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var notes = new XlsNotes();
        var head = new byte[4];
        var body = new byte[ushort.MaxValue];
        var sheet = 0;
        for (uint at = 0; file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4; at = (uint)file.Position)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2));
            if (file.ReadAtLeast(body.AsSpan(0, length), length, throwOnEndOfStream: false) < length) break;
            var type = BinaryPrimitives.ReadUInt16LittleEndian(head);
            if (type == 0x0809) sheet = notes._sheetsAt.IndexOf(at); // begins a sheet, or -1
            else notes.Take(type, body.AsSpan(0, length), sheet);
        }
        return notes;
    }

    void Take(int type, ReadOnlySpan<byte> body, int sheet)
    {
        switch (type)
        {
            case 0x002F:
                throw new UnreadableException(Defects.FileEncrypted, "a workbook with a password");
            case 0x0022 when body is [1, ..]:
                Dates = DateSystem.From1904;
                break;
            case 0x0085 when body.Length > 5 && body[5] == 0: // a sheet of cells, not a chart
                _sheetsAt.Add(BinaryPrimitives.ReadUInt32LittleEndian(body));
                break;
            case 0x0205 when body.Length >= 8 && body[7] == 1:
                Note(sheet, body, body[6]);
                break;
            // a formula that came to an error
            case 0x0006 or 0x0206 or 0x0406 when body.Length >= 14 && body[6] == 2 && body[12] == 0xFF && body[13] == 0xFF:
                Note(sheet, body, body[8]);
                break;
        }
    }

    void Note(int sheet, ReadOnlySpan<byte> cell, byte code) =>
        _errors[(sheet, BinaryPrimitives.ReadUInt16LittleEndian(cell), BinaryPrimitives.ReadUInt16LittleEndian(cell[2..]))] = code switch
        {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            _ => "#N/A",
        };
}
