using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Archives;

/// <summary>A zip file of files in other formats.</summary>
sealed class ZipFormat : IFileFormat
{
    public string Name => "zip";

    public string Words => "a zip file";

    public bool IsArchive => true;

    public Sniffed? OfBytes(FileStart file)
    {
        if (!ZipContents.IsZip(file)) return null;
        using var zip = file.Open();
        var contents = ZipContents.Of(zip);
        return contents.IsWorkbook ? null : contents.Refusal is { } refusal ? new Sniffed(null, refusal) : new Sniffed(this);
    }

    public IReadOnlyList<SourceText> Read(FileReading file) =>
        [.. Archive.Unzip(file.Path, file.Scratch, file.Unpacked, file.Defects, file.Cancel)
            .SelectMany(entry => Archive.Named(entry.Name, () => file.Entry(entry.Path, entry.Name)))];
}
