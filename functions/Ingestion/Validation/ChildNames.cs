using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Recognises texts in place of a child's name that are not names.</summary>
static class ChildNames
{
    static readonly byte[][] nobody =
    [
        .. new[] { "unknown", "not known", "unborn", "unborn baby", "unborn child", "baby", "baby boy", "baby girl", "infant", "n/k", "nk",
            "n/a", "unk", "tbc", "not given", "not recorded", "anon", "anonymous" }
            .Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether a name, with a date of birth, distinguishes children: two babies without a name are two children.</summary>
    public static bool IsSomebody(ReadOnlySpan<byte> surname, ReadOnlySpan<byte> forename) =>
        !surname.IsEmpty && !forename.IsEmpty && !IsNobody(surname) && !IsNobody(forename) && (HasLetter(surname) || HasLetter(forename))
        && !AreMarks(surname, forename) && !IsMachineMark(surname) && !IsMachineMark(forename) && !NullForename.SequenceEqual(forename);

    /// <summary>Whether both names are marks for no value, such as NULL, NULL. One such name may be real, because there are children
    /// called Null.</summary>
    public static bool AreMarks(ReadOnlySpan<byte> surname, ReadOnlySpan<byte> forename) =>
        (NoValue.IsMark(surname) && (forename.IsEmpty || NoValue.IsMark(forename))) || (surname.IsEmpty && NoValue.IsMark(forename));

    /// <summary>Whether the child is not born yet, and has no date of birth.</summary>
    public static bool IsUnborn(ReadOnlySpan<byte> surname, ReadOnlySpan<byte> forename) => IsUnborn(surname) || IsUnborn(forename);

    /// <summary>Whether it is one of unborn twins: "Unborn Twin 2".</summary>
    public static bool IsOneOfSeveral(ReadOnlySpan<byte> forename)
    {
        for (var at = 0; at < forename.Length; at++)
            if (char.IsAsciiDigit((char)forename[at])
                || forename.Length - at >= 4 && Ascii.EqualsIgnoreCase(forename.Slice(at, 4), "twin"u8)) return true;
        return false;
    }

    /// <summary>Whether it is NULL as SQL tools write it. A surname may be in capitals like every other name of its file; no such
    /// forename is known.</summary>
    static ReadOnlySpan<byte> NullForename => "NULL"u8;

    /// <summary>Whether no name is spelled so: \N, (null), N/A. A dash may mean the name that a child does not have.</summary>
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

    // A person with one name has a dash, or only a mark, for the other.
    static bool HasLetter(ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
            if (letter >= 0x80 || char.IsAsciiLetter((char)letter)) return true;
        return false;
    }
}
