using FrontDoor.Ingestion;

namespace FrontDoor.Cli.Folders;

/// <summary>The counts of a run; arrivals that were already processed do not count.</summary>
sealed class IngestTotals
{
    public const string Held = "already-processed";

    int _files;
    long _rows, _accepted, _rejected, _unchanged, _blank, _late;

    public int Refused { get; private set; }

    public void Add(IngestResult result)
    {
        if (result.Status == Held) return;
        _files++;
        if (result.Status == "refused") Refused++;
        _rows += result.RowsIn;
        _accepted += result.Accepted;
        _rejected += result.Rejected;
        _unchanged += result.Unchanged;
        _blank += result.Blank;
        _late += result.Late;
    }

    public string Summary =>
        $"{_files} {(_files == 1 ? "file" : "files")}: {IngestReport.Rows(_rows, _accepted, _rejected, _unchanged, _blank)}; {_late} late";
}
