using FrontDoor.Formats.Content;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Ingestion;

/// <summary>Stages everything one file becomes, committed or refused: tables, receipt, rejected rows, quarantine. Nothing of it is seen
/// yet.</summary>
sealed class StagedCommit(LandedFile file, ArrivalContext origin, CommitAttempt attempt)
{
    /// <summary>Why a file was refused, as rows of the rejects table.</summary>
    public void AddDefects(IReadOnlyList<FileDefect> defects)
    {
        using var table = Open<RejectsTable>(attempt);
        foreach (var defect in defects)
        {
            FileRow.WriteDefect(table.Row, origin, defect);
            table.EndRow();
        }
        attempt.Add(Containers.Lake, LakeTables.Rejects.Name, table);
    }

    public void AddFileRows(FileFacts facts)
    {
        using var named = Open<NamedFiles>(attempt);
        FileRow.WriteNamed(named.Row, file, origin.FileId, facts.Bytes);
        named.EndRow();
        using var files = Open<FilesTable>(attempt);
        FileRow.Write(files.Row, origin, file, facts);
        files.EndRow();
        attempt.Add(Containers.Restricted, LakeTables.Files.Name, named);
        attempt.Add(Containers.Lake, LakeTables.Files.Name, files);
    }

    /// <summary>The receipt in both forms, the late rows beside it, and the rejected rows beside it and in quarantine.</summary>
    public async Task StageReceipt(Receipt receipt, string? rejects, string? late, CancellationToken cancel)
    {
        if (late is not null) await attempt.Stage(Containers.Receipts(file.Agency), ReceiptPath(ReceiptName.Late), late, cancel);
        if (rejects is not null)
        {
            var copy = attempt.NewFile(".csv");
            File.Copy(rejects, copy);
            await attempt.Stage(Containers.Quarantine, ArrivalPath.Plain($"{origin.Agency}/{origin.Feed}/{origin.FileId}.rejects.csv"),
                copy,
                cancel);
            await attempt.Stage(Containers.Receipts(file.Agency), ReceiptPath(ReceiptName.Rejects), rejects, cancel);
        }
        await attempt.Stage(Containers.Receipts(file.Agency), ReceiptPath(ReceiptName.Text),
            System.Text.Encoding.UTF8.GetBytes(receipt.ToText()), cancel);
        await attempt.Stage(Containers.Receipts(file.Agency), ReceiptPath(ReceiptName.Json), receipt.ToJson(), cancel);
    }

    /// <summary>The refused file itself, for operators.</summary>
    public async Task StageQuarantine(CancellationToken cancel)
    {
        var copy = attempt.NewFile("");
        File.Copy(file.LocalPath, copy);
        await attempt.Stage(Containers.Quarantine, ArrivalPath.Named($"{origin.Agency}/{origin.Feed}/{origin.FileId}/", file.Name, ""),
            copy,
            cancel);
    }

    /// <summary>Beside the other receipts of this sender and feed, under the file's own name and the start of its id.</summary>
    public ArrivalPath ReceiptPath(string ending) => ReceiptPathOf(file.Sender, file.Feed, file.Name, origin.FileId, ending);

    public static ArrivalPath ReceiptPathOf(string sender, string feed, string name, string fileId, string ending) =>
        ArrivalPath.Named($"{sender}/{feed}/", name, ReceiptName.After(fileId, ending));

    static TableWriter<T> Open<T>(CommitAttempt attempt) where T : LakeTable, new() =>
        new(() => new T(), attempt.NewFile(".parquet"), CancellationToken.None);
}
