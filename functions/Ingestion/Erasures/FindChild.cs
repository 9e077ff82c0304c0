using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Finds everything by which a child is known, from one number: NHS number, UPN or a sender's reference.</summary>
static class FindChild
{
    const string Who = "who", Mine = "(SELECT key FROM mine)";

    static readonly string[] s_childColumns = [.. ((TextColumn[])[LakeTables.Notifications.ChildKey, LakeTables.Notifications.UpnKey,
        LakeTables.Notifications.ReferenceKey, LakeTables.Notifications.DemographicKey]).Select(column => column.Name)];

    /// <summary>How many children have the number, and the terms of the first; no terms where none has it.</summary>
    public static async Task<(int Children, ErasureTerms? Terms)> By(string number, IStore store, Contracts contracts,
        Connection connection, string scratch, CancellationToken cancel)
    {
        connection.Execute($"CREATE TEMP TABLE {Who}(key VARCHAR, file_id VARCHAR, part INT, line INT, number VARCHAR, kind VARCHAR, "
            + "surname VARCHAR, forename VARCHAR, born VARCHAR, agency VARCHAR)", cancel);
        foreach (var feed in contracts.Feeds)
            if (await FetchAll.Tables(store, Containers.Restricted, $"{Identities.Folder}/agency={feed.Id.Agency}/feed={feed.Id.Name}/",
                scratch, cancel) is { Count: > 0 } files)
                Load(feed, files, connection, cancel);

        var typed = $"SELECT DISTINCT key FROM {Who} WHERE number = {Sql.Text(ErasedText.Plain(number))}";
        var links = "SELECT NULL::VARCHAR AS key, NULL::VARCHAR AS child WHERE false";
        if (await FetchAll.Tables(store, Containers.Lake, "notifications/", scratch, cancel) is { Count: > 0 } notified)
            links = string.Join(" UNION ALL ", s_childColumns.Select(column =>
                $"SELECT notification_key AS key, {column} AS child FROM {Sql.Parquet(notified)} WHERE {column} IS NOT NULL"));
        connection.Execute($"CREATE TEMP TABLE link AS SELECT DISTINCT * FROM ({links})", cancel);
        connection.Execute($"CREATE TEMP TABLE mine AS {typed}", cancel);
        // From record to record: a school's leads by name to the police's, and by its own number to an older one of its own.
        while (connection.Execute($"INSERT INTO mine SELECT DISTINCT key FROM link WHERE child IN (SELECT child FROM link WHERE key IN "
            + $"{Mine}) AND key NOT IN {Mine}", cancel) > 0) { }
        if (connection.Count("SELECT count(*) FROM mine", cancel) == 0) return (0, null);
        var names = Names(connection, cancel);
        if (Children(names, connection, cancel) is > 1 and var children) return (children, null);

        // What another child's record has too does not show this child: a reference of an incident, a key of a shared number.
        List<string> keys = [.. Texts("SELECT key FROM mine UNION SELECT child FROM link GROUP BY child HAVING "
            + $"bool_and(key IN {Mine})")];
        if (await FetchAll.Tables(store, Containers.Lake, "notices/", scratch, cancel) is { Count: > 0 } notices)
            keys.AddRange(Texts($"SELECT DISTINCT notice_id FROM {Sql.Parquet(notices)} WHERE subject_key IN {Mine}"));
        var named = await FetchAll.Tables(store, Containers.Restricted, "files/", scratch, cancel);
        var sender = named.Count == 0 ? "SELECT NULL::VARCHAR AS file_id, NULL::VARCHAR AS sender WHERE false"
            : $"SELECT DISTINCT file_id, sender FROM {Sql.Parquet(named)}";
        using var numbers = connection.Run("SELECT DISTINCT number, kind, agency || '/' || coalesce(s.sender, '') FROM "
            + $"(SELECT * FROM {Who} WHERE number <> '' QUALIFY bool_and(key IN {Mine}) OVER (PARTITION BY number)) w "
            + $"LEFT JOIN ({sender}) s USING (file_id)", cancel);
        using var rows = connection.Run($"SELECT DISTINCT file_id, part, line, bool_and(key IN {Mine}) OVER (PARTITION BY file_id, part, "
            + $"line) FROM {Who} QUALIFY key IN {Mine}", cancel);
        return (1, new ErasureTerms
        {
            Keys = keys,
            Numbers = [.. numbers.Rows.Select(row => new ErasedNumber((string)row[0]!, (string)row[1]!, (string)row[2]!))],
            Names = [.. names.Where(name => name.Surname.Length > 0 && name.Forename.Length > 0)],
            Rows = [.. rows.Rows.Select(row => new ErasedRow((string)row[0]!, (int)row[1]!, (int)row[2]!, 0, (bool)row[3]!))],
        });

        List<string> Texts(string sql)
        {
            using var found = connection.Run(sql, cancel);
            return [.. found.Rows.Select(row => (string)row[0]!)];
        }
    }

