using System.Text.RegularExpressions;

namespace FrontDoor.Formats.Fhir;

/// <summary>The names under which systems give an NHS number or an ODS code, compared without case, scheme and the slash at the
/// end.</summary>
static partial class FhirSystems
{
    /// <summary>What partners are asked for.</summary>
    public const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number", OdsOrganisation = "https://fhir.nhs.uk/Id/ods-organization-code",
        OdsSite = "https://fhir.nhs.uk/Id/ods-site-code";

    // Of GP Connect's first version and of FHIR UK; the numbers are those of HL7 version 3 (NHS Data Dictionary, OIDs of Spine messages).
    static readonly Dictionary<string, string> s_known = new(StringComparer.Ordinal)
    {
        ["fhir.nhs.uk/id/nhs-number"] = NhsNumber,
        ["fhir.nhs.net/id/nhs-number"] = NhsNumber,
        ["fhir.hl7.org.uk/id/nhs-number"] = NhsNumber,
        ["2.16.840.1.113883.2.1.4.1"] = NhsNumber,
        ["fhir.nhs.uk/id/ods-organization-code"] = OdsOrganisation,
        ["fhir.nhs.uk/id/ods-organisation-code"] = OdsOrganisation,
        ["fhir.nhs.net/id/ods-organization-code"] = OdsOrganisation,
        ["2.16.840.1.113883.2.1.3.2.4.19.1"] = OdsOrganisation,
        ["fhir.nhs.uk/id/ods-site-code"] = OdsSite,
        ["fhir.nhs.net/id/ods-site-code"] = OdsSite,
        ["2.16.840.1.113883.2.1.3.2.4.19.2"] = OdsSite,
    };

    /// <summary>The agreed name of a system that is known by this one; any other as it is compared.</summary>
    public static string Of(string? system)
    {
        if (system is null) return "";
        var plain = system.Trim().TrimEnd('/').ToLowerInvariant();
        foreach (var scheme in (string[])["https://", "http://", "urn:oid:"])
            if (plain.StartsWith(scheme, StringComparison.Ordinal)) plain = plain[scheme.Length..];
        if (plain.StartsWith("www.", StringComparison.Ordinal)) plain = plain[4..];
        return s_known.GetValueOrDefault(plain, plain);
    }

    /// <summary>An NHS number, or a code of an organisation or site.</summary>
    public static bool IsKnown(string? system) => Of(system) is NhsNumber or OdsOrganisation or OdsSite;

    /// <summary>As a receipt names it: a number that somebody may have put into the name of a system stays out of it.</summary>
    public static string Said(string? system) =>
        string.IsNullOrWhiteSpace(system) ? "no system" : $"'{LongNumber().Replace(system.Length > 120 ? system[..120] : system, "…")}'";

    [GeneratedRegex("[0-9]{8,}")]
    private static partial Regex LongNumber();
}
