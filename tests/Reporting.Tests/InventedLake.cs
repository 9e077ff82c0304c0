using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Reporting.Tests;

/// <summary>A lake whose current tables are worked out by one statement: many records at once, each as a test wants it.</summary>
sealed class InventedLake : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("invented-");

    /// <param name="records">A question with the columns number, event (a timestamp in UTC), hours, limit_hours, sender and risk.</param>
    public InventedLake(string records)
    {
        using var engine = new Engine(new EngineOptions(_folder.FullName, 512, Environment.ProcessorCount));
        using var connection = engine.Open();
        connection.Execute($"""
            create table record as
            select md5(number::varchar) as notification_key, event at time zone 'UTC' as event, hours::double as hours, limit_hours,
                   1 as record_version, 'police' as agency, 'domestic-abuse' as feed, sender, risk,
                   (event at time zone 'UTC') + to_seconds(hours * 3600) as received_at,
                   (event at time zone 'UTC' at time zone 'Europe/London')::date as day
            from ({records})
            """);
        Write(LakeTables.CurrentTimeliness, """
            select notification_key, record_version, agency, feed, sender, 'sharing' as clock, day as started_on, hours as elapsed_hours,
                   case when hours <= limit_hours then 'on_time' else 'late' end as status,
                   case when hours <= limit_hours then 'none' else 'serious' end as severity, received_at as as_of, received_at,
                   case when hours > limit_hours then hours - limit_hours end as late_by_hours from record
            """);
        Write(LakeTables.CurrentNotifications, """
            select notification_key, record_version, agency, feed, sender, risk as risk_grade, 'new' as status, day as occurred_on,
                   hour(event at time zone 'Europe/London') as occurred_hour, received_at, received_at as first_received_at from record
            """);
        Write(LakeTables.Files, """
            select md5(received_at::varchar) as file_id, agency, feed, sender, received_at, 'committed' as status,
                   count(*)::integer as rows_in
            from record group by all
            """);

        void Write(LakeTable table, string rows)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Folder, table.Name, "agency=police", "feed=domestic-abuse")).FullName;
            connection.Execute($"copy ({rows}) to {Sql.Text(Path.Combine(folder, "2019-01.parquet"))} (format parquet)");
        }
    }

    public string Folder => Path.Combine(_folder.FullName, "lake");

    public void Dispose() => _folder.Delete(recursive: true);
}
