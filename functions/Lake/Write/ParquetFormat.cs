namespace FrontDoor.Lake;

/// <summary>How our Parquet files are laid out.</summary>
static class ParquetFormat
{
    internal static string Options { get; set; } = "FORMAT parquet, COMPRESSION zstd";
}
