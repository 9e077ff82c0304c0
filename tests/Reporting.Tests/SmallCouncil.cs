using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>A week of two senders: notifications in time and late, a refused file, rejected rows, alerts. Every name in it is planted,
/// to be
/// looked for.</summary>
public sealed class SmallCouncil : IAsyncLifetime
{
    public const string Surname = "Plantedname", Forename = "Verysecret", Narrative = "Planted words of an officer", Postcode = "ZZ99 3VZ";

    internal Premises Premises { get; } = new();

    public static IReadOnlyList<string> Planted { get; } =
        [Surname, Forename, Narrative, Postcode, "PPN/19/000001", "N0000001", "1 Planted Street", "14/02/2012", "2012-02-14", "hostile"];

    public static string ScriptName => "<script>alert('hostile')<b>.csv";

    public async ValueTask InitializeAsync()
    {
        await Premises.Take(Some.PoliceFile(Enumerable.Range(1, 6).Select(Row)), hours: 0);
        await Premises.Take(Some.PoliceFile(Enumerable.Range(7, 12).Select(number => Row(number) with { Risk = "High" })),
            hours: 24 * 8, name: ScriptName);
        await Premises.Take(Some.PoliceFile([Row(30) with { Reference = "" }, Row(31) with { Risk = "<i>hostile</i>" }]), hours: 24 * 9,
            name: "b.csv");
        await Premises.Take("<html><body>log in</body></html>", hours: 24 * 10, name: "c.csv");
        Premises.Publish();
    }

    public ValueTask DisposeAsync()
    {
        Premises.Dispose();
        return default;
    }

    static Ppn Row(int number) => Some.Ppn(number) with
    {
        Surname = Surname,
        Forename = Forename,
        Narrative = Narrative,
        Postcode = Postcode,
        Address = "1 Planted Street"
    };
}
