using System.Security.Cryptography;
using System.Text;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

/// <summary>A record of the lake, and what it knows its child by; each key is any word that stands for one.</summary>
sealed record Known(string Record)
{
    public int Version { get; init; } = 1;
    public string Agency { get; init; } = "health";
    public string? Nhs { get; init; }
    public string? Upn { get; init; }
    public string? Reference { get; init; }
    public string? Name { get; init; }
    public string? Home { get; init; }

    /// <summary>Who bears the record's numbers, by date of birth and name: "2012/Ada". Without it the record does not say.</summary>
    public string? Bearer { get; init; }

    /// <summary>A birthday of 1 January.</summary>
    public bool Estimated { get; init; }
    public string? Unborn { get; init; }
    public DateOnly? On { get; init; }
    public string? Category { get; init; }
    public string? Factors { get; init; }
    public string? Status { get; init; }
    public string? Source { get; init; }
    public string? Outcome { get; init; }
    public DateOnly? Referred { get; init; }

    public static void Put(TestLake lake, params IEnumerable<Known> records) =>
        lake.Put<NotificationsTable>("police", "2026-03", [.. records.Select<Known, Action<NotificationsTable>>(record => record.Fill)]);

    /// <summary>What stands for the word in the lake: another hash for every kind.</summary>
    public static string Hex(string kind, string word) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {word}")).AsSpan(0, 16));

    void Fill(NotificationsTable row)
    {
        row.NotificationKey.Set(Hex("record", Record));
        row.RecordVersion.Set(Version);
        row.Agency.Set(Agency);
        row.Feed.Set("concern");
        row.Sender.Set($"northshire-{Agency}");
        row.Category.Set(Category);
        row.Factors.Set(Factors);
        row.Status.Set(Status);
        row.Source.Set(Source);
        row.Outcome.Set(Outcome);
        var (basis, key) = Nhs is not null ? ("nhs", Nhs)
            : Upn is not null ? ("upn", Upn)
            : Name is not null ? ("demographic", Name) : Unborn is not null ? ("unborn", Unborn) : (null, null);
        row.ChildKey.Set(key is null ? null : Hex(basis!, key));
        row.ChildKeyBasis.Set(basis);
        if (basis == "nhs" && Upn is not null) row.UpnKey.Set(Hex("upn", Upn));
        if (Bearer?.Split('/') is [var born, var called])
        {
            if (basis is "nhs" or "upn") row.ChildBearer.Set(Hex($"born {key}", born)[..16] + Hex($"name {key}", called)[..16]);
            if (basis == "nhs" && Upn is not null) row.UpnBearer.Set(Hex($"born {Upn}", born)[..16] + Hex($"name {Upn}", called)[..16]);
        }
        if (basis is "nhs" or "upn" && Name is not null) row.DemographicKey.Set(Hex("demographic", Name));
        row.ReferenceKey.Set(Reference is null ? null : Hex("reference", Reference));
        row.HouseholdKey.Set(Home is null ? null : Hex("home", Home));
        row.Flags.Set(Estimated ? "RISK_UNGRADED;DQ_BIRTH_ESTIMATED" : null);
        row.OccurredOn.Set(On);
        row.ReferredOn.Set(Referred);
        row.ReceivedAt.Set((On ?? new DateOnly(2019, 3, 4)).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
    }
}
