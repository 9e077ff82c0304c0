using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>A small table for tests of how rows are collected and written.</summary>
sealed class Plain() : LakeTable("t", "row", "For tests.")
{
    public TextColumn A { get; } = new("a", "");
    public TextColumn B { get; } = new("b", "");
    public IntegerColumn N { get; } = new("n", "");

    /// <summary>Rows whose numbers add up to count * (count - 1) / 2.</summary>
    public static IEnumerable<Action<Plain>> Filled(int count) => Enumerable.Range(0, count).Select<int, Action<Plain>>(i => row =>
    {
        Span<byte> text = stackalloc byte[64];
        System.Text.Unicode.Utf8.TryWrite(text, $"row number {i} of a file with {count} rows", out var length);
        row.A.Set(text[..length]);
        row.N.Set(i);
    });
}
