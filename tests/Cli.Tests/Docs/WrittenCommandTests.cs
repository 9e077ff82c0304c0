using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>Every command of the documents, of the help texts and of the messages runs as it is written.</summary>
public sealed partial class WrittenCommandTests(PreparedFolder prepared) : IClassFixture<PreparedFolder>
{
    static readonly IReadOnlyList<string> s_documents =
    [
        Repository.Path("README.md"), Repository.Path("CONTRIBUTING.md"),
        .. Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
        Repository.Path("samples", "README.md"),
    ];

    /// <summary>Lines that are not run here, each with the reason.</summary>
    static readonly IReadOnlyDictionary<string, string> s_elsewhere = new Dictionary<string, string>
    {
        ["demo"] = "DemoTests runs it",
        ["test"] = "it runs this test",
        ["bench"] = "takes minutes",
        ["package"] = "publishes the app and starts it, which takes minutes",
        ["audit"] = "asks a registry",
        ["erase"] = "reads the number of a child from standard input: EraseTests runs it",
        ["service-bus"] = "runs until Ctrl-C: the tests of Local start it",
        ["up"] = "runs until Ctrl-C: the folder of these tests has one that runs",
    };

    /// <summary>Lines that end with another code than 0, each with the reason.</summary>
    static readonly IReadOnlyDictionary<string, (int Code, string Reason)> s_codes = new Dictionary<string, (int, string)>
    {
        ["./pipeline replay"] = (1, "rows were rejected, and the folder they came from is not named"),
    };

    /// <summary>Commands that change nothing: the same line again, on another page, would show the same.</summary>
    static readonly HashSet<string> s_readOnly =
        ["alerts open", "arrivals", "arrivals show", "check", "corrections", "doctor", "feeds", "handover", "late", "query", "report"];

    /// <summary>Mistakes whose messages say what to do next.</summary>
    static readonly string[] s_mistakes =
    [
        "./pipeline lat", "./pipeline late --lake nowhere", "./pipeline check police/domestic-abus export.csv", "./pipeline check",
        "./pipeline check police/domestic-abuse export.csv --sender nobody", "./pipeline ingest nowhere", "./pipeline feeds nothing",
        "./pipeline record 00000000", "./pipeline record nothing --by me --reason why",
        "./pipeline alerts ack 00000000 --by me --reason why", "./pipeline alerts ack nothing --by me --reason why",
        "./pipeline query \"select nothing from files\"", "./pipeline up",
        "./pipeline corrections accept 00000000000000000000000000000000 --reason why", "./pipeline arrivals show 00000000",
        "./pipeline senders pause nobody --by me --reason why", "./pipeline lake rebuild nowhere", "./pipeline late --sender nobody",
        "./pipeline replay --file 00000000", "./pipeline ingest samples --lake data/demo", "./pipeline alerts",
        "./pipeline overdue --lake data/demo", "./pipeline senders pause",
    ];

    static readonly IReadOnlyList<WrittenCommand> s_written =
        [.. s_documents.SelectMany(WrittenCommand.OfDocument), .. WrittenCommand.OfHelp(), .. WrittenCommand.OfSources()];

    [Fact]
    public void Every_command_that_is_named_is_one_and_every_line_that_is_not_run_here_is_still_written()
    {
        Assert.True(s_written.Count > 200, $"saw {s_written.Count} commands");
        Assert.Empty(s_written.Where(one => one.Name.Length == 0 && one.Words[1] is not ("..." or "VALUE")).Select(one => one.ToString()));
        Assert.Empty(s_elsewhere.Keys.Except(s_written.Select(one => one.Name.Split(' ')[0])));
        Assert.Empty(s_codes.Keys.Except(s_written.Select(one => one.Line)));
    }

