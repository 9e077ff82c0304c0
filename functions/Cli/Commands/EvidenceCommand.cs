using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Documents;
using FrontDoor.Ingestion;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Publishing;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Storage.Objects;
using NodaTime.Text;

namespace FrontDoor.Cli.Commands;

/// <summary><c>evidence</c>: makes a folder for inspectors about a period, the same bytes each time.</summary>
static class EvidenceCommand
{
    public static Command Create()
    {
        var options = new LakeOptions();
        options.AsOf.Description = "Count what was known then: 2019-01-28 (the end of that day in London) or 2019-01-28T09:00:00Z. "
            + "The default is the end of the last day";
        var from = Day("--from", "The first day of events");
        var to = Day("--to", "The last day of events");
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "The folder to make. The default is evidence-FROM-TO",
            HelpName = "DIR",
        };
        var verb = new CliCommand("evidence",
            "Make a folder for inspectors: figures, control charts, method, definitions, rules, and files with their hashes. It names "
                + "no child",
            "./pipeline evidence --from 2019-01-01 --to 2019-03-31",
            "./pipeline evidence --from 2019-01-01 --to 2019-03-31 --as-of 2019-06-30 --out inspection");
        foreach (var option in (Option[])[from, to, .. options.All, output]) verb.Add(option);
        verb.SetAction((parsed, cancel) => Run(parsed, options, (Read(parsed, from), Read(parsed, to)),
            parsed.GetValue(output)?.FullName, cancel));
        return verb;
    }

    static async Task<int> Run(ParseResult parsed, LakeOptions options, (DateOnly From, DateOnly To) days, string? named,
        CancellationToken cancel)
    {
        if (days.From > days.To)
            throw CliException.Usage($"--from {Text(days.From)} is after --to {Text(days.To)}", "the first day, then the last",
                $"--from {Text(days.To)} --to {Text(days.From)}");
        var folder = Path.GetFullPath(named ?? $"evidence-{Text(days.From)}-{Text(days.To)}");
        if (Path.Exists(folder))
            throw CliException.Usage($"there is already {folder}", "a folder that does not exist yet: evidence is never written over",
                "give another with --out DIR, or remove that one");
        var asOf = PastMoment.Read(parsed.GetValue(options.AsOf) ?? Text(days.To), TimeProvider.System)!.Value;
        var contracts = CliCommand.Load(parsed.GetValue(options.Contracts));
        using var open = CliCommand.OpenLake(parsed, options, asOf, cancel);
        using var renderer = new PageRenderer();
        var request = new EvidenceRequest(days.From, days.To)
        {
            RulesVersion = IngestFile.RulesVersion,
            Rules = Rules(parsed.GetValue(options.Contracts)?.FullName),
            Receipts = parsed.GetValue(options.Account) is null ? Receipts(CliCommand.FolderToRead(parsed, options.Lake), cancel)
                : new Dictionary<string, FileReceipt>(),
        };
        var files = await new EvidencePack(new Report(contracts), new ReportFiles(renderer))
            .Of(request, new ReportLake(open.Query, asOf), Scratch.OwnRoot("front-door-query"), cancel);
        await Write(files, folder, cancel);
        Console.Out.WriteLine($"{files.Count} files are in {folder}; open {Path.Combine(folder, ReportFiles.Html)}");
        return ExitCodes.Done;
    }

    /// <summary>The folder appears when all is in it.</summary>
    static async Task Write(IReadOnlyList<ReportFile> files, string folder, CancellationToken cancel)
    {
        var partial = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():n}.partial").FullName;
        try
        {
            foreach (var file in files) await File.WriteAllBytesAsync(Path.Combine(partial, file.Name), file.Bytes, cancel);
            Directory.Move(partial, folder);
        }
        finally
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }

    /// <summary>The rules that ship, then those of a folder of contracts.</summary>
    static List<ListedFile> Rules(string? own)
    {
        var files = ShippedRules.All.Select(rule => new ReportFile(rule.Name, rule.Bytes));
        if (own is not null)
            files = files.Concat(Directory.GetFiles(own, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => new ReportFile($"own/{Path.GetRelativePath(own, file).Replace('\\', '/')}", File.ReadAllBytes(file))));
        return [.. files.Select(ListedFile.Of)];
    }

    /// <summary>What the container restricted says of files, without their names; nothing where it is not there.</summary>
    static Dictionary<string, FileReceipt> Receipts(string root, CancellationToken cancel)
    {
        var folder = Path.Combine(root, Containers.Restricted, "files");
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories) is not { Length: > 0 } kept)
            return [];
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-query"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        using var connection = engine.Open();
        using var rows = connection.Run($"SELECT file_id, received_at, sha256 FROM {Sql.Parquet(kept)}", cancel);
        return rows.Rows.DistinctBy(row => row[0]).ToDictionary(row => (string)row[0]!,
            row => new FileReceipt((DateTimeOffset)row[1]!, row[2] as string));
    }

    static Option<string> Day(string name, string description) => new(name)
    {
        Description = $"{description}: 2019-01-28",
        HelpName = "DAY",
        Required = true,
    };

    static DateOnly Read(ParseResult parsed, Option<string> option) =>
        LocalDatePattern.Iso.Parse(parsed.GetRequiredValue(option)) is { Success: true, Value: { Year: >= 2000 and < 2100 } day }
        ? day.ToDateOnly()
        : throw CliException.Usage($"{option.Name} '{parsed.GetRequiredValue(option)}'", "a day", $"for instance {option.Name} 2019-01-28");

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
