using FrontDoor.Reporting.Filters;

namespace FrontDoor.Reporting.Access;

/// <summary>Who looks at pages, by the roles that the sign-in gave; every page asks it what may be seen.</summary>
/// <param name="Name">Kept with an acknowledgement in the container restricted; null where no one signed in.</param>
public sealed record Viewer(string? Name, IReadOnlyList<string> Roles)
{
    public const string DutyManager = "duty-manager", Analyst = "analyst", Operator = "operator", Partner = "partner:";

    /// <summary>Somebody at this machine itself, where no sign-in is configured.</summary>
    public static Viewer OnThisMachine { get; } = new(null, [Operator]);

    public bool SeesAll => Has(DutyManager) || Has(Analyst) || Has(Operator);

    public bool MayAcknowledge => Has(DutyManager) || Has(Operator);

    /// <summary>The senders whose own pages may be seen.</summary>
    public IEnumerable<string> Senders => Roles.Where(role => role.StartsWith(Partner, StringComparison.Ordinal))
        .Select(role => role[Partner.Length..]);

    public bool IsAnyone => SeesAll || Senders.Any();

    /// <param name="senderOfFile">Whose file a File page is of; null where there is no such file.</param>
    public bool MaySee(PageAddress address, Func<string?> senderOfFile) => SeesAll || address.Page switch
    {
        PageName.Definitions => Senders.Any(),
        PageName.Partner => Senders.Contains(address.Filter.Sender),
        PageName.File => senderOfFile() is { } sender && Senders.Contains(sender),
        _ => false,
    };

    /// <summary>The page that opens first.</summary>
    public PageAddress Home => SeesAll || !Senders.Any() ? new(PageName.Today, Filter.None) : PageAddress.Partner(Senders.First());

    bool Has(string role) => Roles.Contains(role, StringComparer.Ordinal);
}
