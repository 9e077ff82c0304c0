namespace FrontDoor.Domain.Feeds;

/// <summary>Which column each element of a FHIR R4 referral fills; docs/formats.md says where each is found. Goes with the format
/// fhir.</summary>
[ColumnName]
public sealed record FhirContract
{
    /// <summary>The ServiceRequest's identifier, else its id.</summary>
    public required string Referral { get; init; }

    /// <summary>ODS code of the organisation that asks.</summary>
    public string? Requester { get; init; }

    /// <summary>ODS code of the place.</summary>
    public string? Site { get; init; }
    public string? NhsNumber { get; init; }
    public string? Family { get; init; }

    /// <summary>The first given name.</summary>
    public string? Given { get; init; }
    public string? BirthDate { get; init; }

    /// <summary>The expected date of delivery, of an unborn child.</summary>
    public string? ExpectedDelivery { get; init; }
    public string? Gender { get; init; }
    public string? PostalCode { get; init; }

    /// <summary>ODS code of the GP practice.</summary>
    public string? GeneralPractice { get; init; }

    /// <summary>The start of the encounter; never a planned time (ServiceRequest.occurrence).</summary>
    public string? Attendance { get; init; }

    /// <summary>When the referral was written.</summary>
    public string? Authored { get; init; }

    /// <summary>When the message or communication was sent; never when the referral was written.</summary>
    public string? Sent { get; init; }

    /// <summary>When the resource was last changed.</summary>
    public string? Updated { get; init; }
    public string? Category { get; init; }
    public string? Reason { get; init; }
    public string? Note { get; init; }
    public string? Status { get; init; }

    /// <summary>Every column named, under the element that fills it.</summary>
    public IEnumerable<(string Element, string? Column)> Named() =>
    [
        ("referral", Referral), ("requester", Requester), ("site", Site), ("nhsNumber", NhsNumber), ("family", Family), ("given", Given),
        ("birthDate", BirthDate), ("expectedDelivery", ExpectedDelivery), ("gender", Gender), ("postalCode", PostalCode),
            ("generalPractice",
            GeneralPractice),
        ("attendance", Attendance), ("authored", Authored), ("sent", Sent), ("updated", Updated), ("category", Category), ("reason",
            Reason),
            ("note", Note), ("status", Status),
    ];
}
