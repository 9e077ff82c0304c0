namespace FrontDoor.Formats.Content;

/// <summary>A file format: how it is recognised, and how its tables are read. <c>FileFormats</c> lists them all.</summary>
interface IFileFormat
{
    /// <summary>Its name in contracts and in the lake.</summary>
    string Name { get; }

    /// <summary>What a person calls it.</summary>
    string Words { get; }

    /// <summary>It holds files of other formats. No contract names it.</summary>
    bool IsArchive => false;

    /// <summary>What the first bytes say. Null: the file is something else.</summary>
    Sniffed? OfBytes(FileStart file) => null;

    /// <summary>What the beginning of a text says. Null: the text is something else.</summary>
    /// <param name="text">In UTF-8, without blanks and byte-order mark before it.</param>
    Sniffed? OfText(ReadOnlySpan<byte> text, FileStart file) => null;

    /// <summary>Every table of rows in the file, as text.</summary>
    /// <exception cref="UnreadableException">The file cannot be taken.</exception>
    IReadOnlyList<SourceText> Read(FileReading file);
}
