using System.Globalization;
using System.Text;

namespace FrontDoor.App;

/// <summary>One staging of one object, as told by the ids of its uncommitted blocks: which staging it is, of what content, in how many blocks.</summary>
/// <remarks>
/// A block id says everything, so a staging needs no record of its own: <c>generation(4) md5(32) total(5) index(5)</c>.
/// A staging that was cut off lacks blocks and is passed over; one that came later has a higher generation and wins.
/// </remarks>
/// <param name="Generation">Counts the stagings of this object since it was last published.</param>
/// <param name="ContentHash">MD5 of the whole content, in hex: what the service keeps as Content-MD5.</param>
/// <param name="Total">How many blocks; 0 for an empty file, whose one block is only a marker.</param>
readonly record struct StagedBlocks(int Generation, string ContentHash, int Total)
{
    const int Length = 4 + 32 + 5 + 5;

    public string Id(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Generation:x4}{ContentHash}{Total:x5}{index:x5}")));

    /// <summary>The ids to commit, in order.</summary>
    public IEnumerable<string> Ids()
    {
        var staging = this;
        return Enumerable.Range(0, Total).Select(i => staging.Id(i));
    }

    /// <summary>The newest whole staging among uncommitted blocks, if there is one.</summary>
    public static StagedBlocks? Newest(IEnumerable<string> ids) => ids
        .Select(Read)
        .OfType<(StagedBlocks Staging, int Index)>()
        .GroupBy(block => block.Staging, block => block.Index)
        .Where(staging => staging.Distinct().Count() == Math.Max(1, staging.Key.Total))
        .Select(staging => (StagedBlocks?)staging.Key)
        .OrderByDescending(staging => staging!.Value.Generation)
        .ThenBy(staging => staging!.Value.ContentHash, StringComparer.Ordinal) // of two at once, all readers choose the same
        .FirstOrDefault();

    /// <summary>The generation after every one seen, whole or not.</summary>
    public static int NextGeneration(IEnumerable<string> ids) =>
        ids.Select(Read).OfType<(StagedBlocks Staging, int Index)>().Select(block => block.Staging.Generation).DefaultIfEmpty(0).Max() + 1;

    static (StagedBlocks, int)? Read(string id)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Convert.TryFromBase64String(id, bytes, out var length) || length != Length) return null;
        var text = Encoding.ASCII.GetString(bytes);
        return Number(text[..4]) is { } generation && Number(text[36..41]) is { } total && Number(text[41..]) is { } index
            ? (new StagedBlocks(generation, text[4..36], total), index)
            : null;
    }

    static int? Number(string hex) =>
        int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
}
