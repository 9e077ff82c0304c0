using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.Cli.Terminal;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Answers;

/// <summary>The lake of a storage account: fetches the files of the needed tables into a folder. Unchanged files come from local
/// copies.</summary>
/// <param name="lake">The container lake.</param>
/// <param name="folder">The folder for the files, with the paths of the container.</param>
sealed class AccountLake(BlobContainerClient lake, string folder, LocalCopies copies)
{
    const int AtOnce = 8;

    readonly HashSet<LakeTable> _brought = [];

    public static AccountLake Open(StorageAccount from, string folder)
    {
        var copies = Path.Combine(Scratch.OwnRoot("front-door-copies"),
            string.Concat($"{from.Address.Authority}{from.Address.AbsolutePath}".Select(
                letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_')));
        return new AccountLake(from.Blobs.GetBlobContainerClient(Containers.Lake), folder, new LocalCopies(copies));
    }

    /// <summary>Fetches the files of a table, each whole and of one version.</summary>
    public void Bring(LakeTable table, CancellationToken cancel)
    {
        if (!_brought.Add(table)) return;
        try
        {
            var files = lake.GetBlobs(BlobTraits.None, BlobStates.None, $"{table.Name}/", cancel)
                .Where(blob => blob.Name.EndsWith(".parquet", StringComparison.Ordinal)).ToList();
            Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                blob => Bring(blob, cancel));
        }
        catch (AggregateException several) when (several.InnerException is RequestFailedException or AuthenticationFailedException)
        {
            throw Refused(several.InnerException);
        }
        catch (Exception fault) when (fault is RequestFailedException or AuthenticationFailedException)
        {
            throw Refused(fault);
        }
    }

    void Bring(BlobItem blob, CancellationToken cancel)
    {
        var target = Path.Combine([folder, .. blob.Name.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (copies.Open(Copy(blob.Name, blob.Properties.ETag!.Value)) is { } held)
        {
            using (held)
            using (var file = File.Create(target)) held.CopyTo(file);
            return;
        }
        var came = $"{target}.came";
        // a file that was written since the listing is fetched in its new version
        var tag = lake.GetBlobClient(blob.Name).DownloadTo(came, cancel).Headers.ETag!.Value;
        File.Copy(came, target);
        copies.Add(Copy(blob.Name, tag), came);
        copies.KeepOnly(blob.Name, [Copy(blob.Name, tag)]);
    }

    static string Copy(string path, ETag tag) => $"{path}/{tag.ToString().Trim('"')}";

    CliException Refused(Exception fault) => fault switch
    {
        AuthenticationFailedException =>
            new CliException($"you are not signed in, so {lake.Uri} cannot be read", "a signed-in user, or an identity of this machine",
            "az login, then run the same again"),
        RequestFailedException { Status: 401 or 403 } =>
            new CliException($"{lake.Uri} may not be read by the user who is signed in",
            "the role Storage Blob Data Reader on the container lake", "ask for that role, or sign in as a user who has it: az login"),
        RequestFailedException { Status: 404 } =>
            new CliException($"there is no container {lake.Uri}", "the storage account the app writes to",
            "look up its address: az storage account list --query \"[].primaryEndpoints.blob\""),
        RequestFailedException { Status: var status and > 0 } =>
            new CliException($"{lake.Uri} answered with {status}", "the lake's files",
            "try again; if the answer stays the same, check the account's health in the portal"),
        _ => new CliException($"{lake.Uri} gives no answer", "the storage account the app writes to",
            "check the account's name, and that its firewall lets this machine in"),
    };
}
