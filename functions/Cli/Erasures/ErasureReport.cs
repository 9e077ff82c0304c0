using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Erasures;

/// <summary>The proof of an erasure: every place looked at, what was removed there, and what the search of every byte found. It names the
/// erasure by its id, and has nothing of the child: no name, no number and no key.</summary>
sealed record ErasureReport
{
    const string Folder = "erasure-reports";

    public int Schema { get; init; } = 1;

    /// <summary>The id of the erasure; its document in restricted/erasures says who asked for it and why.</summary>
    public required string ErasureId { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public required DateTimeOffset SearchedAt { get; init; }

    /// <summary>Nothing of the child was found in any place of <see cref="Search"/>, and no file is left to a person.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether the files as they came were looked at.</summary>
    public required bool HasLanding { get; init; }

    /// <summary>What this run removed. A run that finishes a stopped one has less.</summary>
    public required IReadOnlyList<ErasedPlaceCount> Removed { get; init; }
    public required IReadOnlyList<SearchedPlace> Search { get; init; }
    public required IReadOnlyList<NotErased> NotErased { get; init; }

    /// <summary>Writes both forms, in restricted; returns the path of the text.</summary>
    public async Task<string> Write(string root, CancellationToken cancel)
    {
        var start = Path.Combine(Directory.CreateDirectory(Path.Combine(root, Containers.Restricted, Folder)).FullName, ErasureId);
        await File.WriteAllBytesAsync($"{start}.json", JsonSerializer.SerializeToUtf8Bytes(this, ErasureJson.Default.ErasureReport),
            cancel);
        await File.WriteAllTextAsync($"{start}.txt", Text(), cancel);
        return $"{start}.txt";
    }

    string Text()
    {
        var text = new StringBuilder();
        Line($"Erasure {ErasureId}, begun {PeopleText.Moment(BegunAt)}, searched {PeopleText.Moment(SearchedAt)}");
        Line($"{(IsComplete ? "Complete: every byte was searched, and nothing of the child was found." : "NOT COMPLETE: see below.")}");
        if (!HasLanding) Line($"The files as they came were NOT looked at.");
        Line($"");
        Line($"Removed, by place: objects looked at, and rows, lines, documents or values removed");
        foreach (var place in Removed) Line($"  {place.Place}: {place.Objects}, {place.Removed}");
        Line($"");
        Line($"Searched afterwards, by place: files, and files with the child in them");
        foreach (var place in Search)
            Line($"  {(place.Place.Length > 0 ? place.Place : "the folder itself")}: {place.Objects}, {place.Found}");
        if (NotErased.Count == 0) return text.ToString();
        Line($"");
        Line($"NOT erased, for a person to look at: file, agency, format, rows of other children");
        foreach (var file in NotErased)
            Line($"  {file.FileId}, {file.Agency}, {file.Format}, {(file.OtherRows < 0 ? "not known" : $"{file.OtherRows}")}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}

/// <summary>A file that has the child still.</summary>
/// <param name="OtherRows">Rows of other children; -1 if that is not known.</param>
sealed record NotErased(string FileId, string Agency, string Format, int OtherRows);

/// <summary>JSON serialisation of <see cref="ErasureReport"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ErasureReport))]
sealed partial class ErasureJson : JsonSerializerContext;
