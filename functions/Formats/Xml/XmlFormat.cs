using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Xml;

/// <summary>XML, whose records stand where the contract says.</summary>
sealed class XmlFormat : IFileFormat
{
    public string Name => "xml";

    public string Words => "XML";

    public Sniffed? OfText(ReadOnlySpan<byte> text, FileStart file) =>
        text is [(byte)'<', ..] ? Markup.Of(text, this) : null;

    public IReadOnlyList<SourceText> Read(FileReading file) =>
        [XmlFile.Transcribe(file.Feed, file.Path, file.Scratch, file.Defects, file.Cancel)];
}
