using System.Text;

namespace FrontDoor.Tests;

/// <summary>Rows and files that are fine, to change with what a test is about.</summary>
static class Some
{
    public static Ppn Ppn(int number = 1) => new() { Reference = $"PPN/19/{number:000000}", Child = $"N{number:0000000}" };

    /// <summary>A police file: header and rows.</summary>
    public static string PoliceFile(params IEnumerable<Ppn> rows) => Lines([Tests.Ppn.Header, .. rows.Select(row => row.ToString())]);

    public static string Lines(params IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\r\n"));

    /// <summary>5 January 2019, 07:00 UTC, and whole hours after it: ten hours after the incident of <see cref="Ppn()"/>.</summary>
    public static DateTimeOffset Morning(double hoursAfter = 0) =>
        new DateTimeOffset(2019, 1, 5, 7, 0, 0, TimeSpan.Zero).AddHours(hoursAfter);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>One row of a police file, as its sender would fill it in.</summary>
sealed record Ppn
{
    public required string Reference { get; init; }
    public string Version { get; init; } = "1";
    public string Type { get; init; } = "Domestic Abuse";
    public string Risk { get; init; } = "Medium";
    public string From { get; init; } = "04/01/2019 20:30";
    public string To { get; init; } = "04/01/2019 21:00";
    public string Reported { get; init; } = "";
    public string Created { get; init; } = "";
    public string Child { get; init; } = "";
    public string Surname { get; init; } = "Testcase";
    public string Forename { get; init; } = "Ada";
    public string Born { get; init; } = "14/02/2012";
    public string Address { get; init; } = "1 Sample Street";
    public string Postcode { get; init; } = "ZZ99 3VZ";
    public string Narrative { get; init; } = "Invented.";
    public string Council { get; init; } = "999";
    public string Status { get; init; } = "New";

    public const string Header =
        "PPN Reference,PPN Version,Incident Type,Risk Level,Incident Date From,Incident Date To,Reported Date,PPN Created,"
        + "Child Reference,Child Surname,Child Forename,Child DOB,Address,Postcode,Narrative,LA Code,Status";

    public IReadOnlyList<string> Cells =>
        [Reference, Version, Type, Risk, From, To, Reported, Created, Child, Surname, Forename, Born, Address, Postcode, Narrative, Council,
        Status];

    public override string ToString() => string.Join(',', Cells.Select(Quoted));

    static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
