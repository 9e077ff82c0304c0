using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A folder with all that the documents speak of, an account with the same, and a running <c>up</c>: made once.</summary>
public sealed partial class PreparedFolder : IAsyncLifetime
{
    const string Received = "2019-02-06T09:00:00Z", Sender = "northshire-police", Feed = "police/domestic-abuse";

    /// <summary>As many corrections wait as the documents decide.</summary>
    const int Corrections = 8;

    readonly Azurite _azurite = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-commands-");
    readonly Dictionary<string, string[]> _ids = [];
    Process? _up;
    Task? _upSays;
    int _used;

    string Template => Path.Combine(_folder.FullName, "template");

    /// <summary>Where <c>up</c> runs.</summary>
    public string Up => Path.Combine(_folder.FullName, "up");

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        foreach (var folder in (string[])[Template, Up]) MakeProgram(Directory.CreateDirectory(folder).FullName);
        var up = StartUp();
        foreach (var samples in (string[])["samples", "landed", "backfill"])
            FolderCopy.Make(Repository.Path("samples"), Path.Combine(Template, samples));
        Put("outbox/safeguarding.csv", Sample("health", "northshire-hospitals", "safeguarding-referral", "safeguarding_20190122.csv"));
        Put("export.csv", Sample("police", Sender, "domestic-abuse", "NSP_PPN_20190105.csv"));
        foreach (var contracts in (string[])["ours", "contracts"])
            Put($"{contracts}/housing-concern.json",
                File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json")));
        Put($"first/police/{Sender}/domestic-abuse/first.csv", Some.PoliceFile(Enumerable.Range(1, Corrections).Select(Some.Ppn)));
        Put($"second/police/{Sender}/domestic-abuse/second.csv",
            Some.PoliceFile(Enumerable.Range(1, Corrections).Select(row => Some.Ppn(row) with { Version = "2", Risk = "Standard" })));
        Put($"second/police/{Sender}/domestic-abuse/refused.csv", "no,such,header\n1,2,3\n");
        foreach (var drops in (string[])["first", "second"])
            FolderCopy.Make(Path.Combine(Template, drops), Path.Combine(Template, "landed"));
        foreach (var (drops, at) in ((string, string)[])[("first", "2019-01-07T19:00:00Z"), ("second", "2019-01-07T20:00:00Z"),
            ("samples", Received)])
            await Pipeline.RunIn(Template, "ingest", drops, "--received", at);
        var export = Path.Combine(_folder.FullName, "export");
        await Pipeline.RunIn(Template, "feeds", "council/housing-concern", "--contracts", "ours", "--export", export);
        Put("housing.csv", File.ReadAllText(Directory.GetFiles(export, "*.sample.csv", SearchOption.AllDirectories).Single()));
        foreach (var folder in Directory.GetDirectories(Path.Combine(Template, "data")).Where(each =>
            Path.GetFileName(each) is var name && (name is Containers.Lake or Queues.LateReferrals || name.StartsWith("receipts"))))
            FolderCopy.Make(folder, Path.Combine(Template, "data", "demo", Path.GetFileName(folder)));
        await AccountCopy.Make(_azurite.ConnectionString, Path.Combine(Template, "data"));
        await FindIds(Template, "");
        await up;
        await FindIds(Up, "up ");
    }

