using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Commands;

/// <summary><c>query</c>: runs SQL on the lake's tables, read-only; stdout has only the answer.</summary>
static class QueryCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("SQL")
        {
            Description =
            $"One SELECT. The tables are {LakeFolder.Tables}; docs/lake.md also lists views of children and contacts"
        };
        var format = CliCommand.Format();
        format.Description = "table (the default on a terminal), csv (the default when piped), json or xlsx. Csv is quoted as in RFC 4180; "
            + "xlsx goes to a file: > answer.xlsx. Times are UTC";
        var options = new LakeOptions();
        var verb = new CliCommand("query", "Run SQL over the lake",
            "./pipeline query \"select agency, feed, count(*) as late from current_timeliness where status = 'late' group by all\"",
            "./pipeline query \"from files\" --lake ./data/demo --format csv > files.csv",
            "./pipeline query \"select sender, count(*) as files from files group by all\" --account https://ACCOUNT.blob.core.windows.net",
            "./pipeline query \"describe timeliness\"")
        { sql };
        foreach (var option in (Option[])[.. options.All, format]) verb.Add(option);
        verb.SetAction((parsed, cancel) => Task.FromResult(Run(
            parsed.GetRequiredValue(sql),
            () => CliCommand.OpenLake(parsed, options, cancel),
            parsed.GetResult(format) is null && Console.IsOutputRedirected ? AnswerFormat.Csv : parsed.GetValue(format), cancel)));
        return verb;
    }

    static int Run(string sql, Func<LakeFolder> open, AnswerFormat format, CancellationToken cancel)
    {
        using var lake = open();
        using var answer = lake.Ask(sql, cancel);
        Answer.Write(answer, format, cancel);
        return ExitCodes.Done;
    }
}
