using System.Globalization;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Where a table's rows of one feed lie, below the container lake or restricted.</summary>
static class LakePath
{
    /// <summary>Of one month of receipt, yyyy-MM in UTC.</summary>
    public static string Of(string table, FeedId feed, string period) => $"{Folder(table, feed)}{period}.parquet";

    /// <summary>yyyy-MM of a month that is written yyyymm.</summary>
    public static string PeriodOf(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");

    /// <summary>Whether a file may hold rows of this month, yyyy-MM, or of a later one. Null: of any. A file that is named after no period holds rows of all.</summary>
    public static bool MayHold(string path, string? since) =>
        since is null || System.IO.Path.GetFileNameWithoutExtension(path) is var period && (period.Length > since.Length || !char.IsAsciiDigit(period[0]) || string.CompareOrdinal(period, since[..period.Length]) >= 0);

    /// <summary>Ends in '/'.</summary>
    public static string Folder(string table, FeedId feed) => $"{table}/agency={feed.Agency}/feed={feed.Name}/";
}
