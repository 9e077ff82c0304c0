using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>A table of every column type, and rows whose values are worked out from their number, so that any reader can be
/// checked.</summary>
sealed class EveryType() : LakeTable("every_type", "row", "For tests.")
{
    public static readonly string[] Codes = ["on_time", "possibly_late_by_more_than_a_day", "", "früh"];

    public TextColumn Text { get; } = new("text", "");
    public IntegerColumn Integer { get; } = new("integer", "");
    public BigIntegerColumn Big { get; } = new("big", "");
    public DoubleColumn Real { get; } = new("real", "");
    public BooleanColumn Yes { get; } = new("yes", "");
    public DateColumn Day { get; } = new("day", "");
    public InstantColumn Instant { get; } = new("instant", "");
    public TextColumn Code { get; } = new("code", "", Codes);
    public TextColumn Always { get; } = new("always", "");
    public TextColumn Never { get; } = new("never", "");

    public static EveryType Open()
    {
        var table = new EveryType();
        table.Always.Always("northshire-police");
        return table;
    }

    public static object?[] Cells(int row) => row % 7 == 3
        ? [null, null, null, null, null, null, null, null, "northshire-police", null]
        :
        [
            TextOf(row), row % 5 == 0 ? int.MinValue : row * 31, row % 5 == 0 ? long.MaxValue : row * -4_000_000_007L, row / 8.0 - 1,
            row % 2 == 0, new DateOnly(1900, 1, 1).AddDays(row),
                new DateTimeOffset(2026, 3, 29, 0, 59, 59, TimeSpan.Zero).AddMilliseconds(row * 1_234L),
            Codes[row % Codes.Length], "northshire-police", null,
        ];

    public static Action<EveryType> Fill(int row) => table =>
    {
        var cells = Cells(row);
        if (cells[0] is not string text)
            return;
        table.Text.Set(text);
        table.Integer.Set((int)cells[1]!);
        table.Big.Set((long)cells[2]!);
        table.Real.Set((double)cells[3]!);
        table.Yes.Set((bool)cells[4]!);
        table.Day.SetDays(((DateOnly)cells[5]!).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        table.Instant.SetMicroseconds((((DateTimeOffset)cells[6]!).UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        table.Code.Code(row % Codes.Length);
    };

    // Every length from 0 to 40 bytes.
    static string TextOf(int row) => (row % 4) switch
    {
        0 => new string((char)('a' + row % 26), row % 41),
        1 => string.Concat(Enumerable.Repeat("é", row % 21)),
        2 => $"née {row} 孩子 {row * 7919}",
        _ => $"{row}",
    };
}
