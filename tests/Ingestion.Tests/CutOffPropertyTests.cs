using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Formats.Rows;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A good file that is cut anywhere is never taken for a whole one where the cut can be known.</summary>
public sealed class CutOffPropertyTests : IDisposable
{
    const int CutsOfEach = 60;

    static readonly Contracts Shipped = Contracts.Shipped;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cut-");

    [Fact]
    public void A_file_that_says_where_it_ends_is_refused_wherever_it_is_cut()
    {
        Check(good => good.Name is not (".csv" or ".ndjson") && Path.GetExtension(good.Name) is ".json" or ".xml" or ".gz" or ".zip"
            or ".book" or ".xlsx" or ".xls", (good, bytes, whole) =>
        {
            if (bytes.AsSpan().TrimEnd(" \r\n\0"u8).Length == good.Bytes.AsSpan().TrimEnd(" \r\n\0"u8).Length) return null;
            var cut = Read(good, bytes);
            return cut.Refusal is not null || cut.Rows.SequenceEqual(whole.Rows) ? null
                : $"taken, with {cut.Rows.Count} of {whole.Rows.Count} rows";
        });
    }

    [Fact]
    public void Lines_that_break_off_in_the_middle_of_a_record_are_said_to()
    {
        Check(good => Path.GetExtension(good.Name) is ".csv" or ".ndjson", (good, bytes, whole) =>
        {
            var cut = Read(good, bytes);
            if (cut.Refusal is not null) return null;
            for (var at = 0; at < cut.Rows.Count - 1; at++)
                if (at >= whole.Rows.Count || cut.Rows[at] != whole.Rows[at]) return $"row {at + 1} of {cut.Rows.Count} is not what it was";
            return !BreaksOff(good, bytes) || cut.IsCutOff ? null : $"taken as whole, with {cut.Rows.Count} of {whole.Rows.Count} rows";
        });
    }

    /// <summary>By counting alone, of files whose quotes are well written: the last line has begun a row and not all of its fields, or a
    /// quote is open.</summary>
    static bool BreaksOff(GoodFile good, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (good.Name.EndsWith(".ndjson", StringComparison.Ordinal))
            return text.Split('\n')[^1] is { Length: > 1 } line && !Encoding.UTF8.GetString(good.Bytes).Split('\n').Contains(line);
        var whole = Encoding.UTF8.GetString(good.Bytes);
        var header = whole.Split('\n').First(line => ",;\t|".Max(separator => line.Count(letter => letter == separator)) > 5);
        var separator = ",;\t|".MaxBy(separator => header.Count(letter => letter == separator));
        if (text.Length < whole.IndexOf(header, StringComparison.Ordinal) + header.Length) return false;
        var (fields, isQuoted, isBegun) = (1, false, false);
        foreach (var letter in text)
        {
            if (letter == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (letter == separator) fields++;
            isBegun = letter is not ('\r' or '\n');
            if (!isBegun) fields = 1;
        }
        return isQuoted || (isBegun && fields > 1 && fields < 1 + header.Count(letter => letter == separator));
    }

    void Check(Func<GoodFile, bool> isMeant, Func<GoodFile, byte[], Reading, string?> fault)
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        var (files, faults) = (0, new List<string>());
        foreach (var good in GoodFile.All().Where(good => good.Name != "mess.csv" && isMeant(good)))
        {
            var whole = Read(good, good.Bytes);
            Assert.False(whole.IsCutOff, good.Name);
            if (whole.Refusal is not null) continue;
            files++;
            for (var time = 0; time < CutsOfEach; time++)
            {
                // The end of a file is where a cut is hardest to know.
                var at = good.Bytes.Length - 1
                    - (time % 3 == 0 ? random.Next(Math.Min(600, good.Bytes.Length - 1)) : random.Next(good.Bytes.Length - 1));
                if (fault(good, good.Bytes[..at], whole) is { } what) faults.Add($"{good.Name} cut at {at} of {good.Bytes.Length}: {what}");
            }
        }
        Assert.True(files >= 6, $"{files} files");
        Assert.True(faults.Count == 0, $"seed {seed}\n{string.Join('\n', faults)}");
    }

    Reading Read(GoodFile good, byte[] bytes)
    {
        var landed = Path.Combine(_folder.FullName, "landed");
        File.WriteAllBytes(landed, bytes);
        using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "scratch"));
        var place = good.Place.Split('/');
        var feed = Shipped.Find(new FeedId(place[0], place[2]))!.On(DateOnly.FromDateTime(good.Received.UtcDateTime));
        var source = SourceFile.Open(feed, landed, scratch.Folder, default);
        if (source.IsRefused) return new Reading(source.Defects.First(defect => defect.Defect.Tier == Tier.File).Defect.Code, [], false);
        using var rows = new RowReader(feed, source.Parts);
        var row = new Row(feed);
        var read = new List<string>();
        while (rows.Next(row) is { } kind)
            if (kind == RecordKind.Row) read.Add(Encoding.UTF8.GetString(row.Content));
        return new Reading(null, read, source.Defects.Concat(rows.Defects).Any(defect => defect.Defect == Defects.FileCutOff));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    sealed record Reading(string? Refusal, IReadOnlyList<string> Rows, bool IsCutOff);
}
