using System.Security.Cryptography;
using FrontDoor.Domain.Keys;

namespace FrontDoor.Storage.Tests;

public sealed class KeyedHasherTests
{
    [Fact]
    public void Every_message_hashes_as_the_one_shot_hmac_does_and_leaves_nothing_to_the_next()
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var key = new byte[random.Next(1, 65)];
            random.NextBytes(key);
            using var hasher = new KeyedHasher(key);
            foreach (var length in (int[])[0, 55, 56, 63, 64, 119, 120, .. Enumerable.Range(0, 40).Select(_ => random.Next(400))])
            {
                var message = new byte[length];
                random.NextBytes(message);
                Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(key, message))[..KeyedHash.HexLength],
                    hasher.Of(message).ToString());
            }
        }
    }
}
