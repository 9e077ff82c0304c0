using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FrontDoor.App.Storage;

/// <summary>One staging of an object, read from the ids of its uncommitted blocks: attempt, order, content and number of
/// blocks.</summary>
/// <remarks>A block id has all of it, so a staging needs no record of its own: <c>attempt(16) generation(6) md5(32) total(4)
/// index(4)</c>. An incomplete staging lacks blocks and is ignored. Of one attempt's stagings, the later has the higher generation and
/// wins.</remarks>
/// <param name="Attempt">Identifies the attempt's token.</param>
/// <param name="Generation">Counts the stagings of this process; an attempt belongs to one process.</param>
/// <param name="ContentHash">MD5 of the whole content, in hex: what the service keeps as Content-MD5.</param>
/// <param name="Total">The number of blocks; 0 for an empty file, whose single block is only a marker.</param>
readonly record struct StagedBlocks(string Attempt, int Generation, string ContentHash, int Total)
{
    const int Length = 16 + 6 + 32 + 4 + 4; // the service allows 64 bytes, and 50,000 blocks

    static int s_generation;

    /// <summary>An attempt's token, of any length, in a fixed length.</summary>
    public static string AttemptOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 8));

    public string Id(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Attempt}{Generation:x6}{ContentHash}{Total:x4}{index:x4}")));

    /// <summary>The ids to commit, in order.</summary>
    public IEnumerable<string> Ids()
    {
        var staging = this;
        return Enumerable.Range(0, Total).Select(i => staging.Id(i));
    }

    /// <summary>The newest complete staging of an attempt among uncommitted blocks, if there is one.</summary>
    public static StagedBlocks? Newest(IEnumerable<string> ids, string attempt) => Of(ids, attempt)
        .GroupBy(block => block.Staging, block => block.Index)
        .Where(staging => staging.Distinct().Count() == Math.Max(1, staging.Key.Total))
        .Select(staging => (StagedBlocks?)staging.Key)
        .OrderByDescending(staging => staging!.Value.Generation)
        .ThenBy(staging => staging!.Value.ContentHash, StringComparer.Ordinal) // of two at the same time, all readers choose the same
        .FirstOrDefault();

    /// <summary>Higher than that of any staging before.</summary>
    public static int NextGeneration() => Interlocked.Increment(ref s_generation) & 0xFFFFFF;

    static IEnumerable<(StagedBlocks Staging, int Index)> Of(IEnumerable<string> ids, string attempt) =>
        ids.Select(Read).OfType<(StagedBlocks Staging, int Index)>().Where(block => block.Staging.Attempt == attempt);

    static (StagedBlocks, int)? Read(string id)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Convert.TryFromBase64String(id, bytes, out var length) || length != Length) return null;
        var text = Encoding.ASCII.GetString(bytes);
        return Number(text[16..22]) is { } generation && Number(text[54..58]) is { } total && Number(text[58..]) is { } index
            ? (new StagedBlocks(text[..16], generation, text[22..54], total), index)
            : null;
    }

    static int? Number(string hex) =>
        int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
}
