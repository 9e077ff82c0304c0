using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>What a landed file is.</summary>
public enum FileKind
{
    /// <summary>Not something that is taken; what it is stands in the defect.</summary>
    Other,

    /// <summary>Delimited text, in any encoding.</summary>
    Text,

    /// <summary>One JSON document: an array, or an object.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    NdJson,
    Xml,

    /// <summary>An Excel workbook (.xlsx, .xlsm).</summary>
    Xlsx,

    /// <summary>A workbook of Excel 97-2003 or older (.xls).</summary>
    Xls,
    Zip,
    Gzip,
}

/// <summary>What a file's bytes say it is.</summary>
/// <param name="Refusal">Why it cannot be taken, where the kind is <see cref="FileKind.Other"/>.</param>
public readonly record struct Sniffed(FileKind Kind, FileDefect? Refusal = null)
{
    internal static Sniffed Not(Defect defect, string? found) => new(FileKind.Other, new FileDefect(defect, 0, null, found));
}
