using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>A file turned out, midway, to be one that cannot be taken. <c>Source.Open</c> alone catches it; its message is the defect's,
/// never a library's.</summary>
public sealed class UnreadableException(FileDefect defect) : Exception(defect.Defect.Code)
{
    public UnreadableException(Defect defect, string? found, int line = 0) : this(new FileDefect(defect, line, null, found)) { }

    public FileDefect Defect => defect;
}
