namespace FrontDoor.Domain;

/// <summary>The three-digit local authority codes of the Department for Education, as its CIN census rule 1540 lists them.</summary>
public static class LocalAuthority
{
    /// <summary>Never issued; the invented council of the samples, Northshire.</summary>
    public const int Sample = 999;

    static readonly (int From, int To)[] ranges =
    [
        (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394), (420, 420),
        (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816), (820, 823), (825, 826), (830, 831), (835, 841),
        (845, 846), (850, 852), (855, 857), (860, 861), (865, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926),
        (928, 929), (931, 931), (933, 933), (935, 938), (940, 943),
    ];

    static readonly bool[] known = [.. Enumerable.Range(0, 1000).Select(code => Array.Exists(ranges, r => code >= r.From && code <= r.To))];

    /// <summary>On the list, the pseudo codes 001 to 005 included.</summary>
    public static bool IsKnown(int code) => (uint)code < 1000 && known[code];

    internal static IdCheck Check(ReadOnlySpan<byte> threeDigits, IdCheck whenKnown) => IdText.Number(threeDigits) switch
    {
        Sample => IdCheck.TestRange,
        var code => IsKnown(code) ? whenKnown : IdCheck.UnknownAuthority,
    };
}
