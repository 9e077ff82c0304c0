using System.Text;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Every kind of mess in delimited text comes to what docs/mess.md says of it.</summary>
public sealed class MessTests
{
    static readonly List<Mess> all = [.. Messes.All];

    public static TheoryData<string> Kinds => [.. all.Select(mess => mess.ToString())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_mess_has_the_outcome_that_is_published(string kind)
    {
        var mess = all.Single(one => one.ToString() == kind);
        using var at = new Premises();

        var result = await at.Take(mess.File);

        Assert.Equal((mess.Refusal ?? "-", mess.Accepted, mess.Rejected, mess.Blank), (result.Refusal ?? "-", result.Accepted,
            result.Rejected, result.Blank));
        Assert.Equal(result.RowsIn, result.Accepted + result.Rejected + result.Blank);
        if (mess.Refusal is null)
            Assert.Equal(Sorted(mess.Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
                Sorted(at.Ask("select code || '@' || line from rejects where code <> 'HDR_COLUMN_ABSENT'")));
        Assert.Contains(mess.Receipt, at.Receipt(".receipt.txt"), StringComparison.Ordinal);
        if (mess.Ask is { } ask)
            Assert.Equal(ask.Answer,
                string.Join('|', ask.Sql.Contains("{0}", StringComparison.Ordinal) ? at.AskRestricted("identities", ask.Sql)
                    : at.Ask(ask.Sql)));
    }

    [Fact]
    public void The_page_says_what_the_list_says()
    {
        var page = new StringBuilder("# Mess\n\nThe problems that real files have, and the outcome of each. This page is written "
            + "from a list of files; a test drops each of them.\n");
        foreach (var group in all.GroupBy(mess => mess.Group))
        {
            page.Append($"\n## {group.Key}\n\n| what | outcome |\n| --- | --- |\n");
            foreach (var mess in group) page.Append($"| {mess.Kind} | {mess.Outcome} |\n");
        }
        var path = Repository.Path("docs", "mess.md");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(path, page.ToString());

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page.ToString(),
            "docs/mess.md is not what the list says; run the tests with ACCEPT=1, read the change and commit it.");
    }

    static List<string> Sorted(IEnumerable<string> codes) => [.. codes.Order(StringComparer.Ordinal)];
}
