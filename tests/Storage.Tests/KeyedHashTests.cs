using System.Text;
using FrontDoor.Domain.Keys;

namespace FrontDoor.Storage.Tests;

public sealed class KeyedHashTests
{
    [Fact]
    public void It_sorts_as_its_hex_does_and_comes_back_from_it()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 10_000; round++)
        {
            var (one, other) = (Any(random), Any(random));
            var hex = new byte[KeyedHash.HexLength];
            one.WriteHex(hex);

            Assert.True(Math.Sign(string.CompareOrdinal(one.ToString(), other.ToString())) == Math.Sign(one.CompareTo(other)),
                $"seed {seed}");
            Assert.True((one < other, one > other) == (one.CompareTo(other) < 0, one.CompareTo(other) > 0), $"seed {seed}");
            Assert.True(one.ToString() == Encoding.ASCII.GetString(hex) && KeyedHash.Parse(one.ToString()) == one, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]   // a digit short
    [InlineData("0123456789abcdef0123456789abcdef0")] // a digit long
    [InlineData("0123456789abcdef0123456789abcdeg")]
    public void What_is_not_32_digits_is_none(string hex) => Assert.Throws<FormatException>(() => KeyedHash.Parse(hex));

    /// <summary>Halves that are often equal, so that the lower one decides.</summary>
    static KeyedHash Any(Random random) => new((ulong)random.Next(3) << 62, (ulong)random.NextInt64() << random.Next(2));
}
