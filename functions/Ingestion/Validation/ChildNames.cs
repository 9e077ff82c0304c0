using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Ingestion.Validation;

/// <summary>What stands where a child's name is expected and is none.</summary>
static class ChildNames
{
    static readonly byte[][] nobody =
    [
        .. new[] { "unknown", "not known", "unborn", "unborn baby", "unborn child", "baby", "baby boy", "baby girl", "infant", "n/k", "nk",
            "n/a", "unk", "tbc", "not given", "not recorded", "anon", "anonymous" }
            .Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>A name that, with a date of birth, tells this child from another: two babies without a name are two children.</summary>
    public static bool IsSomebody(ReadOnlySpan<byte> surname, ReadOnlySpan<byte> forename) =>
        !surname.IsEmpty && !forename.IsEmpty && !IsNobody(surname) && !IsNobody(forename) && (HasLetter(surname) || HasLetter(forename))
        && !AreMarks(surname, forename) && !IsMachineMark(surname) && !IsMachineMark(forename) && !NullForename.SequenceEqual(forename);

    /// <summary>Both names are marks for no value: NULL, NULL. One that is may be a name, for there are children called Null.</summary>
    public static bool AreMarks(ReadOnlySpan<byte> surname, ReadOnlySpan<byte> forename) =>
        (NoValue.IsMark(surname) && (forename.IsEmpty || NoValue.IsMark(forename))) || (surname.IsEmpty && NoValue.IsMark(forename));

    /// <summary>Not born yet, so without a date of birth.</summary>
    public static bool IsUnborn(ReadOnlySpan<byte> surname, ReadOnlySpan<byte> forename) => IsUnborn(surname) || IsUnborn(forename);

    /// <summary>Of twins not born yet, one: "Unborn Twin 2".</summary>
    public static bool IsOneOfSeveral(ReadOnlySpan<byte> forename)
    {
        for (var at = 0; at < forename.Length; at++)
            if (char.IsAsciiDigit((char)forename[at])
                || forename.Length - at >= 4 && Ascii.EqualsIgnoreCase(forename.Slice(at, 4), "twin"u8)) return true;
        return false;
    }

    /// <summary>As SQL tools write it. In capitals like every other name of its file a surname may be so; no forename is known that
    /// is.</summary>
    static ReadOnlySpan<byte> NullForename => "NULL"u8;

    /// <summary>What no name is spelled like: \N, (null), N/A. A dash may stand for the name that a child does not have.</summary>
    static bool IsMachineMark(ReadOnlySpan<byte> name) => !char.IsAsciiLetter((char)name[0]) && HasLetter(name) && NoValue.IsMark(name);

    static bool IsUnborn(ReadOnlySpan<byte> name) => name.Length >= 6 && Ascii.EqualsIgnoreCase(name[..6], "unborn"u8);

    static bool IsNobody(ReadOnlySpan<byte> name)
    {
        if (name[0] == '?') return true;
        if (name.Length > 12) return false;
        foreach (var word in nobody)
            if (word.Length == name.Length && Ascii.EqualsIgnoreCase(name, word)) return true;
        return false;
    }

    // Someone with one name has a dash, or nothing but a mark, for the other.
    static bool HasLetter(ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
            if (letter >= 0x80 || char.IsAsciiLetter((char)letter)) return true;
        return false;
    }
}
