using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using Spectre.Console;

namespace FrontDoor.Cli.Commands;

/// <summary>The output of a demo: the outcome of each file, the late records, the alerts, and where to look next.</summary>
static class DemoReport
{
    const int NoticesShown = 12;

    const string Files = """
        select file_id, agency || '/' || feed, status, refusal, rows_in, accepted, rejected, unchanged, blank, late, received_at
        from files order by received_at, file_id
        """;

    const string Notices = "select kind, severity, text from notices order by case severity when 'critical' then 0 when 'serious' then "
        + "1 else 2 end, raised_at, notice_id";

    public static void Show(string folder, CancellationToken cancel)
    {
        var to = Screen.Out();
        using (var lake = LakeFolder.Open(folder))
        {
            Heading(to, "Outcome of each file");
            ShowFiles(lake, folder, to, cancel);
            Heading(to, "Late, worst first");
            LateCommand.Show(lake, "", CliCommand.ListedAtMost, to, cancel);
            Heading(to, "Alerts");
            ShowNotices(lake, folder, to, cancel);
        }

        var shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder);
        var pipeline = Path.GetRelativePath(Directory.GetCurrentDirectory(), Root.At("pipeline"));
        Heading(to, "Where to look");
        Line(to, $"Parquet    ./{shown}/lake/<table>/agency=*/feed=*/*.parquet ({Count(Path.Combine(folder, "lake"), "*.parquet")} files)");
        Line(to, $"Receipts   ./{shown}/receipts-<agency>/<sender>/<feed>/*.receipt.txt");
        Line(to, $"Log        ./{shown}/host.log");
        Line(to, "");
        Line(to, "Try a query:");
        Line(to, $"  {(pipeline.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? pipeline : "./" + pipeline)} query "
            + $"\"select sender, feed, status, count(*) as records, "
            + $"max(elapsed_hours) as longest_hours from current_timeliness group by all order by all\" --lake ./{shown}");
    }

    static void ShowFiles(LakeFolder lake, string folder, IAnsiConsole to, CancellationToken cancel)
    {
        var names = Directory.EnumerateFiles(folder, "*" + ReceiptName.Text, SearchOption.AllDirectories).Select(Name)
            .DistinctBy(found => found.Id).ToDictionary(found => found.Id, found => found.Name);
        using var files = lake.Ask(Files, cancel);
        TextTable.Write(["file", "feed", "received", "outcome", "rows", "accepted", "rejected", "unchanged", "blank", "late"],
            files.Rows.Select(row => (object?[])[NameOf(((string)row[0]!)[..ShortId.Shown]), row[1],
                ColumnWords.Of(row[10]), row[3] is string refusal ? $"refused: {refusal}" : row[2], .. row[4..10]]),
            to.Profile.Out.Writer, Screen.Limit);

        string NameOf(string id) => names.GetValueOrDefault(id, id);
    }

    static void ShowNotices(LakeFolder lake, string folder, IAnsiConsole to, CancellationToken cancel)
    {
        using var notices = lake.Ask(Notices, cancel);
        var rows = notices.Rows.ToArray();
        foreach (var row in rows.Take(NoticesShown))
            to.Profile.Out.Writer.Write(WrappedText.Of($"{Answer.Words(row[1]),-9} {Answer.Words(row[2])}"));
        if (rows.Length > NoticesShown) Line(to, $"... and {rows.Length - NoticesShown} more");
        Line(to, $"{rows.Length} raised, {Count(Path.Combine(folder, Queues.LateReferrals), "*.json")} delivered to "
            + $"{Queues.LateReferrals}/");
    }

    static (string Id, string Name) Name(string receipt)
    {
        var parts = Path.GetFileName(receipt).Split('.');
        return (parts[^3], string.Join('.', parts[..^3]));
    }

    static void Heading(IAnsiConsole to, string text)
    {
        to.WriteLine();
        to.Write(new Text(text, new Style(decoration: Decoration.Bold)));
        to.WriteLine();
    }

    // Never wrapped, so that a command can be copied.
    static void Line(IAnsiConsole to, string text) => to.Profile.Out.Writer.WriteLine(text);

    static int Count(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Count() : 0;
}