    /// <summary>Its names in plain letters, each with a date of birth, whatever way that was written.</summary>
    static List<ErasedName> Names(Connection connection, CancellationToken cancel)
    {
        using var sent = connection.Run($"SELECT DISTINCT coalesce(surname, ''), coalesce(forename, ''), born FROM {Who} WHERE key IN "
            + $"{Mine} AND born IS NOT NULL", cancel);
        return [.. sent.Rows.Select(row => (Surname: PlainLetters.Of((string)row[0]!), Forename: PlainLetters.Of((string)row[1]!),
            Born: TimeText.ParseDay(Encoding.UTF8.GetBytes((string)row[2]!)))).Where(name => name.Born is not null)
            .Select(name => new ErasedName(name.Surname, name.Forename, $"{DayNumber.ToDate(name.Born!.Value):yyyy-MM-dd}")).Distinct()];
    }

    /// <summary>How many children they are.</summary>
    static int Children(List<ErasedName> names, Connection connection, CancellationToken cancel)
    {
        // One child's names may differ in spelling. Two have other names and other dates of birth.
        var born = names.Where(one => names.Exists(other => other.Born != one.Born && other.Forename != one.Forename))
            .Select(name => name.Born).Distinct().Count();
        // A name and a date of birth join records too: not those of children whom a number tells apart, nor other forenames, unless one
        // NHS number says that they are one child.
        using var counted = connection.Run($"""
            SELECT count(DISTINCT number) FILTER (kind = 'nhs'), count(DISTINCT number) FILTER (kind = 'upn'),
                (SELECT count(DISTINCT key) FROM {Who} WHERE key IN {Mine} AND kind = 'nhs' AND number <> '')
                    = (SELECT count(*) FROM mine)
            FROM {Who} WHERE key IN {Mine} AND number <> ''
            """, cancel);
        var row = counted.Rows.Single();
        var forenames = (bool)row[2]! ? 1 : names.Select(name => name.Forename).Where(name => name.Length > 0).Distinct().Count();
        return Math.Max(born, Math.Max(forenames, Math.Max((int)(long)row[0]!, (int)(long)row[1]!)));
    }

    static void Load(Feed feed, List<string> files, Connection connection, CancellationToken cancel)
    {
        using var described = connection.Run($"DESCRIBE SELECT * FROM {Sql.Parquet(files)}", cancel);
        var columns = described.Rows.Select(row => (string)row[0]!).ToHashSet();
        var child = feed.Child;
        foreach (var place in ErasedRows.Numbered(feed).Where(place => Cell(place) != "NULL"))
            connection.Execute($"INSERT INTO {Who} SELECT notification_key, file_id, part, line, {Plain(Cell(place))}, "
                + $"'{ErasedRows.KindOf(feed, place)}', {Cell(child.Surname)}, {Cell(child.Forename)}, "
                + $"{Cell(child.DateOfBirth)}, '{feed.Id.Agency}' FROM {Sql.Parquet(files)}", cancel);

        string Cell(int place) => place >= 0 && Identities.NameOf(feed.Columns[place]) is var name && columns.Contains(name)
            ? Sql.Name(name) : "NULL";
    }

    static string Plain(string column) => $"upper(replace(replace({column}, ' ', ''), '-', ''))";
}
