using System.Buffers.Binary;
using System.Text;

namespace FrontDoor.Domain.Keys;

/// <summary>A keyed hash of 128 bits: what a record, its content, a child or a place is known by outside the restricted store. Sorts as its
/// hex does.</summary>
/// <remarks>Not UInt128: no method that takes or holds one can be compiled in advance, and those are all that a row goes through.</remarks>
public readonly record struct KeyedHash(ulong High, ulong Low) : IComparable<KeyedHash>
{
    /// <summary>Digits of its hex, in lower case.</summary>
    public const int HexLength = 32;

    /// <exception cref="FormatException">Not 32 hexadecimal digits.</exception>
    public static KeyedHash Parse(string hex)
    {
        if (hex.Length != HexLength)
            throw new FormatException($"A key is {HexLength} hexadecimal digits; this has {hex.Length} characters.");
        var bytes = Convert.FromHexString(hex);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(sizeof(ulong))));
    }

    public static bool operator <(KeyedHash one, KeyedHash other) => one.CompareTo(other) < 0;

    public static bool operator >(KeyedHash one, KeyedHash other) => one.CompareTo(other) > 0;

    public static bool operator <=(KeyedHash one, KeyedHash other) => one.CompareTo(other) <= 0;

    public static bool operator >=(KeyedHash one, KeyedHash other) => one.CompareTo(other) >= 0;

    /// <param name="hex">At least <see cref="HexLength"/> bytes.</param>
    public void WriteHex(Span<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], Low);
        Convert.TryToHexStringLower(bytes, hex, out _);
    }

    public override string ToString()
    {
        Span<byte> hex = stackalloc byte[HexLength];
        WriteHex(hex);
        return Encoding.ASCII.GetString(hex);
    }

    public int CompareTo(KeyedHash other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>Its own bits are uniform already.</summary>
    public override int GetHashCode() => (int)Low;
}
