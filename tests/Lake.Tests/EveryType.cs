using System.Text;
using FrontDoor.Lake;

namespace FrontDoor.Tests;

/// <summary>A table of every column type, and rows whose values are worked out from their number, so that any reader can be checked.</summary>
static class EveryType
{
    public static readonly string[] Codes = ["on_time", "possibly_late_by_more_than_a_day", "", "früh"];

    public static readonly LakeTable Table = new("every_type",
    [
        new("text", LakeType.Text), new("integer", LakeType.Integer), new("big", LakeType.BigInteger), new("real", LakeType.Double),
        new("yes", LakeType.Boolean), new("day", LakeType.Date), new("instant", LakeType.Instant), new("local", LakeType.LocalTime),
        new("code", LakeType.Text), new("always", LakeType.Text), new("never", LakeType.Text),
    ]);

    public static KnownTexts Known => new KnownTexts(Table).OneOf(8, Codes).Constant(9, "northshire-police");

    public static object?[] Values(int row) => row % 7 == 3
        ? [null, null, null, null, null, null, null, null, null, "northshire-police", null]
        :
        [
            Text(row), row % 5 == 0 ? int.MinValue : row * 31, row % 5 == 0 ? long.MaxValue : row * -4_000_000_007L, row / 8.0 - 1,
            row % 2 == 0, new DateOnly(1900, 1, 1).AddDays(row), new DateTimeOffset(2026, 3, 29, 0, 59, 59, TimeSpan.Zero).AddTicks(row * 12_345_670L),
            new DateTime(1969, 12, 31, 23, 0, 0).AddTicks(row * 9_876_540L), Codes[row % Codes.Length], "northshire-police", null,
        ];

    public static Action<Batch> Fill(int row) => batch =>
    {
        var values = Values(row);
        if (values[0] is not string text)
            return;
        batch.Text(0, Encoding.UTF8.GetBytes(text));
        batch.Integer(1, (int)values[1]!);
        batch.BigInteger(2, (long)values[2]!);
        batch.Double(3, (double)values[3]!);
        batch.Boolean(4, (bool)values[4]!);
        batch.Date(5, ((DateOnly)values[5]!).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        batch.Instant(6, Microseconds(((DateTimeOffset)values[6]!).UtcTicks));
        batch.LocalTime(7, Microseconds(((DateTime)values[7]!).Ticks));
        batch.Code(8, row % Codes.Length);
    };

    // Every length from 0 to 40 bytes, among them the 12 that fit inside DuckDB's string and the 13 that do not.
    static string Text(int row) => (row % 4) switch
    {
        0 => new string((char)('a' + row % 26), row % 41),
        1 => string.Concat(Enumerable.Repeat("é", row % 21)),
        2 => $"née {row} 孩子 {row * 7919}",
        _ => $"{row}",
    };

    static long Microseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
