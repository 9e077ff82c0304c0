using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>What a file's bytes say it is: a format, or something that is not taken.</summary>
/// <param name="Format">Null where the file is not taken.</param>
/// <param name="Refusal">Why it is not taken.</param>
readonly record struct Sniffed(IFileFormat? Format, FileDefect? Refusal = null)
{
    public static Sniffed Not(Defect defect, string? found) => new(null, new FileDefect(defect, 0, null, found));
}
