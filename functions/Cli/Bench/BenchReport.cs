using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FrontDoor.Cli.Bench;

/// <summary>One round: our ingest, then DuckDB with two threads doing the same job on the same file.</summary>
sealed record Round(Measured Ours, Measured Duck);

/// <summary>The result of a bench: medians over its rounds.</summary>
sealed record BenchReport(int Rows, long Bytes, IReadOnlyList<Round> Rounds)
{
    public double Ratio => Median(Rounds.Select(round => round.Ours.Seconds / round.Duck.Seconds));
    public double Seconds => Median(Rounds.Select(round => round.Ours.Seconds));
    public double PeakMb => Rounds.Max(round => round.Ours.PeakMb);

    public double DuckSeconds => Median(Rounds.Select(round => round.Duck.Seconds));
    public double DuckPeakMb => Rounds.Max(round => round.Duck.PeakMb);

    public string Text => string.Create(CultureInfo.InvariantCulture, $"""
        {Rows} rows, {Bytes / 1e6:0.0} MB, {Rounds.Count} pairs, whole process each time, two cores
        ours                 {Seconds:0.00} s, {Rows / Seconds:0} rows/s, {Bytes / 1e6 / Seconds:0} MB/s, at most {PeakMb:0} MB of memory
        the same in DuckDB   {DuckSeconds:0.00} s, at most {DuckPeakMb:0} MB; ratio {Ratio:0.00}
        """);

    public void Json(Stream to)
    {
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteNumber("rows", Rows);
        json.WriteNumber("bytes", Bytes);
        json.WriteNumber("ratio", Math.Round(Ratio, 3));
        json.WriteNumber("seconds", Math.Round(Seconds, 3));
        json.WriteNumber("rows_per_s", Math.Round(Rows / Seconds));
        json.WriteNumber("mb_per_s", Math.Round(Bytes / 1e6 / Seconds, 1));
        json.WriteNumber("peak_mb", Math.Round(PeakMb, 1));
        json.WriteNumber("pairs", Rounds.Count);
        json.WriteStartArray("rounds");
        foreach (var round in Rounds)
        {
            json.WriteStartObject();
            json.WriteNumber("ours_s", Math.Round(round.Ours.Seconds, 3));
            json.WriteNumber("duckdb_s", Math.Round(round.Duck.Seconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("machine", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, "
            + $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}");
        json.WriteEndObject();
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
