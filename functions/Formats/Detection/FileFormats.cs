using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Archives;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;
using FrontDoor.Formats.Excel;
using FrontDoor.Formats.Fhir;
using FrontDoor.Formats.Json;
using FrontDoor.Formats.Xml;

namespace FrontDoor.Formats.Detection;

/// <summary>Every file format that is read. A new one is a line here and a folder beside this one.</summary>
public static class FileFormats
{
    /// <summary>In the order in which people read them. A file is the last one's that recognises it: FHIR is JSON too.</summary>
    internal static IReadOnlyList<IFileFormat> All { get; } =
    [
        new CsvFormat(),
        new ExcelFormat(),
        new JsonFormat(),
        new FhirFormat(),
        new XmlFormat(),
        new ZipFormat(),
        new GzipFormat(),
    ];

    /// <summary>What a text is that no format recognises.</summary>
    internal static IFileFormat OtherText => All[0];

    /// <summary>Those that a contract can name.</summary>
    public static IReadOnlyList<ContractFormat> InContracts { get; } =
        [.. All.Where(format => !format.IsArchive).Select(format => new ContractFormat(format.Name, format.Words))];

    internal static string Words(string name) => All.First(format => format.Name == name).Words;
}
