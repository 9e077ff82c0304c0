using System.Security.Cryptography;
using System.Text;
using FrontDoor.Lake;

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
        lake.Put(LakeTables.Notifications, "police", "2026-03", [.. records.Select<Known, Action<Batch>>(record => record.Fill)]);

    /// <summary>What stands for the word in the lake: another hash for every kind.</summary>
    public static string Hex(string kind, string word) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {word}")).AsSpan(0, 16));

    void Fill(Batch row)
    {
        Text(row, "notification_key", Hex("record", Record));
        row.Integer(LakeTables.Notifications["record_version"], Version);
        foreach (var (column, value) in new[] { ("agency", Agency), ("feed", "concern"), ("sender", $"northshire-{Agency}"), ("category", Category), ("factors", Factors), ("status", Status), ("source", Source), ("outcome", Outcome) })
            Text(row, column, value);
        var (basis, key) = Nhs is not null ? ("nhs", Nhs) : Upn is not null ? ("upn", Upn) : Name is not null ? ("demographic", Name) : Unborn is not null ? ("unborn", Unborn) : (null, null);
        Text(row, "child_key", key is null ? null : Hex(basis!, key));
        Text(row, "child_key_basis", basis);
        if (basis == "nhs" && Upn is not null) Text(row, "upn_key", Hex("upn", Upn));
        if (Bearer?.Split('/') is [var born, var called])
        {
            if (basis is "nhs" or "upn") Text(row, "child_bearer", Hex($"born {key}", born)[..16] + Hex($"name {key}", called)[..16]);
            if (basis == "nhs" && Upn is not null) Text(row, "upn_bearer", Hex($"born {Upn}", born)[..16] + Hex($"name {Upn}", called)[..16]);
        }
        if (basis is "nhs" or "upn" && Name is not null) Text(row, "demographic_key", Hex("demographic", Name));
        Text(row, "reference_key", Reference is null ? null : Hex("reference", Reference));
        Text(row, "household_key", Home is null ? null : Hex("home", Home));
        Text(row, "flags", Estimated ? "RISK_UNGRADED;DQ_BIRTH_ESTIMATED" : null);
        if (On is { } on) row.Date(LakeTables.Notifications["occurred_on"], Days(on));
        if (Referred is { } referred) row.Date(LakeTables.Notifications["referred_on"], Days(referred));
        row.Instant(LakeTables.Notifications["received_at"], Days(On ?? new DateOnly(2019, 3, 4)) * 86_400_000_000L);
    }

    internal static int Days(DateOnly day) => day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    static void Text(Batch row, string column, string? value)
    {
        if (value is not null) row.Text(LakeTables.Notifications[column], Encoding.UTF8.GetBytes(value));
    }
}
