using System.Text.Json.Serialization;
using FrontDoor.Domain.Documents;
using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>A half term, first and last day included.</summary>
public sealed record SchoolTerm(string Name, LocalDate First, LocalDate Last);

/// <summary>The terms and INSET days of one authority, over the days that are known.</summary>
public sealed record SchoolYear(LocalDate First, LocalDate Last, IReadOnlyList<SchoolTerm> Terms, IReadOnlyList<LocalDate> Inset);

/// <summary>School terms by authority (LA code), with a default for those that gave none: calendars/school-terms.json, read
/// strictly.</summary>
public sealed class SchoolTerms
{
    readonly ByAuthority<SchoolYear> _years;

    SchoolTerms(ByAuthority<SchoolYear> years) => _years = years;

    /// <summary>The terms that ship.</summary>
    public static SchoolTerms Shipped { get; } = Parse(Resources.Read("calendars/school-terms.json"));

    /// <summary>The authority's own terms, or the default.</summary>
    /// <param name="laCode">Three digits; null where none is known.</param>
    public SchoolYear Of(string? laCode) => _years.Of(laCode);

    /// <summary>Reads the file; an unknown key, a term that overlaps another or ends before it begins, or an INSET day in no term is an
    /// error.</summary>
    public static SchoolTerms Parse(ReadOnlySpan<byte> json)
    {
        var file = AuthorityFile.Read("School terms", json, TermsJson.Default.TermsFile);
        var (first, last) = (LocalDate.FromDateOnly(file.First), LocalDate.FromDateOnly(file.Last));
        return new(ByAuthority<SchoolYear>.From("School terms", file.Default,
            file.Authorities, (whose, terms) => Year(whose, terms, first, last)));
    }

    static SchoolYear Year(string whose, TermsOfOne terms, LocalDate first, LocalDate last)
    {
        if (terms.Terms.Count == 0) throw new FormatException($"School terms of {whose} hold no term.");
        List<SchoolTerm> halves =
            [.. terms.Terms.Select(term =>
            new SchoolTerm(term.Name, LocalDate.FromDateOnly(term.First), LocalDate.FromDateOnly(term.Last)))];
        var before = first.PlusDays(-1);
        foreach (var half in halves)
        {
            if (half.First <= before || half.Last < half.First || half.Last > last)
                throw new FormatException($"School terms of {whose}: '{half.Name}' runs {half.First:uuuu-MM-dd} to "
                    + $"{half.Last:uuuu-MM-dd}; expected terms in order within {first:uuuu-MM-dd} to {last:uuuu-MM-dd}.");
            before = half.Last;
        }
        List<LocalDate> inset = [.. terms.Inset.Select(LocalDate.FromDateOnly)];
        foreach (var day in inset)
            if (!halves.Exists(half => half.First <= day && day <= half.Last))
                throw new FormatException($"School terms of {whose}: the INSET day {day:uuuu-MM-dd} lies in no term.");
        return new(first, last, halves, inset);
    }
}

/// <summary>school-terms.json as written.</summary>
sealed record TermsFile
{
    /// <summary>Where the dates come from; for people.</summary>
    public required string Source { get; init; }

    /// <summary>The first day anything is known of.</summary>
    public required DateOnly First { get; init; }

    /// <summary>The last.</summary>
    public required DateOnly Last { get; init; }
    public required TermsOfOne Default { get; init; }
    public required IReadOnlyDictionary<string, TermsOfOne> Authorities { get; init; }
}

/// <summary>One authority's terms as written.</summary>
sealed record TermsOfOne
{
    public required IReadOnlyList<HalfTerm> Terms { get; init; }
    public required IReadOnlyList<DateOnly> Inset { get; init; }
}

/// <summary>A half term as written.</summary>
sealed record HalfTerm(string Name, DateOnly First, DateOnly Last);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TermsFile))]
sealed partial class TermsJson : JsonSerializerContext;
