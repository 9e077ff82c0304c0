using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The built program as people run it.</summary>
public sealed class CommandLineTests : IDisposable
{
    readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("front-door-cli-");

    [Fact]
    public async Task The_samples_come_out_as_they_were_counted_by_hand()
    {
        var (code, output, _) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName, "--received",
            "2019-06-01T00:00:00Z");

        Assert.Equal(0, code);
        Assert.StartsWith("11 files: 89 rows in = 68 accepted + 4 rejected + 12 unchanged + 5 blank; ", output[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_takes_nothing_and_says_so()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);
        var (code, output, _) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);

        Assert.Equal(0, code);
        Assert.Equal("0 files: 0 rows in = 0 accepted + 0 rejected + 0 unchanged + 0 blank; 0 late", output[^1]);
        Assert.Equal(11, output.Count(line => line.StartsWith("already processed ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Json_is_one_object_a_file_and_nothing_else_on_stdout()
    {
        var (_, output, _) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName, "--json");

        Assert.Equal(11, output.Count);
        Assert.All(output, line => Assert.Equal(
            ["path", "name", "file_id", "status", "refusal", "rows_in", "accepted", "rejected", "unchanged", "blank", "late"],
            System.Text.Json.JsonDocument.Parse(line).RootElement.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task A_refused_file_makes_it_end_with_1()
    {
        var drops = _lake.CreateSubdirectory("drops");
        var file = Path.Combine(drops.CreateSubdirectory("police/nobody/domestic-abuse").FullName, "x.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2\n");

        var (code, output, _) = await Pipeline.Run("ingest", drops.FullName, "--lake", _lake.FullName);

        Assert.Equal(1, code);
        Assert.Contains(output, line => line == "refused    police/nobody/domestic-abuse/x.csv: FILE_UNREGISTERED");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_said_and_the_others_are_taken()
    {
        var drops = _lake.CreateSubdirectory("drops");
        var folder = drops.CreateSubdirectory("police/northshire-police/domestic-abuse").FullName;
        File.Copy(Repository.Path("samples", "police", "northshire-police", "domestic-abuse", "NSP_PPN_20190105.csv"),
            Path.Combine(folder, "b.csv"));
        File.CreateSymbolicLink(Path.Combine(folder, "a.csv"), Path.Combine(folder, "gone.csv"));

        var (code, output, said) = await Pipeline.Run("ingest", drops.FullName, "--lake", _lake.FullName);

        Assert.Equal(1, code);
        Assert.Contains(said, line =>
            line.StartsWith("not taken: police/northshire-police/domestic-abuse/a.csv: ", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("b.csv", StringComparison.Ordinal)
            && line.StartsWith("committed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_command_ends_with_2_and_three_parts()
    {
        var (code, output, said) = await Pipeline.Run("ingest");

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Collection(said,
            line => Assert.StartsWith("error: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  expected: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  next: ", line, StringComparison.Ordinal));
    }

    [Theory]
    // no name of a type behind it
    [InlineData("Cannot parse argument 'x' for option '--limit'", "check", "police/domestic-abuse", "a.csv", "--limit", "x")]
    [InlineData("--limit -1 is below 0", "check", "police/domestic-abuse", "a.csv", "--limit", "-1")]
    [InlineData("--format cannot be xml", "query", "from files", "--format", "xml")]
    public async Task What_cannot_be_read_is_told_in_words_of_the_command(string found, params string[] typed)
    {
        var (code, _, said) = await Pipeline.Run(typed);

        Assert.Equal(2, code);
        Assert.Equal("error: " + found, said[0]);
        Assert.Equal(3, said.Count);
    }

    [Theory]
    [InlineData("error: there is no command chekc; did you mean check?", "chekc")]
    [InlineData("error: there is no command lat; did you mean late?", "lat")]
    [InlineData("error: there is no command lake vrify; did you mean verify?", "lake", "vrify", "--lake", "x")]
    [InlineData("error: --severity cannot be crit; did you mean critical?", "late", "--severity", "crit")]
    [InlineData("error: --part cannot be week; did you mean weeks?", "report", "--part", "week")]
    [InlineData("; did you mean handover?", "hand-over")]
    [InlineData("; did you mean open?", "alerts", "opne")]
    [InlineData("; did you mean --limit?", "late", "--limt", "3")]
    [InlineData("there is no feed 'police/domestic-abse'; did you mean police/domestic-abuse?", "feeds", "police/domestic-abse")]
    [InlineData("there is no feed 'domestic-abuse'; did you mean police/domestic-abuse?", "feeds", "domestic-abuse")]
    [InlineData("there is no feed 'helth/attendances'; did you mean health/attendance?", "feeds", "helth/attendances")]
    [InlineData("; did you mean northshire-police?", "check", "police/domestic-abuse", "a.csv", "--sender", "northshire-polcie")]
    public async Task What_is_misspelt_is_told_what_was_probably_meant(string found, params string[] typed)
    {
        var (code, _, said) = await Pipeline.Run(typed);

        Assert.Equal(2, code);
        Assert.EndsWith(found, said[0], StringComparison.Ordinal);
        Assert.Equal(3, said.Count);
    }

    [Theory]
    [InlineData("no command of lake is given", "lake publish, verify or rebuild", "lake")]
    [InlineData("no command is given", "one of: demo, up, ")]
    [InlineData("no.csv is one word too many", "./pipeline late ", "late", "no.csv")]
    public async Task A_word_too_few_or_too_many_is_told_with_what_was_expected(string found, string expected, params string[] typed)
    {
        var (code, _, said) = await Pipeline.Run(typed);

        Assert.Equal(2, code);
        Assert.Equal($"error: {found}", said[0]);
        Assert.StartsWith($"  expected: {expected}", said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_be_given_is_shown_without_brackets()
    {
        var (_, _, said) = await Pipeline.Run("alerts", "ack", "01234567");

        Assert.Equal("  expected: ./pipeline alerts ack ID --by ROLE --reason TEXT [--app URL] [--lake DIR] [--contracts DIR]", said[1]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_with_1_and_three_parts()
    {
        var file = Path.Combine(_lake.FullName, "a file");
        await File.WriteAllTextAsync(file, "");

        var (code, _, said) = await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", file);

        Assert.Equal(1, code);
        Assert.Contains(file, said[^3], StringComparison.Ordinal);
        Assert.StartsWith("error: ", said[^3], StringComparison.Ordinal);
        Assert.StartsWith("  expected: ", said[^2], StringComparison.Ordinal);
        Assert.StartsWith("  next: ", said[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("late")]
    [InlineData("report")]
    [InlineData("overdue")]
    [InlineData("query", "from files")]
    public async Task Another_folder_than_the_lakes_is_not_one_where_nothing_was_late(params string[] command)
    {
        var inside = _lake.CreateSubdirectory("lake");
        inside.CreateSubdirectory("files");

        var (code, output, said) = await Pipeline.Run([.. command, "--lake", inside.FullName]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Equal($"  next: --lake {_lake.FullName}", said[^1]);
        Assert.Equal(["files"], inside.GetFileSystemInfos().Select(each => each.Name)); // and nothing was begun there
    }

    [Theory]
    [InlineData("overdue")]
    [InlineData("feed-health")]
    [InlineData("corrections")]
    [InlineData("alerts", "ack", "0123456789abcdef0123456789abcdef", "--by", "duty manager", "--reason", "why")]
    [InlineData("ingest", ".")]
    public async Task A_copy_that_up_or_demo_made_is_not_judged_as_if_nothing_had_come(params string[] command)
    {
        _lake.CreateSubdirectory("lake").CreateSubdirectory("files");

        var (code, output, said) = await Pipeline.Run([.. command, "--lake", _lake.FullName]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(said, line => line == $"error: {_lake.FullName} is a copy for reading, made by ./pipeline up or demo");
        Assert.Equal(["lake"], _lake.GetFileSystemInfos().Select(each => each.Name));
    }

    [Fact]
    public async Task Up_does_not_copy_its_lake_into_that_of_an_ingest()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);

        var (code, _, said) = await Pipeline.Run("up", "--data", _lake.FullName);

        Assert.Equal(2, code);
        Assert.Equal($"error: {_lake.FullName} was written by ./pipeline ingest", said[0]);
    }

    [Fact]
    public async Task A_query_answers_csv_when_piped_and_cannot_write()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);
        var (code, output, said) =
            await Pipeline.Run("query", "select count(*) as n, sum(rows_in) as rows from files", "--lake", _lake.FullName);
        var (refused, _, _) = await Pipeline.Run("query", "create table x as select 1", "--lake", _lake.FullName);

        Assert.Equal((0, 1), (code, refused));
        Assert.Equal(["n,rows", "11,89"], output);
        Assert.Empty(said);
    }

    [Theory]
    [InlineData("PPN_EXPORT_0000.csv", 0)] // a header and no rows
    [InlineData("PPN_EXPORT_0001.csv", 1)] // two rows rejected
    public async Task A_check_tells_clean_from_not_and_keeps_nothing(string sample, int expected)
    {
        var file = Repository.Path("samples", "police", "northshire-police", "domestic-abuse", sample);
        var (code, output, _) = await Pipeline.RunIn(_lake.FullName, "check", "police/domestic-abuse", file);

        Assert.Equal(expected, code);
        Assert.Contains(output, line => line.StartsWith("A dry run", StringComparison.Ordinal));
        Assert.Empty(_lake.GetFileSystemInfos());
    }

    [Fact]
    public async Task Late_has_no_colours_when_piped()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName);
        var (code, output, _) = await Pipeline.Run("late", "--lake", _lake.FullName);

        Assert.Equal(0, code);
        Assert.Contains(output, line => line.Contains("CRITICAL", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_took_a_minute_more_than_its_limit_is_not_shown_as_the_limit()
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(_lake.FullName, "dropped", "police", "northshire-police", "domestic-abuse")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.csv"),
            Some.PoliceFile(Some.Ppn() with { Risk = "Medium", From = "04/01/2019 08:59", To = "" }));
        await Pipeline.Run("ingest", Path.Combine(_lake.FullName, "dropped"), "--lake", _lake.FullName, "--received",
            "2019-01-05T09:00:00Z");

        var (_, late, _) = await Pipeline.Run("late", "--lake", _lake.FullName);

        Assert.Contains(late, line => line.TrimEnd().EndsWith(" medium     24.1 h     24 h", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Late_and_the_report_name_the_clock_where_a_feed_has_several_and_tell_overdue_from_late()
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(_lake.FullName, "dropped", "council", "northshire-council", "front-door")).FullName;
        await File.WriteAllLinesAsync(Path.Combine(folder, "a.csv"),
        [
            "Contact Reference,Child Unique ID,Contact Received,Decision Made,Allegation Made,Designated Officer Told",
            "CT/19/1,P1,04/01/2019 10:15,,,",
            "CT/19/2,P2,04/01/2019 10:15,04/01/2019 15:00,04/01/2019 09:00,08/01/2019 09:00",
        ]);
        await Pipeline.Run("ingest", Path.Combine(_lake.FullName, "dropped"), "--lake", _lake.FullName, "--received",
            "2019-01-08T12:00:00Z");
        var (_, late, _) = await Pipeline.Run("late", "--lake", _lake.FullName);
        var (_, report, _) = await Pipeline.Run("report", "--lake", _lake.FullName);

        Assert.Collection(late.Select(line => line.Trim())
            .Where(line => line.Split(": ") is [var clock, [>= 'A' and <= 'Z', ..], ..] && !clock.Contains(' ', StringComparison.Ordinal)),
            said => Assert.StartsWith("decision: Contact received Fri 4 Jan 2019 about 10:00; nothing more by Tue 8 Jan 2019", said,
                StringComparison.Ordinal),
            said => Assert.StartsWith("designated-officer: Allegation made", said, StringComparison.Ordinal),
            said => Assert.StartsWith("decision-working-day: Contact received", said, StringComparison.Ordinal));
        Assert.Contains("3 late; 2 on time, 0 possibly late, 0 unknown.", late);
        Assert.Contains("Child-days of unassessed risk", report); // days of the contact that is open
        // of two, one in time and one overdue
        Assert.Contains(report, line => line.Contains(" decision ", StringComparison.Ordinal)
            && line.Contains(" 50", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("samples", "samples/police")]
    [InlineData("samples", "samples/police/northshire-police")]
    [InlineData(".", "..")]
    public async Task A_folder_too_low_or_too_high_is_told_which_was_meant(string meant, string typed)
    {
        var above = _lake.CreateSubdirectory("above").CreateSubdirectory("autumn");
        above.CreateSubdirectory("police/northshire-police/domestic-abuse");
        var isHigh = typed == "..";
        var folder = isHigh ? above.Parent!.FullName : Repository.Path(typed.Split('/'));
        await File.WriteAllTextAsync(Path.Combine(above.FullName, "police", "northshire-police", "domestic-abuse", "a.csv"), "");

        var (code, output, said) = await Pipeline.RunIn(isHigh ? above.FullName : Repository.Root, "ingest", folder, "--lake",
            Path.Combine(_lake.FullName, "data"));

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Equal($"  next: did you mean this? ./pipeline ingest {meant}", said[^1]);
    }

    [Fact]
    public async Task Before_the_first_file_and_without_pages_it_says_what_there_is()
    {
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", _lake.FullName, "--received", "2019-06-01T00:30:00Z");

        var (_, before, _) = await Pipeline.Run("late", "--as-of", "2019-05-01", "--lake", _lake.FullName);
        var (code, output, said) = await Pipeline.Run("report", "--part", "weeks", "--for-publication", "--lake", _lake.FullName);
        var (_, written, _) = await Pipeline.Run("publish-reports", "--as-of", "2019-05-01", "--lake", _lake.FullName);

        Assert.Equal("No record had been timed by then; the first file came on Sat 1 Jun 2019 about 01:00 BST.", before[^1]);
        Assert.Equal((2, 0), (code, output.Count));
        Assert.Equal("  next: ./pipeline report --for-publication --html DIR", said[^1]);
        Assert.Equal("0 weekly reports and 0 monthly scorecards written. The week to 5 May 2019 is written from 7 May 2019, May from "
            + "2 June 2019", written[^1]);
    }

    [Theory]
    [InlineData("feeds")]
    [InlineData("feeds", "council/front-door")]
    [InlineData("late", "--help")]
    public async Task What_is_long_is_wrapped_at_the_width_of_the_terminal(params string[] typed)
    {
        var start = Pipeline.Start(typed);
        start.Environment["COLUMNS"] = "80";

        var (code, output, _) = await Pipeline.Run(start);

        Assert.Equal(0, code);
        var toCopy = typed is ["feeds", _] ? 2 : 0; // the sample at the end
        Assert.All(output.SkipLast(toCopy).Where(line => !line.StartsWith("  ./pipeline", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(output, line => line.Contains("](", StringComparison.Ordinal) || line.StartsWith('|'));
        if (typed.Length == 1) Assert.InRange(output.Count, 30, 120);
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example_and_exit_codes()
    {
        foreach (var command in CommandLine.All().Subcommands.Where(each => !each.Hidden))
        {
            var (code, output, said) = await Pipeline.Run(command.Name, "--help");
            Assert.Equal(0, code);
            Assert.Empty(said);
            Assert.Contains(output, line => line.StartsWith("  ./pipeline " + command.Name, StringComparison.Ordinal));
            Assert.StartsWith("Exit codes:", output[^1], StringComparison.Ordinal);
        }
    }

    public void Dispose() => _lake.Delete(recursive: true);
}
