using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Publishing;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>The current tables as they were at a past hour: most rows come from the current tables of today, and must be those that the
/// history gives.</summary>
public class AsOfTests
{
    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void At_every_hour_they_are_what_the_history_gives(int seed)
    {
        using var lake = new TestLake();
        using var engine = lake.Engine.Open();
        engine.Execute($"""
            CREATE TABLE version AS SELECT md5(record::varchar) AS notification_key, version AS record_version, 'police' AS agency,
                'domestic-abuse' AS feed, {Hour(seed, "record, version", 60)} AS as_of, record || '.' || version AS line_hash
            FROM range(150) t(record), range(1, 4) v(version) WHERE version = 1 OR hash({seed}, record, version, 'there') % 3 = 0
            """);
        engine.Execute($"""
            CREATE TABLE clock AS SELECT notification_key, record_version, agency, feed, clock, step AS explanation,
                as_of + to_hours(step * (hash({seed}, line_hash, clock) % 9)::bigint) AS as_of
            FROM version, (VALUES ('sharing'), ('decision')) c(clock), range(3) s(step)
            WHERE step = 0 OR hash({seed}, line_hash, clock) % 9 > 0 AND hash({seed}, line_hash, clock, step) % 2 = 0
            """);
        Put(LakeTables.Notifications, "SELECT * EXCLUDE line_hash FROM version");
        Put(LakeTables.Timeliness, "FROM clock");
        var (versions, clocks) = ("SELECT * EXCLUDE line_hash FROM version",
            "SELECT * REPLACE (explanation::varchar AS explanation) FROM clock");
        Put(LakeTables.CurrentNotifications, LakeView.Current("current_notifications", versions, clocks));
        Put(LakeTables.CurrentTimeliness, LakeView.Current("current_timeliness", versions, clocks));

        for (var hour = 0; hour <= 80; hour += 10)
        {
            var moment = s_start.AddHours(hour);
            var worsened = hour % 20 == 0 ? Path.Combine(lake.Folder, "worsened.parquet") : null;
            var then = $"{clocks} WHERE as_of < {Sql.Moment(moment)}";
            if (worsened is not null)
            {
                var some = $"SELECT * REPLACE ({Sql.Moment(moment)} AS as_of, 'worse' AS explanation) FROM ("
                    + LakeView.Current("current_timeliness", Known(versions), Known(clocks))
                    + $") WHERE hash({seed}, notification_key, clock, {hour}) % 7 = 0";
                engine.Execute($"COPY ({some}) TO {Sql.Text(worsened)} (FORMAT parquet)");
                then += $" UNION ALL BY NAME {some}";
            }
            var options = new EngineOptions(Path.Combine(lake.Folder, "asked"), MemoryLimitMb: 64);
            using var asked = LakeQuery.Open(lake.Folder, options, new(moment, worsened));
            foreach (var (table, columns) in ((string, string)[])[("current_notifications", "notification_key, record_version, as_of"),
                ("current_timeliness", "notification_key, record_version, clock, as_of, explanation")])
            {
                var rows = LakeView.Current(table, Known(versions), then);
                var expected = engine.Run($"SELECT {columns} FROM ({rows}) ORDER BY ALL", default);
                var found = asked.Run($"SELECT {columns} FROM {table} ORDER BY ALL", default);
                Assert.Equal(Lines(expected), Lines(found));
            }

            string Known(string rows) => $"SELECT * FROM ({rows}) WHERE as_of < {Sql.Moment(moment)}";
        }

        void Put(LakeTable table, string rows)
        {
            var folder = Directory.CreateDirectory(Path.Combine(lake.Folder, table.Name, "agency=police", "feed=domestic-abuse")).FullName;
            engine.Execute(MergeSql.Write(rows, Path.Combine(folder, "2026-03.parquet")));
        }
    }

    static string Hour(int seed, string of, int hours) => $"{Sql.Moment(s_start)} + to_hours((hash({seed}, {of}) % {hours})::bigint)";

    static List<string> Lines(QueryResult result)
    {
        using (result) return [.. result.Rows.Select(cells => string.Join("|", cells))];
    }
}
