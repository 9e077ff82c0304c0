using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>A file of another format, packed by gzip.</summary>
sealed class GzipFormat : IFileFormat
{
    public string Name => "gzip";

    public string Words => "a gzip file";

    public bool IsArchive => true;

    public Sniffed? OfBytes(FileStart file) => file.Bytes is [0x1F, 0x8B, ..] ? new Sniffed(this) : null;

    public IReadOnlyList<SourceText> Read(FileReading file) =>
        file.Entry(Gzip.Unpack(file.Path, file.Scratch, file.Unpacked, file.Defects, file.Cancel), file.Name);
}
