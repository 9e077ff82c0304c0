using FrontDoor.Formats.Content;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Fhir;

/// <summary>FHIR R4: JSON that says that it is FHIR.</summary>
sealed class FhirFormat : IFileFormat
{
    public string Name => "fhir";

    public string Words => "FHIR R4";

    public Sniffed? OfText(ReadOnlySpan<byte> text, FileStart file) =>
        JsonStart.Is(text) && FhirFile.Is(file.WholeText.Path, file.Cancel) ? new Sniffed(this) : null;

    public IReadOnlyList<SourceText> Read(FileReading file) =>
        [FhirFile.Transcribe(file.Feed, file.Start.WholeText, file.Scratch, file.Defects, file.Cancel)];
}
