using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FrontDoor.Domain.Keys;

/// <summary>The platform's HMAC-SHA-256 under one key, cut to 128 bits. Not for two threads at once.</summary>
public sealed class KeyedHasher(ReadOnlySpan<byte> key) : IDisposable
{
    // a third to a half of the one-shot call's time
    readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    public KeyedHash Of(ReadOnlySpan<byte> message)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _hmac.AppendData(message);
        _hmac.GetHashAndReset(hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[sizeof(ulong)..]));
    }

    public void Dispose() => _hmac.Dispose();
}
