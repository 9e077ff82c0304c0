using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Identifiers;

/// <summary>The three-digit local authority codes of the Department for Education, as functions/codes/local-authority.json lists
/// them.</summary>
public static class LocalAuthority
{
    /// <summary>Never issued; the invented council of the samples, Northshire.</summary>
    public const int Sample = 999;

    static readonly bool[] known = Known();

    /// <summary>On the list, the pseudo codes 001 to 005 included.</summary>
    public static bool IsKnown(int code) => (uint)code < 1000 && known[code];

    internal static IdCheck Check(ReadOnlySpan<byte> threeDigits, IdCheck whenKnown) => IdText.Number(threeDigits) switch
    {
        Sample => IdCheck.TestRange,
        var code => IsKnown(code) ? whenKnown : IdCheck.UnknownAuthority,
    };

    static bool[] Known()
    {
        var codes = new bool[1000];
        foreach (var code in CodeLists.Shipped.Find("local-authority")!.Codes)
            codes[int.Parse(code, System.Globalization.CultureInfo.InvariantCulture)] = true;
        return codes;
    }
}
