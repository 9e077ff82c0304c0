using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Json;

/// <summary>JSON: a list of objects, one object, or an object a line.</summary>
sealed class JsonFormat : IFileFormat
{
    public string Name => "json";

    public string Words => "JSON";

    public Sniffed? OfText(ReadOnlySpan<byte> text, FileStart file) => JsonStart.Is(text) ? new Sniffed(this) : null;

    public IReadOnlyList<SourceText> Read(FileReading file) =>
        [JsonFile.Transcribe(file.Feed, file.Start.WholeText, file.Scratch, file.Defects, file.Cancel)];
}
