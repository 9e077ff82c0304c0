using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>dd/MM/yyyy HH:mm and dd/MM/yyyy: a cell written so can be kept as a number and given back letter for letter.</summary>
public static class UsualForm
{
    const ulong Zeros = 0x3030_3030_3030_3030;

    /// <summary>Whether the cell is exactly "dd/MM/yyyy HH:mm" and says what was read from it.</summary>
    public static bool IsMoment(ReadOnlySpan<byte> cell, in WrittenTime written) =>
        cell.Length == 16 && written is { Form: TimeForm.Minute, HasOffset: false }
        && IsDigitsBut(cell, 0x0000_2F00_002F_0000) && IsDigitsBut(cell[8..], 0x0000_3A00_0020_0000)
        && cell[11..13] is not [(byte)'2', >= (byte)'4']; // midnight at a day's end is the next day's midnight once read

    /// <summary>Whether the cell is exactly "dd/MM/yyyy" and says what was read from it.</summary>
    public static bool IsDay(ReadOnlySpan<byte> cell, in WrittenTime written) =>
        cell.Length == 10 && written.Form == TimeForm.Day
        && IsDigitsBut(cell, 0x0000_2F00_002F_0000) && IsDigitsBut(cell[2..], 0x0000_0000_2F00_002F);

    public static byte[] OfMoment(DateTime local) => Encoding.ASCII.GetBytes(local.ToString("dd'/'MM'/'yyyy' 'HH':'mm", CultureInfo.InvariantCulture));

    public static byte[] OfDay(DateOnly day) => Encoding.ASCII.GetBytes(day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture));

    /// <summary>Whether the next eight bytes have these separators, at the places that are not 0, and digits at all others.</summary>
    static bool IsDigitsBut(ReadOnlySpan<byte> cell, ulong separators)
    {
        var text = BinaryPrimitives.ReadUInt64LittleEndian(cell);
        var places = (separators & 0x2020_2020_2020_2020) / 0x20 * 0xFF; // every separator used here has bit 5
        if ((text & places) != separators) return false;
        var digits = (text & ~places | Zeros & places) ^ Zeros;
        return ((digits | digits + 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) == 0;
    }
}
