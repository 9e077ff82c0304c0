using System.Text;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>An encoding of one byte a letter, and what is told of a line that was read in it.</summary>
/// <param name="Defect">Null where nothing is to be told: what is not UTF-8 is in Windows-1252 nearly always.</param>
sealed record CodePage(string Name, Encoding Encoding, Defect? Defect)
{
    public static CodePage Windows { get; } = Of("windows-1252", 1252, null);

    /// <summary>Excel's "CSV (MS-DOS)".</summary>
    public static CodePage Dos { get; } = Of("ibm850", 850, Defects.EncodingDos);

    /// <summary>Excel's "CSV (Macintosh)".</summary>
    public static CodePage Mac { get; } = Of("macintosh", 10000, Defects.EncodingMac);

    /// <summary>What the bytes from 80 on are.</summary>
    public string High { get; } = Encoding.GetString([.. Enumerable.Range(0x80, 0x80).Select(letter => (byte)letter)]);

    static CodePage Of(string name, int number, Defect? defect) =>
        new(name, CodePagesEncodingProvider.Instance.GetEncoding(number)!, defect);
}
