using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Finds everything by which a child is known, from one number: NHS number, UPN or a sender's reference.</summary>
static class FindChild
{
    const string Who = "who";

    static readonly string[] s_childColumns = [.. ((TextColumn[])[LakeTables.Notifications.ChildKey, LakeTables.Notifications.UpnKey,
        LakeTables.Notifications.ReferenceKey, LakeTables.Notifications.DemographicKey]).Select(column => column.Name)];

    // Each feed writes a day in its own way.
    const string Day = "coalesce(try_strptime(trim(born), ['%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%d %b %Y', "
        + "'%Y-%m-%d %H:%M:%S'])::DATE::VARCHAR, born)";

    /// <summary>How many children have the number, and the terms of the first; no terms where none has it.</summary>
    public static async Task<(int Children, ErasureTerms? Terms)> By(string number, IStore store, Contracts contracts,
        Connection connection, string scratch, CancellationToken cancel)
    {
        connection.Execute($"CREATE TEMP TABLE {Who}(key VARCHAR, file_id VARCHAR, part INT, line INT, number VARCHAR, kind VARCHAR, "
            + "surname VARCHAR, forename VARCHAR, born VARCHAR)", cancel);
        foreach (var feed in contracts.Feeds)
            if (await Files(store, Containers.Restricted, $"{Identities.Folder}/agency={feed.Id.Agency}/feed={feed.Id.Name}/", scratch,
                cancel) is { Count: > 0 } files)
                Load(feed, files, connection, cancel);

        var typed = $"SELECT DISTINCT key FROM {Who} WHERE {Plain("number")} = {Sql.Text(ErasedText.Plain(number))}";
        var links = "SELECT NULL::VARCHAR AS key, NULL::VARCHAR AS child WHERE false";
        if (await Files(store, Containers.Lake, "notifications/", scratch, cancel) is { Count: > 0 } notified)
            links = string.Join(" UNION ALL ", s_childColumns.Select(column =>
                $"SELECT notification_key AS key, {column} AS child FROM {Sql.Parquet(notified)} WHERE {column} IS NOT NULL"));
        connection.Execute($"CREATE TEMP TABLE link AS SELECT DISTINCT * FROM ({links})", cancel);
        connection.Execute($"CREATE TEMP TABLE mine AS WITH child AS (SELECT child FROM link WHERE key IN ({typed})) "
            + $"SELECT key FROM ({typed}) UNION SELECT key FROM link WHERE child IN (SELECT child FROM child)", cancel);
        const string Mine = "(SELECT key FROM mine)";
        // One child's names may differ in spelling. Two have other names and other dates of birth.
        connection.Execute($"CREATE TEMP TABLE person AS SELECT DISTINCT {Day} AS born, {Plain("forename")} AS forename FROM {Who} "
            + $"WHERE key IN {Mine} AND born IS NOT NULL", cancel);
        var children = connection.Count("SELECT count(DISTINCT born) FROM person a WHERE EXISTS "
            + "(FROM person b WHERE b.born <> a.born AND b.forename <> a.forename)", cancel);
        if (connection.Count($"SELECT count(*) FROM mine", cancel) == 0) return (0, null);
        // A name and a date of birth join records too: not those of children whom a number tells apart, nor other forenames, unless one
        // NHS number says that they are one child.
        children = Math.Max(children, connection.Count($"""
            SELECT greatest(count(DISTINCT {Plain("number")}) FILTER (kind = 'nhs'),
                count(DISTINCT {Plain("number")}) FILTER (kind = 'upn'),
                CASE WHEN (SELECT count(DISTINCT key) FROM {Who} WHERE key IN {Mine} AND kind = 'nhs') = (SELECT count(*) FROM mine) THEN 1
                     ELSE (SELECT count(DISTINCT forename) FROM person) END)
            FROM {Who} WHERE key IN {Mine} AND number IS NOT NULL
            """, cancel));
        if (children > 1) return ((int)children, null);

        // What another child's record has too does not show this child: a reference of an incident, a key of a shared number.
        List<string> keys = [.. Texts("SELECT key FROM mine UNION SELECT child FROM link GROUP BY child HAVING "
            + $"bool_and(key IN {Mine})")];
        if (await Files(store, Containers.Lake, "notices/", scratch, cancel) is { Count: > 0 } notices)
            keys.AddRange(Texts($"SELECT DISTINCT notice_id FROM {Sql.Parquet(notices)} WHERE subject_key IN {Mine}"));
        var numbers = Texts($"SELECT number FROM {Who} WHERE number IS NOT NULL GROUP BY number HAVING bool_and(key IN {Mine})");
        using var names = connection.Run($"SELECT DISTINCT surname, forename, born FROM {Who} WHERE key IN {Mine} AND surname IS NOT NULL "
            + "AND forename IS NOT NULL AND born IS NOT NULL", cancel);
        using var rows = connection.Run($"SELECT DISTINCT file_id, part, line FROM {Who} WHERE key IN {Mine}", cancel);
        return (1, new ErasureTerms
        {
            Keys = keys,
            Numbers = numbers,
            Names = [.. names.Rows.Select(row => new ErasedName((string)row[0]!, (string)row[1]!, (string)row[2]!))],
            Rows = [.. rows.Rows.Select(row => new ErasedRow((string)row[0]!, (int)row[1]!, (int)row[2]!))],
        });

        List<string> Texts(string sql)
        {
            using var found = connection.Run(sql, cancel);
            return [.. found.Rows.Select(row => (string)row[0]!)];
        }
    }

    static void Load(Feed feed, List<string> files, Connection connection, CancellationToken cancel)
    {
        using var described = connection.Run($"DESCRIBE SELECT * FROM {Sql.Parquet(files)}", cancel);
        var columns = described.Rows.Select(row => (string)row[0]!).ToHashSet();
        var child = feed.Child;
        var born = Cell(child.DateOfBirth);
        // The orElse key is the name itself, which other children may share.
        foreach (var place in feed.Key.Append(feed.KeyChild).Append(child.NhsNumber).Append(child.Upn).Append(child.Reference)
            .Except([child.Surname, child.Forename, child.DateOfBirth]).Distinct().Where(place => Cell(place) != "NULL"))
            connection.Execute($"INSERT INTO {Who} SELECT notification_key, file_id, part, line, {Cell(place)}, '{Kind(place)}', "
                + $"{Cell(child.Surname)}, {Cell(child.Forename)}, {born} FROM {Sql.Parquet(files)}", cancel);

        string Kind(int place) => place == child.NhsNumber ? "nhs" : place == child.Upn ? "upn" : "other";

        string Cell(int place) => place >= 0 && Identities.NameOf(feed.Columns[place]) is var name && columns.Contains(name)
            ? Sql.Name(name) : "NULL";
    }

    static string Plain(string column) => $"upper(replace(replace({column}, ' ', ''), '-', ''))";

    static Task<List<string>> Files(IStore store, string container, string prefix, string scratch, CancellationToken cancel) =>
        FetchAll.Below(store, container, prefix, item => item.Path.EndsWith(".parquet", StringComparison.Ordinal), scratch, cancel);
}
