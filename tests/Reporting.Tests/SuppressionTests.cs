using FrontDoor.Domain.Feeds;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>What is published gives no count of 1 to 5 away, by itself or by subtraction.</summary>
public sealed class SuppressionTests
{
    const int Councils = 25, Tables = 20_000;

    static readonly DateTimeOffset s_now = new(2020, 3, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A reader takes each table's total from another and looks for a suppressed count that can have one value only.</summary>
    [Fact]
    public void No_suppressed_count_of_a_page_has_only_one_possible_value()
    {
        var (random, suppressed) = (new Random(StageSeeds.New()), 0);
        for (var council = 0; council < Councils; council++)
        {
            using var invented = Small(random);
            using var lake = new OpenedLake(invented.Folder, s_now);
            var timeliness = Page(PageName.Timeliness, lake);
            Dictionary<string, long> total = new()
            {
                ["records"] = Shown(timeliness["weeks"], "records"),
                ["in time"] = Shown(timeliness["weeks"], "in time"),
                ["late"] = Shown(timeliness["weeks"], "late or overdue"),
            };
            suppressed += Attack("risks", timeliness, ["in time", "late or overdue"], total)
                + Attack("scorecard", timeliness, ["in time", "late"], total)
                + Attack("delays", timeliness, [], new() { ["records"] = total["late"] });
            var arrivals = Page(PageName.Arrivals, lake);
            total = new() { ["records"] = Shown(arrivals["arrivals"], "records") };
            suppressed += Attack("arrival-hours", arrivals, [], total) + Attack("event-hours", arrivals, [], total);
        }
        Assert.True(suppressed > 300, $"only {suppressed} counts were suppressed");
    }

    /// <summary>Any table of parts, of which a reader knows every total.</summary>
    [Fact]
    public void No_suppressed_count_of_any_table_has_only_one_possible_value()
    {
        var random = new Random(StageSeeds.New());
        string[] columns = ["records", "in time", "late"];
        for (var at = 0; at < Tables; at++)
        {
            var table = Rows(columns, [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Part()).Where(part => (long)part[0]! > 0)]);
            var hidden = Suppression.OfParts(true, table, row => [.. columns.Select(row.Count)]);
            if (hidden.IsWhole) continue; // not even its rows are published
            Attack(DataTable.Of("t", "t", table, [.. columns.Select(column =>
                    (column, (Func<Row, Cell>)(row => hidden.Count(row, one => one.Count(column)))))]),
                ["in time", "late"], columns.ToDictionary(column => column, column => table.Sum(row => row.Count(column))));
        }

        object?[] Part()
        {
            var (inTime, late) = (random.Next(3) == 0 ? random.Next(8) : random.Next(6, 60), random.Next(2) == 0 ? 0 : random.Next(12));
            return [(long)(inTime + late + (random.Next(2) == 0 ? 0 : random.Next(4))), (long)inTime, (long)late];
        }
    }

    [Fact]
    public void Where_one_row_is_small_the_smallest_other_is_suppressed_with_it()
    {
        var rows = Rows(["records"], [[3L], [50L], [9L]]);

        var hidden = Suppression.OfParts(true, rows, row => [row.Count("records")]);

        Assert.Equal([true, false, true], rows.Select(hidden.Hides));
        Assert.All(rows, row => Assert.False(Suppression.OfParts(false, rows, one => [one.Count("records")]).Hides(row)));
    }

    [Fact]
    public void Two_rows_of_one_record_each_are_not_suppressed_alone()
    {
        var rows = Rows(["records"], [[1L], [1L], [50L], [9L]]);

        var hidden = Suppression.OfParts(true, rows, row => [row.Count("records")]);

        Assert.Equal([true, true, false, true], rows.Select(hidden.Hides));
    }

