using System.Globalization;
using System.Text.Json;
using Azure;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Doctor;

/// <summary>Whether the lake of an account has what was committed: the files of the last days one by one, and the number of rows of every
/// feed. It reads the table of files and a list, and no row of a record.</summary>
static class AccountLakeCheck
{
    const int Days = 7, ReadAtMost = 1000;

    /// <summary>A file that was done since may not be in the lake yet.</summary>
    static readonly TimeSpan s_usual = TimeSpan.FromHours(1);

    public static async Task<IReadOnlyList<Finding>> Run(StorageAccount account, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var documents = new AccountDocuments(account);
            using var lake = LakeFolder.Open("", account, null, () => Contracts.Shipped, LakeFolder.UsualMemoryMb, cancel);
            var files = lake.Ask("select file_id, agency || '/' || feed as feed, case when status = 'committed' then accepted else 0 end "
                + "from files", cancel).Rows.Select(row => (Id: (string)row[0]!, Feed: (string)row[1]!, Accepted: (long)(int)row[2]!))
                .ToList();
            return [await Recent(account, documents, [.. files.Select(file => file.Id)], now, cancel),
                .. Rows(files.ToLookup(file => file.Feed, file => file.Accepted), await Listed(documents, cancel))];
        }
        catch (Exception fault) when (fault is CliException or RequestFailedException)
        {
            return [Finding.Soon($"the lake could not be compared with the state{(fault is CliException said ? $": {said.Found}" : "")}",
                "ask for the role Storage Blob Data Reader on the containers lake and state, if you are to check it")];
        }
    }

    /// <summary>Each file of the last days that is done, and whether it is in the lake.</summary>
    static async Task<Finding> Recent(StorageAccount account, AccountDocuments documents, HashSet<string> files, DateTimeOffset now,
        CancellationToken cancel)
    {
        var recent = await documents.List(Containers.State, "ledger/", cancel)
            .Where(item => item.Written > now.AddDays(-Days) && item.Written < now - s_usual).ToListAsync(cancel);
        var (done, missing) = (0, new List<string>());
        foreach (var item in recent.OrderByDescending(item => item.Written).Take(ReadAtMost))
            if ((await documents.Find<LedgerEntry>(Containers.State, item.Path, cancel))?.Document is { IsDone: true } entry)
            {
                done++;
                if (!files.Contains(entry.FileId)) missing.Add(entry.FileId);
            }
        var of = $"the {PeopleText.Count(done, "file", "files")} done in the last {Days} days"
            + (recent.Count > ReadAtMost ? $" (the newest {ReadAtMost} of {recent.Count})" : "");
        return missing.Count == 0 ? Finding.Ok($"the lake has {of}")
            : Finding.Wrong($"of {of}, {missing.Count} {(missing.Count == 1 ? "is" : "are")} not in the lake, such as "
                + missing[0][..ShortId.Shown], $"./pipeline arrivals show {missing[0][..ShortId.Shown]} --account {account.Address}; "
                + "docs/runbook.md, The lake lacks rows");
    }

    /// <summary>The rows of the table of notifications by feed, as its list has them; empty where there is none.</summary>
    static async Task<Dictionary<string, long>> Listed(AccountDocuments documents, CancellationToken cancel)
    {
        if (await documents.Read(Containers.Lake, "notifications/_manifest.json", cancel) is not { } held) return [];
        using var list = JsonDocument.Parse(held.Content);
        return (from file in list.RootElement.GetProperty("files").EnumerateArray()
                let path = file.GetProperty("path").GetString()!.Split('/')
                group file.GetProperty("rows").GetInt64() by $"{path[1].Split('=')[1]}/{path[2].Split('=')[1]}")
            .ToDictionary(feed => feed.Key, feed => feed.Sum());
    }

    static List<Finding> Rows(ILookup<string, long> accepted, Dictionary<string, long> listed)
    {
        var wrong = (from feed in accepted.Select(each => each.Key).Union(listed.Keys).Order(StringComparer.Ordinal)
                     let should = accepted[feed].Sum()
                     let has = listed.GetValueOrDefault(feed)
                     where should != has
                     select Finding.Wrong(string.Create(CultureInfo.InvariantCulture,
                         $"of {feed}, {should} rows were accepted and notifications has {has}"),
                         "docs/runbook.md, The lake lacks rows")).ToList();
        return wrong.Count > 0 ? wrong : [Finding.Ok($"every feed has as many rows in the lake as were accepted ({accepted.Count} feeds)")];
    }
}
