using System.Text;

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
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = $"'{text}";
        Bare($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    public void EndRow()
    {
        _file.WriteLine();
        _isFirst = true;
    }

    public void Dispose() => _file.Dispose();
}