    [Fact]
    public void A_suppressed_week_counts_in_nothing_else_of_the_page_and_moves_no_limit()
    {
        // week 5 has three late records, and every other week ten
        string Records(string where) => $"""
            select * from (
              select w * 100 + n as number, timestamp '2020-03-30 12:00:00' - to_days(((20 - w) * 7)::integer) as event,
                     case when n < (case when w = 5 then 3 else 10 end) then 48 else 6 end as hours, 24 as limit_hours,
                     'northshire-police' as sender, 'medium' as risk
              from range(0, 20) w(w), range(0, 100) n(n) where {where})
            """;
        using var with = new InventedLake(Records("true"));
        using var without = new InventedLake(Records("w <> 5"));
        using var lake = new OpenedLake(with.Folder, s_now);
        using var other = new OpenedLake(without.Folder, s_now);
        var (page, expected) = (Page(PageName.Timeliness, lake), Page(PageName.Timeliness, other));

        Assert.Equal(expected["weeks"].Csv(), string.Concat(page["weeks"].Csv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains(Cell.Suppressed, StringComparison.Ordinal)).Select(line => $"{line}\r\n")));
        foreach (var table in (string[])["risks", "scorecard", "delays"]) Assert.Equal(expected[table].Csv(), page[table].Csv());
        Assert.Equal(1, page["weeks"].Rows.Count(row => row.Any(cell => cell == Cell.Hidden)));
    }

    static InventedLake Small(Random random)
    {
        var (weeks, perWeek, late, senders) = (random.Next(2, 14), random.Next(8, 70), random.Next(2, 40), random.Next(1, 5));
        return new($"""
            select * from (
              select w * 1000 + n as number,
                     timestamp '2020-03-30 12:00:00' - to_days((({weeks} - w) * 7 + (n * {random.Next(1, 9)}) % 7)::integer)
                       + to_hours((hash(n, w, {random.Next()}) % {random.Next(2, 24)})::integer) as event,
                     case when hash(w, n, {random.Next()}) % 100 < {late} then 30 + hash(n, w, {random.Next()}) % 400 else 6 end as hours,
                     24 as limit_hours,
                     'sender-' || least({senders}, (hash(n, w, {random.Next()}) % 100 + 1)) as sender,
                     case when hash(n, w, {random.Next()}) % 100 < {random.Next(1, 30)} then 'high' when n % 9 = 0 then null else 'medium' end as risk
              from range(0, {weeks}) w(w), range(0, {perWeek}) n(n))
            where event + to_hours(hours::integer) <= timestamp '2020-03-31 12:00:00'
            """);
    }

    static Dictionary<string, DataTable> Page(PageName page, OpenedLake lake)
    {
        var tables = new Report(Contracts.Shipped).Of(new(page, new Filter { ForPublication = true }), lake.Report, default)
            .Tables.ToDictionary(table => table.Name);
        foreach (var table in tables.Values)
            foreach (var row in table.Rows)
                Assert.All(row, cell => Assert.False(cell.Value is long and > 0 and < 6, $"{table.Name} shows {cell.Text}"));
        return tables;
    }

    /// <summary>Every cell of the grid as a row.</summary>
    static DataTable Hours(DataTable grid) => grid with
    {
        Columns = ["records"],
        Rows = [.. grid.Rows.SelectMany(row => row.Skip(1)).Where(cell => cell.Value is not 0L).Select(cell => (IReadOnlyList<Cell>)[cell])]
    };

    static long Shown(DataTable table, string column) => table.Rows.Sum(row => row[Place(table, column)].Value is long count ? count : 0);

    static int Place(DataTable table, string column) => table.Columns.ToList().IndexOf(column);

    static int Attack(string name, Dictionary<string, DataTable> page, string[] parts, Dictionary<string, long> totals) =>
        !page.TryGetValue(name, out var table) ? 0
        : Attack(name.EndsWith("-hours", StringComparison.Ordinal) ? Hours(table) : table, parts, totals);

    /// <summary>Fails where a suppressed count has one possible value; returns how many were suppressed.</summary>
    static int Attack(DataTable table, string[] parts, Dictionary<string, long> totals)
    {
        var hidden = table.Rows.Where(row => row.Any(cell => cell == Cell.Hidden)).ToList();
        if (hidden.Count == 0)
        {
            Assert.Equal(totals["records"], Shown(table, "records")); // so the totals are those a reader has
            return 0;
        }
        var all = totals["records"] - Shown(table, "records");
        var left = parts.ToDictionary(part => part,
            part => totals[part.Split(' ')[0] == "late" ? "late" : part] - Shown(table, part));
        var rest = all - left.Values.Sum(); // neither in time nor late
        var n = hidden.Count;
        Assert.True(n > 1 && all > n, $"{table.Name}: {n} rows of {all} records\n{table.Csv()}");
        foreach (var part in parts.Where(part => hidden[0][Place(table, part)] == Cell.Hidden))
        {
            var (of, others) = (left[part], all - left[part]);
            // with so many of the part in one row: the others have one record each, and this row has one
            var possible = Enumerable.Range(0, (int)of + 1).Count(count => all - Math.Max(count, 1) >= n - 1 && (count > 0 || others > 0));
            Assert.True(possible > 1, $"{table.Name}, {part}: {of} of {all} in {n} rows, {rest} neither\n{table.Csv()}");
        }
        return hidden.Sum(row => row.Count(cell => cell == Cell.Hidden));
    }

    static List<Row> Rows(string[] columns, object?[][] cells)
    {
        var places = columns.Select((column, place) => (column, place)).ToDictionary(one => one.column, one => one.place);
        return [.. cells.Select(row => new Row(places, row))];
    }
}
