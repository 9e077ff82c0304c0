using System.Globalization;
using System.Text;
using System.Text.Json;
using FrontDoor.Domain.Clocks;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>How a file writes its dates is weighed over all of it; no date that can be read both ways is on time by the wrong one, and what
/// is certain stays as it is.</summary>
public sealed class FileDatesTests : IDisposable
{
    const string Header = "PPN Reference,Incident Type,Risk Level,Incident Date From,Incident Date To,Child Surname,Child Forename,Child "
        + "DOB,LA Code";
    const string Health = "Referral Id,Surname,Forename,DOB,Attendance DateTime";
    const string Statuses = "select string_agg(status, ' ' order by line) from timeliness where clock = 'sharing' and file_id = '{0}'";

    readonly Premises _at = new();

    /// <summary>3 March 2019, noon.</summary>
    static readonly double s_march = (new DateTimeOffset(2019, 3, 3, 12, 0, 0, TimeSpan.Zero) - Some.Morning()).TotalHours;

    public static TheoryData<string, string, string> Orders => new()
    {
        { "02/03/2019 22:15;14/02/2012", "on_time", "day first, as the birthday shows" },
        { "02/03/2019 22:15;04/05/2012", "on_time", "nothing shows anything: day first, as agreed" },
        { "2/3/2019 22:15;2/14/2012", "unknown", "the birthday is month first" },
        { "2/3/2019 10:15 PM;2/14/2012 12:00 AM", "unknown", "the same on a clock of twelve hours" },
        { "02/02/2019 22:15;2/14/2012", "late", "the same day either way" },
        { "2/3/2019 22:15;2/14/2012|2/20/2019 22:15;2/14/2012", "late late", "the column itself is month first" },
        { "3/2/2019 22:15;2/14/2012|3/13/2018 22:15;2/14/2012", "on_time late", "and then what is in time by it is in time" },
        { "2019-03-02 22:15;2/14/2012", "on_time", "a year in front says its order itself" },
        { "2 March 2019 22:15;2/14/2012", "on_time", "so does a month by name" },
        { "2019-03-02 22:15;2012-02-04|2019-03-02 22:15;2012-02-14", "on_time on_time", "all dates with the year first" },
        { "02/03/2019 22:15;2/14/2012|14/02/2019 22:15;3/15/2012|15/02/2019 22:15;3/16/2012|16/02/2019 22:15;2/14/2012",
        "on_time late late late", "the column shows often enough that it is day first, whatever the birthdays are" },
        { "02/03/2019 22:15;2/14/2012|14/02/2019 22:15;3/15/2012", "unknown late", "once is not often enough" },
        { "02/03/2019 22:15;14/02/2012|01/14/2019 22:15;15/02/2012|02/03/2019 22:15;16/02/2012", "unknown unknown unknown",
        "one date that is month first, against more that are not, proves nothing" },
        { "14/02/2019 22:15;04/05/2012|2019-03-02 22:15;04/05/2012", "late unknown",
        "texts over 12 beside years in front up to 12: a spreadsheet may have swapped those" },
        { "14/02/2019 22:15;04/05/2012|2019-03-02 22:15;04/05/2012|2019-02-28 22:15;04/05/2012", "late on_time late",
        "not with a day over 12 among them" },
        { "14/02/2019 22:15;04/05/2012|2019-03-02 22:15;04/05/2012|02/03/2019 22:15;04/05/2012", "late on_time on_time",
        "nor with a text it would have taken" },
        { "14.02.2019 22:15;04/05/2012|2019-03-02 22:15;04/05/2012", "late on_time", "no spreadsheet takes a date with dots" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task The_order_of_day_and_month_is_the_files_in_every_format(string rows, string statuses, string why)
    {
        string[][] table = [Header.Split(','), .. rows.Split('|').Select((row, at) => Police(at, row.Split(';')))];
        foreach (var format in (string[])["csv", "json", "xlsx"])
        {
            using var at = new Premises();
            var result = await at.Take(File(format, table), s_march, "a." + format);

            Assert.True(statuses == at.Ask(Statuses.Replace("{0}", result.FileId, StringComparison.Ordinal)).Single(),
                $"{why}, as {format}: {at.Receipt(".receipt.txt")}");
            Assert.Equal(statuses.Contains("unknown", StringComparison.Ordinal),
                at.Ask("select count(*) from rejects where code = 'DQ_DATE_AMBIGUOUS'").Single() != "0");
        }
    }

    [Theory]
    [InlineData("4.2.2019;22:15|2019-02-03", "late", "read day first")]
    [InlineData("02/03/2019;22:15|14/02/2012", "on_time", "day first")]
    [InlineData("2/3/2019;22:15|2/14/2012", "unknown", "the birthday is month first")]
    [InlineData("2/3/2019;22:15|2/14/2012#3/13/2018;22:15|2/14/2012", "late late",
        "the column itself is month first, and its time stands beside it")]
    [InlineData("3/2/2019;22:15|2/14/2012#3/13/2018;22:15|2/14/2012", "on_time late", "and is in time by it")]
    public async Task A_time_in_a_column_of_its_own_changes_nothing_of_it(string rows, string statuses, string why)
    {
        var lines = rows.Split('#')
            .Select((row, at) => $"PPN/19/{at},Domestic "
            + $"Abuse,High,{row.Split(';')[0]},{row.Split(';')[1].Split('|')[0]},Testcase,Ada,{row.Split('|')[1]},999");
        var result = await _at.Take(Some.Lines(["PPN Reference,Incident Type,Risk Level,Incident Date To,Incident Time To,Child "
            + "Surname,Child Forename,Child DOB,LA Code", .. lines]), s_march);

        Assert.True(statuses == _at.Ask(Statuses.Replace("{0}", result.FileId, StringComparison.Ordinal)).Single(),
            $"{why}: {_at.Receipt(".receipt.txt")}");
    }

    [Fact]
    public async Task A_slip_among_many_makes_no_other_date_doubtful()
    {
        var rows = Enumerable.Range(0, 25).Select(at => Police(at, ["02/03/2019 22:15", at == 7 ? "02/14/2012" : "14/02/2012"]));
        await _at.Take(File("csv", [Header.Split(','), .. rows]), s_march);

        Assert.Equal(["25|0"], _at.Ask(
            "select count(*) filter (where status = 'on_time'), count(*) filter (where status <> 'on_time') from timeliness"));
        Assert.Contains("1 can only be month first, 24 only day first", _at.Receipt(".receipt.txt"), StringComparison.Ordinal);
    }

    // 2 March 2019, 22:15 and the days around it, as a workbook keeps them.
    public static TheoryData<string, string, string> Cells => new()
    {
        { "14/02/2019 22:15;2012-02-14|#43526.927;2012-02-14", "late unknown", "the sign of a spreadsheet that swapped what it could" },
        { "#43526.927;2012-02-14|#43524.927;2012-02-14", "on_time late", "all cells" },
        { "14/02/2019 22:15;2012-02-14|#43526.927;2012-02-14|#43524.927;2012-02-14", "late on_time late",
        "a cell of 28 February was not swapped" },
        { "14/02/2019 22:15;2012-02-14|#43526.927;2012-02-14|02/03/2019 22:15;2012-02-14", "late on_time on_time",
        "a text that a spreadsheet would have taken for a date: it took none" },
        { "#43526.927;14/02/2012", "on_time", "another column that is text alone is no sign" },
        { "#43526.927;2/14/2012", "unknown", "one that is month first is" },
        { "#43526.927;14/02/2012|#43526.927;#40973", "unknown unknown", "nor is a cell read beside another column that has the sign" },
        { "#43526.927;#40953|#43526.927;#40988", "on_time on_time", "birthdays of 14 February and 20 March" },
        { "#43498.927;2012-02-14|14/02/2019 22:15;2012-02-14", "late late", "2 February is the same either way" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Date_cells_beside_text_that_a_spreadsheet_refused_are_not_believed(string rows, string statuses, string why)
    {
        var result = await _at.Take(File("xlsx", [Header.Split(','), .. rows.Split('|').Select((row, at) => Police(at, row.Split(';')))]),
            s_march, "a.xlsx");

        Assert.True(statuses == _at.Ask(Statuses.Replace("{0}", result.FileId, StringComparison.Ordinal)).Single(),
            $"{why}: {_at.Receipt(".receipt.txt")}");
        Assert.Equal(statuses.Contains("unknown", StringComparison.Ordinal),
            result.ReceiptText!.Contains("do not open the CSV in Excel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_workbook_has_the_sign_too()
    {
        object?[] Cells(int at, object end) =>
            [$"PPN/19/{at}", "Domestic Abuse", "High", null, end, "Testcase", "Ada", "2012-02-14", "999"];
        await _at.Take(Workbooks.SheetJs("biff8",
            Workbooks.Sheet("S1", Header.Split(','), Cells(1, "14/02/2019 22:15"), Cells(2, Workbooks.Date(43526.927)))), s_march, "a.xls");

        Assert.Equal(["late", "unknown"], _at.Ask("select status from timeliness order by line"));
    }

    public static TheoryData<string, string, string> Midnights => new()
    {
        { "2019-03-02 00:00:00|2019-03-02 00:00:00|2019-03-02 00:00:00", "possibly_late", "a day that a program took for a moment" },
        { "2019-03-02T00:00:00Z|2019-03-02T00:00:00.000Z|2019-03-02T00:00:00+00:00", "possibly_late", "in ISO's forms" },
        { "20190302000000|2019-03-02 12:00:00 AM|02/03/2019 00:00", "possibly_late", "in any form" },
        { "2019-03-02 00:00:00|02/03/2019|2019-03-02 00:00:00||2019-03-02 00:00:00", "possibly_late",
        "with days alone and empty cells between" },
        { "2019-03-02 00:00:00|2019-03-02 00:00:00", "late", "two may both be true" },
        { "2019-03-02 00:00:00|2019-03-02 00:00:00|2019-03-02 00:00:00|2019-03-02 22:15:00", "late", "one among other times is a time" },
        { "2019-03-01 24:00|2019-03-01 24:00|2019-03-01 24:00", "late", "the end of a day was meant as a time" },
        { "3/2/2019 00:00|3/2/2019 00:00|3/13/2018 00:00", "possibly_late", "month first" },
    };

    [Theory]
    [MemberData(nameof(Midnights))]
    public async Task A_column_of_midnights_holds_days(string times, string first, string why)
    {
        string[][] table = [Health.Split(','),
            .. times.Split('|').Select((time, at) => (string[])[$"SG-{at}", "Testcase", "Ada", "2012-02-14", time])];
        foreach (var format in (string[])["csv", "json", "xlsx"])
        {
            using var at = new Premises();
            var result = await at.Take(File(format, table), s_march, "a." + format, Premises.Health);

            Assert.True(first == at.Ask("select status from timeliness order by line limit 1").Single(),
                $"{why}, as {format}: {at.Receipt(".receipt.txt", "health")}");
            Assert.Equal(first == "possibly_late",
                result.ReceiptText!.Contains("Every time in Attendance DateTime is 00:00:00, so only the day is used",
                    StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_summers_midnight_written_in_UTC_is_the_day_it_began()
    {
        string[][] table = [Health.Split(','),
            .. Enumerable.Range(0, 3).Select(at => (string[])[$"SG-{at}", "Testcase", "Ada", "2012-02-14", "2019-07-08T23:00:00.000Z"])];
        await _at.Take(File("json", table), (new DateTimeOffset(2019, 7, 10, 9, 0, 0, TimeSpan.Zero) - Some.Morning()).TotalHours, "a.json",
            Premises.Health);

        Assert.Equal(["2019-07-09|possibly_late"], _at.Ask("select distinct started_on, status from timeliness"));
    }

    [Fact]
    public async Task A_whole_day_in_a_cell_of_a_workbook_is_a_day_among_any_times()
    {
        string[][] table = [Health.Split(','), ["SG-1", "Testcase", "Ada", "2012-02-14", "#43526"], ["SG-2", "Testcase", "Ada",
            "2012-02-14",
            "#43526.927"]];
        var result = await _at.Take(File("xlsx", table), s_march, "a.xlsx", Premises.Health);

        Assert.Equal(["possibly_late", "on_time"], _at.Ask("select status from timeliness order by line"));
        Assert.DoesNotContain("Every time", result.ReceiptText!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00|00:00:00|00:00:00", "possibly_late")]
    [InlineData("00:00:00|00:00:00|09:15:00", "late")]
    [InlineData("00:00:00.0000000+00:00|00:00|12:00 AM", "possibly_late")]
    public async Task A_time_in_its_own_agreed_column_is_one_only_where_some_are_no_midnights(string times, string first)
    {
        var lines = times.Split('|').Select((time, at) => $"C-{at},Testcase,Ada,14/02/2012,02/03/2019,{time},Neglect");
        await _at.Take(Some.Lines(["Concern Id,Surname,Forename,DOB,Concern Date,Concern Time,Category", .. lines]), s_march, "a.csv",
            "education/northshire-schools/concern");

        Assert.Equal(first, _at.Ask("select status from timeliness order by line limit 1").Single());
        Assert.Equal("0", _at.Ask("""select count(*) from rejects where "column" = 'Concern Time' and code = 'DQ_MISSING'""").Single());
    }

    [Fact]
    public async Task What_children_of_one_line_share_counts_once()
    {
        await _at.Take(Some.Lines("PPN Reference,Incident Type,Risk Level,Incident Date To,Child1 Surname,Child1 Forename,Child1 "
            + "DOB,Child2 Surname,Child2 Forename,Child2 DOB,Child3 Surname,Child3 Forename,Child3 DOB",
            "PPN/19/1,Domestic Abuse,High,03/03/2019 "
                + "00:00:00,Testcase,Ada,14/02/2012,Testcase,Ben,14/02/2013,Testcase,Cy,14/02/2014"), s_march);

        Assert.Equal(["on_time|3"], _at.Ask("select status, count(*) from timeliness group by all"));
    }

    [Fact]
    public async Task Earlier_files_of_the_sender_make_doubtful_what_shows_no_order_until_one_is_day_first()
    {
        async Task<string> Status(int at, string incident, string born = "2012-02-14")
        {
            var result = await _at.Take(File("csv", [Header.Split(','), Police(at, [incident, born])]), s_march + at, $"{at}.csv");
            return _at.Ask(Statuses.Replace("{0}", result.FileId, StringComparison.Ordinal)).Single();
        }

        Assert.Equal("on_time", await Status(1, "02/03/2019 22:15"));
        Assert.Equal("late", await Status(2, "2/14/2019 22:15"));
        Assert.Equal("unknown", await Status(3, "2/3/2019 22:15"));
        Assert.Equal("unknown", await Status(4, "02/03/2019 22:15", "14/02/2012")); // another column proves nothing of this one
        Assert.Equal("late", await Status(5, "14/02/2019 22:15"));
        Assert.Equal("on_time", await Status(6, "02/03/2019 22:15"));
        Assert.Contains(_at.Receipts(".receipt.txt"),
            path => System.IO.File.ReadAllText(path).Contains("earlier files of yours wrote the month first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_date_that_is_not_possible_day_first_is_a_slip_of_a_sender_known_to_write_so_and_three_are_not()
    {
        async Task<string> Status(int at, params string[] incidents)
        {
            var result = await _at.Take(
                File("csv", [Header.Split(','), .. incidents.Select((incident, row) => Police(at * 10 + row, [incident, "04/05/2012"]))]),
                    s_march + at, $"{at}.csv");
            return _at.Ask(Statuses.Replace("{0}", result.FileId, StringComparison.Ordinal)).Single();
        }

        Assert.Equal("unknown unknown", await Status(1, "02/03/2019 22:15", "01/04/2019 22:15"));
        Assert.Equal("late", await Status(2, "14/02/2019 22:15"));
        Assert.Equal("on_time unknown", await Status(3, "02/03/2019 22:15", "01/04/2019 22:15"));
        Assert.Equal("unknown unknown unknown unknown",
            await Status(4, "02/03/2019 22:15", "01/04/2019 22:15", "01/05/2019 22:15", "01/06/2019 22:15"));
    }

    [Fact]
    public void What_files_prove_of_an_order_is_the_same_in_whatever_order_they_are_taken()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        for (var run = 0; run < 500; run++)
        {
            var files = Enumerable.Range(0, random.Next(1, 8))
                .Select(_ => ((IReadOnlyList<(string, ColumnOrder)>)[($"Column {random.Next(2)}", (ColumnOrder)random.Next(2))],
                Some.Morning(random.Next(5)))).ToList();
            string Known(IEnumerable<(IReadOnlyList<(string, ColumnOrder)> Proved, DateTimeOffset Received)> taken) =>
                string.Join(';', taken.Aggregate(
                (IReadOnlyList<DateProof>)[], (known, file) => DateProof.With(known, file.Proved, file.Received)));

            Assert.True(Known(files) == Known(files.OrderBy(_ => random.Next())), $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_file_made_month_first_is_never_on_time_where_it_is_late()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        var (late, onTime) = (0, 0);
        for (var run = 0; run < Nightly.Of(8, 30); run++)
        {
            var form = random.Next(3) switch { 0 => "M/d/yyyy HH:mm", 1 => "MM/dd/yyyy hh:mm tt", _ => "M-d-yyyy, HH:mm:ss" };
            var events = Enumerable.Range(0, random.Next(1, 12))
                .Select(_ => new DateTime(2019, 3, 3, 11, 0, 0).AddHours(-random.Next(1, 24 * (random.Next(3) == 0 ? 2 : 80)))).ToList();
            // one birthday at least can only be month first
            var born = Enumerable.Range(0, events.Count)
                .Select(at => new DateTime(2012, random.Next(1, 13), at == 0 ? random.Next(13, 29) : random.Next(1, 29)));
            string[][] table = [Header.Split(','),
                .. events.Zip(born).Select((row, at) =>
                    Police(at, [row.First.ToString(form, CultureInfo.InvariantCulture),
                    row.Second.ToString("M/d/yyyy", CultureInfo.InvariantCulture)]))];
            using var at = new Premises();
            await at.Take(File(random.Next(2) == 0 ? "csv" : "json", table), s_march);
            var found = at.Ask("select line, status from timeliness where clock = 'sharing' order by line").Select(row => row.Split('|')[1])
                .ToList();

            Assert.Equal(events.Count, found.Count);
            for (var row = 0; row < events.Count; row++)
            {
                var isLate = new DateTime(2019, 3, 3, 12, 0, 0) - events[row] > TimeSpan.FromHours(24);
                Assert.False(isLate && found[row] == "on_time", $"seed {seed}, run {run}: {string.Join(" | ", table[row + 1])}");
                Assert.False(!isLate && found[row] == "late", $"seed {seed}, run {run}: {string.Join(" | ", table[row + 1])}");
                (late, onTime) = (late + (found[row] == "late" ? 1 : 0), onTime + (found[row] == "on_time" ? 1 : 0));
            }
        }
        Assert.True(late > 10 && onTime > 0, $"{late} late, {onTime} on time");
    }

    [Fact]
    public async Task A_workbook_that_swapped_what_it_could_is_never_on_time_where_it_is_late()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        var (unknown, late) = (0, 0);
        for (var run = 0; run < Nightly.Of(8, 30); run++)
        {
            var events = Enumerable.Range(0, random.Next(2, 12))
                .Select(_ => new DateTime(2019, 3, 3, 11, 0, 0).AddHours(-random.Next(1, 24 * 60))).ToList();
            events[0] = new DateTime(2019, 2, 14, 10, 0, 0); // which it left as text
            string[][] table = [Header.Split(','), .. events.Select((moment, at) => Police(at, [Opened(moment), "2012-02-14"]))];
            using var at = new Premises();
            await at.Take(File("xlsx", table), s_march, "a.xlsx");
            var found = at.Ask("select line, status from timeliness where clock = 'sharing' order by line").Select(row => row.Split('|')[1])
                .ToList();

            for (var row = 0; row < events.Count; row++)
            {
                var isLate = new DateTime(2019, 3, 3, 12, 0, 0) - events[row] > TimeSpan.FromHours(24);
                Assert.False(isLate && found[row] == "on_time", $"seed {seed}, run {run}: {events[row]:s} as {table[row + 1][4]}");
                (unknown, late) = (unknown + (found[row] == "unknown" ? 1 : 0), late + (found[row] == "late" ? 1 : 0));
            }
        }
        Assert.True(unknown > 10 && late > 10, $"{unknown} unknown, {late} late");

        // What a spreadsheet with American settings makes of dd/MM/yyyy HH:mm.
        static string Opened(DateTime moment) => moment.Day <= 12
            ? "#" + new DateTime(moment.Year, moment.Day, moment.Month, moment.Hour, moment.Minute, 0).ToOADate()
            .ToString("R", CultureInfo.InvariantCulture)
            : moment.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    public void Dispose() => _at.Dispose();

    static string[] Police(int at, string[] dates) =>
        [$"PPN/19/{at:000}", "Domestic Abuse", "High", "", dates[0], "Testcase", "Ada", dates[1], "999"];

    /// <param name="table">Names, then cells; one that begins with # is a number that a workbook keeps for a date.</param>
    static byte[] File(string format, string[][] table) => format switch
    {
        "csv" => Some.Utf8(Some.Lines(
            table.Select(row => string.Join(',',
                row.Select(cell => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell))))),
        "json" => JsonSerializer.SerializeToUtf8Bytes(table.Skip(1)
            .Select(row => table[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))),
        _ => Workbooks.Xlsx(string.Concat(table.Select((row, at) => $"<row r=\"{at + 1}\">{string.Concat(row.Select(Cell))}</row>"))),
    };

    static string Cell(string text) =>
        text.StartsWith('#') ? $"<c s=\"1\"><v>{text[1..]}</v></c>"
        : $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is></c>";
}
