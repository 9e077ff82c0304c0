using System.Globalization;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Storage.Publishing;

/// <summary>The paths of a table's rows of one feed, in the container lake or restricted.</summary>
public static class LakePath
{
    /// <summary>The file of one month of receipt, yyyy-MM in UTC.</summary>
    public static string Of(string table, FeedId feed, string period) => $"{Folder(table, feed)}{period}.parquet";

    /// <summary>Formats a month yyyymm as yyyy-MM.</summary>
    public static string PeriodOf(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");

    /// <summary>Whether a file has rows of this month, yyyy-MM, or of a later one.</summary>
    public static bool IsSince(string path, string since) => string.CompareOrdinal(Path.GetFileNameWithoutExtension(path), since) >= 0;

    /// <summary>Ends in '/'.</summary>
    public static string Folder(string table, FeedId feed) => $"{table}/agency={feed.Agency}/feed={feed.Name}/";
}
