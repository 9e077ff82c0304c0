using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>DuckDB's string of 16 bytes: a length, then up to 12 bytes of text, or its first 4 and where all of it lies.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct DuckDbText
{
    internal const int Inline = 12;

    readonly ulong lengthAndPrefix;
    readonly ulong rest;

    DuckDbText(int length, uint prefix, ulong rest) => (lengthAndPrefix, this.rest) = ((uint)length | (ulong)prefix << 32, rest);

    /// <summary>Of a short text only.</summary>
    internal bool IsAscii => ((lengthAndPrefix >> 32 | rest) & 0x8080_8080_8080_8080) == 0;

    internal static DuckDbText Short(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.Length;
        ulong first, last = 0;
        if (length >= 8)
        {
            first = Read<ulong>(utf8, 0);
            if (length > 8)
                last = Read<ulong>(utf8, length - 8) >> 8 * (16 - length);
        }
        else if (length >= 4)
            first = Read<uint>(utf8, 0) | (ulong)Read<uint>(utf8, length - 4) << 8 * (length - 4);
        else if (length > 0)
            first = utf8[0] | (ulong)utf8[length >> 1] << 8 * (length >> 1) | (ulong)utf8[^1] << 8 * (length - 1);
        else
            first = 0;
        return new(length, (uint)first, first >> 32 | last << 32);
    }

    internal static DuckDbText Long(ReadOnlySpan<byte> utf8, nint address) => new(utf8.Length, Read<uint>(utf8, 0), (ulong)address);

    static T Read<T>(ReadOnlySpan<byte> utf8, int at) where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), at));
}