    public async ValueTask DisposeAsync()
    {
        if (_up is not null)
        {
            await Interrupt(_up);
            await _upSays!;
            _up.Dispose();
        }
        await _azurite.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A copy of the folder for one page, in which its commands may change what they like.</summary>
    public string Copy(string page)
    {
        var folder = Path.Combine(_folder.FullName, "pages", Unsafe().Replace(page, "-"));
        FolderCopy.Make(Template, folder);
        return folder;
    }

    /// <summary>The texts that the pipeline wrote for people: receipts and alerts.</summary>
    public IEnumerable<string> WrittenTexts() =>
        Directory.EnumerateFiles(Path.Combine(Template, "data"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".txt", StringComparison.Ordinal) || file.Contains(Queues.LateReferrals)).Select(File.ReadAllText);

    /// <summary>A line that runs until Ctrl-C: stopped when it has shown something.</summary>
    public async Task<(int Code, string Output)> RunUntilItSpeaks(string folder, string line)
    {
        using var process = new Process { StartInfo = Shell(folder, line.Replace(WrittenCommand.Typed, $"exec {WrittenCommand.Typed}")) };
        process.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var said = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            var speaks = process.StandardOutput.ReadLineAsync(patience.Token).AsTask();
            await Task.WhenAny(speaks, Task.Delay(TimeSpan.FromSeconds(5), patience.Token)); // what is new may have been shown already
            await Interrupt(process);
            var first = await speaks ?? "It waited.";
            return (process.ExitCode, $"{first}\n{await process.StandardOutput.ReadToEndAsync(patience.Token)}{await said}");
        }
        catch (OperationCanceledException)
        {
            return (-1, "It did not end.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public async Task<(int Code, string Output)> Run(string folder, string line)
    {
        var (code, output, said) = await Pipeline.Run(Shell(folder, line));
        return (code, string.Join('\n', output.Concat(said)));
    }

    /// <summary>The line with a true value for each word in capitals, each id, and each address: nothing else is changed.</summary>
    internal string Fill(WrittenCommand command, bool onUp)
    {
        var (path, option, isOurs, place) = (command.Name, "", true, 0);
        var start = command.Line.IndexOf(WrittenCommand.Typed, StringComparison.Ordinal);
        var words = 0;
        return command.Line[..start] + WordPlace().Replace(command.Line[start..], match =>
        {
            var word = match.Value;
            if (words++ <= path.Count(letter => letter == ' ') + (path.Length > 0 ? 1 : 0) || word is "|" or ">" or "#")
                isOurs &= word is not ("|" or ">" or "#");
            else if (isOurs && word.StartsWith("--", StringComparison.Ordinal))
            {
                option = word;
                return word;
            }
            else if (isOurs)
            {
                var of = option.Length > 0 ? option : $"{path} {place++}";
                option = "";
                return Placeholder().IsMatch(word) ? Value(of, word, onUp) : word;
            }
            return word;
        });
    }

    string Value(string of, string word, bool onUp)
    {
        var length = Hex().IsMatch(word) ? word.Length : of.StartsWith("corrections") ? 32 : 8;
        string Id(string kind) => (onUp ? _ids["up " + kind] : _ids[kind]) is var all
            ? all[(kind is "alert" or "correction" ? Interlocked.Increment(ref _used) : 0) % all.Length][..length] : "";
        return of switch
        {
            "--account" => new BlobServiceClient(_azurite.ConnectionString).Uri.ToString(),
            "--app" => Address,
            "--by" => "'duty manager'",
            "--reason" => "'Seen.'",
            "--lake" => "data",
            "--contracts" => "contracts",
            "--landing" or "lake rebuild 0" => "landed",
            "--sender" or "senders pause 0" or "senders resume 0" => Sender,
            "--feed" or "check 0" or "feeds 0" => Feed,
            "--since" or "--from" => "2019-01-01",
            "--to" => "2019-03-31",
            "--file" => Id("refused"),
            "--export" or "--html" or "--out" or "--data" => "out",
            "check 1" => "export.csv",
            "ingest 0" => "samples",
            "query 0" => "\"from files\"",
            "record 0" when word.Contains('/') => "PPN/19/000202",
            "record 0" => Id("record"),
            "alerts ack 0" or "alerts close 0" => Id("alert"),
            "arrivals show 0" or "arrivals retry 0" => Id("file"),
            "corrections accept 0" or "corrections refuse 0" => Id("correction"),
            "--limit" => "100",
            "--as-of" => "2019-06-30",
            _ => word, // and the command fails, unless that is a value for it
        };
    }

    string Address => JsonDocument.Parse(File.ReadAllText(Path.Combine(Up, "data", ".alerts.json"))).RootElement.GetProperty("App")
        .GetString()!;

    void Put(string path, string text)
    {
        var file = Path.Combine(Template, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    static string Sample(params string[] path) => File.ReadAllText(Repository.Path(["samples", .. path]));

    static void MakeProgram(string folder)
    {
        var start = Pipeline.Start();
        var file = Path.Combine(folder, "pipeline");
        File.WriteAllText(file, $"#!/bin/sh\nexec {string.Join(' ', start.ArgumentList.Prepend(start.FileName))} \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }

    ProcessStartInfo Shell(string folder, string line)
    {
        var start = new ProcessStartInfo("sh", ["-c", line])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FRONT_DOOR_ROOT"] = Repository.Root;
        start.Environment["COLUMNS"] = "1000"; // a printed command is found whole in its line
        if (line.Contains("--account", StringComparison.Ordinal)) start.Environment["DataStorage"] = _azurite.ConnectionString;
        return start;
    }

    /// <summary>Starts up, drops a late file, and waits for its alerts.</summary>
    async Task StartUp()
    {
        _up = new Process { StartInfo = Shell(Up, $"exec {WrittenCommand.Typed} up") };
        _up.Start();
        _upSays = Task.WhenAll(_up.StandardError.ReadToEndAsync(), Heard());
        var alerts = Path.Combine(Up, "data", Queues.LateReferrals);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!File.Exists(Path.Combine(Up, "data", ".alerts.json"))) await Wait();
        var drop = Path.Combine(Up, "data", Containers.Landing("police"), Sender, "domestic-abuse", "late.csv");
        await File.WriteAllTextAsync(drop, Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { From = "01/10/2018 10:00", To = "" }));
        while (!Directory.Exists(alerts) || Directory.GetFiles(alerts, "*.json").Length == 0) await Wait();

        Task Wait() => _up.HasExited ? throw new InvalidOperationException("up ended") : Task.Delay(100, patience.Token);

        async Task Heard()
        {
            while (await _up.StandardOutput.ReadLineAsync() is not null) { }
        }
    }

    static async Task Interrupt(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    async Task FindIds(string folder, string before)
    {
        _ids[before + "record"] = await Ask("select distinct notification_key from current_timeliness where status = 'late'");
        _ids[before + "alert"] = await Ask("select notice_id from notices where kind = 'late'");
        _ids[before + "file"] = await Ask("select file_id from files where status = 'committed'");
        if (before.Length > 0) return;
        _ids["refused"] = await Ask("select file_id from files where status = 'refused'");
        var waiting = (await Pipeline.RunIn(folder, "corrections", "--format", "json")).Output;
        _ids["correction"] = [.. JsonDocument.Parse(string.Concat(waiting)).RootElement.EnumerateArray()
            .Select(one => one.GetProperty("key").GetString()!)];

        async Task<string[]> Ask(string sql)
        {
            var (_, output, said) = await Pipeline.RunIn(folder, "query", sql, "--format", "csv");
            Assert.True(output.Count > 1, $"{sql}: {string.Join('\n', said)}");
            return [.. output.Skip(1)];
        }
    }

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex WordPlace();

    [GeneratedRegex("""^(?:[A-Z]{2,}(?:\.\.\.)?|"(?:select )?\.\.\."|[0-9a-f]{8}|[0-9a-f]{32}|PPN/0001|https://[A-Z]+\..*)$""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[0-9a-f]{8,32}$")]
    private static partial Regex Hex();

    [GeneratedRegex("[^a-zA-Z0-9]+")]
    private static partial Regex Unsafe();
}
