using System.Numerics;
using System.Security.Cryptography;
using FrontDoor.Stages;

namespace FrontDoor.Tests;

public sealed class HmacLanesTests
{
    static HmacLanes Lanes(byte[] key, bool widest) => widest ? new HmacLanes(key) : new HmacLanes(key, new Sha256Lanes<AnyLanes, Vector<uint>>());

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // of a processor without AVX-512
    public void Every_message_hashes_as_the_platforms_hmac_does(bool widest)
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var key = new byte[random.Next(1, 65)];
            random.NextBytes(key);
            var lanes = Lanes(key, widest);
            for (var batch = 0; batch < 2; batch++)
            {
                var messages = Enumerable.Range(0, random.Next(1, 40)).Select(_ => new byte[random.Next(0, 400)]).ToList();
                messages.ForEach(random.NextBytes);
                var places = messages.Select(message => lanes.Add(message)).ToList();

                lanes.Run();

                for (var i = 0; i < messages.Count; i++)
                    Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(key, messages[i]))[..KeyedHash.HexLength], lanes[places[i]].ToString());
                lanes.Clear();
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(55)] // the last length whose padding fits its block
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(119)]
    [InlineData(120)]
    public void Lengths_at_the_edge_of_a_block_are_padded_right(int length)
    {
        var (key, message) = (new byte[32], new byte[length]);
        var lanes = new HmacLanes(key);
        lanes.Add(message);

        lanes.Run();

        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(key, message))[..KeyedHash.HexLength], lanes[0].ToString());
    }
}