    [Fact]
    public async Task Every_command_runs_as_it_is_written()
    {
        if (OperatingSystem.IsWindows()) return; // the lines are those of a shell
        var (faults, outputs, ran) = (new ConcurrentBag<string>(), new ConcurrentBag<(bool OnUp, string Text)>(),
            new ConcurrentDictionary<string, bool>());
        var lines = s_written.Where(one => !one.IsMention || one.Fault is null)
            .Select(one => one.IsMention ? one with { Page = "names" } : one).DistinctBy(one => (one.Page, one.Line)).ToList();

        // by day the pages that users read first
        await RunAll([.. lines.Where(one => one.Page is not ("names" or "messages")
            && (Nightly.Of(0, 1) == 1 || !one.Page.StartsWith("docs/", StringComparison.Ordinal)
                || one.Page is "docs/runbook.md" or "docs/alerts.md"))]);
        await RunAll([.. lines.Where(one => one.Page is "names" or "messages")]);
        Assert.True(ran.Count > Nightly.Of(50, 80), $"ran {ran.Count} commands");
        var wrongly = prepared.Copy("mistakes");
        await Parallel.ForEachAsync(s_mistakes, async (mistake, _) =>
        {
            var (code, output) = await prepared.Run(wrongly, mistake);
            if (code is not (1 or 2)) faults.Add($"a mistake ended with {code}: {mistake}\n{output}");
            outputs.Add((false, output));
        });
        var printed = outputs.SelectMany(one => WrittenCommand.OfText(one.OnUp ? "printed by up" : "printed", one.Text))
            .Concat(prepared.WrittenTexts().SelectMany(text => WrittenCommand.OfText("printed", text)))
            .Where(one => !one.IsMention).DistinctBy(one => (one.Page, Id().Replace(one.Line, "ID"))).ToList();
        Assert.Contains(printed, one => one.Name == "record");
        await RunAll(printed);

        Assert.True(faults.IsEmpty, string.Join("\n\n", faults.Order(StringComparer.Ordinal)));

        async Task RunAll(IReadOnlyList<WrittenCommand> commands) =>
            await Parallel.ForEachAsync(commands.Where(one => !s_elsewhere.ContainsKey(one.Name.Split(' ')[0]) && one.Name.Length > 0)
                .GroupBy(one => one.Page), async (page, _) =>
            {
                var folder = prepared.Copy(page.Key);
                foreach (var command in page) await RunOne(folder, command);
            });

        async Task RunOne(string folder, WrittenCommand command)
        {
            var onUp = command.Page == "printed by up" || command.Name == "alerts" || command.Words.Contains("--app");
            var line = prepared.Fill(command, onUp);
            var isNew = ran.TryAdd(line.Split('#')[0].TrimEnd(), true);
            if (!isNew && (onUp || command.Page is "names" or "messages" or "printed" || s_readOnly.Contains(command.Name))) return;
            if (command.Name == "lake rebuild") Lose(folder);
            if (line.Contains("council/housing-concern export.csv", StringComparison.Ordinal))
                File.Copy(Path.Combine(folder, "housing.csv"), Path.Combine(folder, "export.csv"), overwrite: true);
            var where = onUp ? prepared.Up : folder;
            var (code, output) = line.Contains("--follow", StringComparison.Ordinal)
                ? await prepared.RunUntilItSpeaks(where, line) : await prepared.Run(where, line);
            if (code == 0 && Redirected(line) is { } file) output += File.ReadAllText(Path.Combine(where, file));
            outputs.Add((onUp, output));
            var expected = s_codes.TryGetValue(command.Line, out var known) ? known.Code : 0;
            if (code != expected || string.IsNullOrWhiteSpace(output) || output.Contains("   at ", StringComparison.Ordinal))
                faults.Add($"{command.Page}: {command.Line}\n  ran as {line}\n  ended with {code}: {output}");
        }
    }

    static string? Redirected(string line) => WrittenCommand.Split(line) is var words && words.ToList().IndexOf(">") is > 0 and var at
        ? words[at + 1] : null;

    /// <summary>As the runbook says before a rebuild.</summary>
    static void Lose(string folder)
    {
        var lost = Directory.CreateDirectory(Path.Combine(folder, $"lost-{Directory.GetDirectories(folder, "lost-*").Length}"));
        foreach (var name in (string[])["lake", "state"])
            Directory.Move(Path.Combine(folder, "data", name), Path.Combine(lost.FullName, name));
    }

    [GeneratedRegex("[0-9a-f]{8,32}")]
    private static partial Regex Id();
}
