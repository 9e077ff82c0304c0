using System.Security.Cryptography;
using System.Text;

namespace FrontDoor.Domain.Keys;

/// <summary>Keyed pseudonyms: HMAC-SHA-256 cut to 128 bits, a subkey for each purpose by HKDF from one versioned key. Never a bare hash:
/// all NHS numbers can be hashed in minutes.</summary>
public sealed class Pseudonyms
{
    readonly byte[] _file;
    readonly byte[] _notice;

    /// <param name="key">32 bytes or more of secret.</param>
    /// <param name="version">Which key this is; written beside every pseudonym.</param>
    public Pseudonyms(ReadOnlySpan<byte> key, int version)
    {
        if (key.Length < 32)
            throw new ArgumentException(
                $"The pseudonym key has {key.Length} bytes; it needs at least 32. Make one with: openssl rand -base64 32", nameof(key));
        Version = version;
        _file = Subkey(key, "file");
        _notice = Subkey(key, "notice");
        Notification = Subkey(key, "notification");
        Child = Subkey(key, "child");
        Household = Subkey(key, "household");
        Content = Subkey(key, "content");
        Occurrence = Subkey(key, "occurrence");
    }

    public int Version { get; }
    public byte[] Notification { get; }
    public byte[] Child { get; }
    public byte[] Household { get; }
    public byte[] Content { get; }
    public byte[] Occurrence { get; }

    public string FileId(string agency, string path, string version) => Hex(_file, $"{agency}\n{path}\n{version}");

    public string NoticeId(string fileId, string kind, string subject) => Hex(_notice, $"{fileId}\n{kind}\n{subject}");

    static string Hex(byte[] subkey, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(subkey, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    static byte[] Subkey(ReadOnlySpan<byte> key, string purpose)
    {
        var subkey = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, subkey, salt: [], info: Encoding.UTF8.GetBytes($"front-door/{purpose}/v1"));
        return subkey;
    }
}
