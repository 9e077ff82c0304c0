using System.Text;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Ingestion.Writing;

/// <summary>A CSV file for people: quoted, with the mark that tells a spreadsheet it is UTF-8, and no cell that is a formula.</summary>
sealed class CsvFile(string path) : IDisposable
{
    readonly StreamWriter _file =
        new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };

    bool _isFirst = true;

    /// <summary>A cell as it stands: a heading of ours, or a number.</summary>
    public void Bare(string text)
    {
        if (!_isFirst) _file.Write(',');
        _isFirst = false;
        _file.Write(text);
    }

    /// <summary>A cell of somebody's text: quoted always, and an apostrophe before what a spreadsheet would take for a formula.</summary>
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
