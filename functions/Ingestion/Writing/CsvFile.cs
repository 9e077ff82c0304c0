using System.Text;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Ingestion.Writing;

/// <summary>A CSV file for people: quoted, with the byte-order mark for spreadsheets, and without formulas.</summary>
sealed class CsvFile(string path) : IDisposable
{
    readonly StreamWriter _file =
        new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };

    bool _isFirst = true;

    /// <summary>A cell as it is: a heading or a number.</summary>
    public void Bare(string text)
    {
        if (!_isFirst) _file.Write(',');
        _isFirst = false;
        _file.Write(text);
    }

    /// <summary>A cell with a sender's text: always quoted, with an apostrophe before anything a spreadsheet would read as a
    /// formula.</summary>
    public void Cell(string text)
    {
        Bare(CsvText.Quoted(CsvText.Guarded(text)));
    }

    public void EndRow()
    {
        _file.WriteLine();
        _isFirst = true;
    }

    public void Dispose() => _file.Dispose();
}
