using System.Collections.Frozen;
using System.Text;

namespace FrontDoor.Domain.Identifiers;

/// <summary>Words and marks that systems and people write where there is no value. The whole cell must be one: N/A is, N/A-1 is a
/// reference.</summary>
public static class NoValue
{
    const int Longest = 24;

    /// <summary>A GUID of noughts in its braces.</summary>
    const int LongestStandIn = 38;

    /// <summary>In a text so long a hyphen or an underscore may part words.</summary>
    const int JoinedAtLeast = 6;

    /// <summary>What people put around such a word, and what is left of a separator.</summary>
    const string Around = "*-_.:;,\"'`~#";

    // SQL: SSMS and psql NULL, SQL Developer (null), DBeaver [NULL], DataGrip <null>, MySQL and PostgreSQL \N. Data frames: pandas read_csv
    // na_values, R and Julia NA, missing.
    // Languages: Python None, NaT; JavaScript undefined, NaN; Ruby, Go and Lua nil; .NET DBNull; PowerShell $null. Statistics: SAS and
    // Stata a point, ONS [x] and two points.
    // Spreadsheets: #NA, and (blank) of a pivot table. Their errors are told apart: see SheetErrors.
    static readonly string[] s_marks =
    [
        "null", "\\n", "\\\\n", "na", "n/a", "n\\a", "n.a.", "n.a", "n-a", "#na", "#n/an/a", "nan", "-nan", "nat", "1.#ind", "-1.#ind",
            "1.#qnan", "-1.#qnan", "none", "nil", "nill",
        "missing", "undefined", "dbnull", "system.dbnull", "$null", "void", "novalue", "nodata", "notset", "unset", "notavailable",
            "notapplicable", "blank", "empty", "nothing",
        "&nbsp;", "&lt;null&gt;", "dbnull.value", "nullvalue", "na_character_", "na_integer_", "na_real_", "[objectobject]", "=na()", "-",
            "--", "---", ".", "..", "...", "?", "??", "???", "_", "[x]",
    ];

    /// <summary>What people write of a thing that is not known to them, or not yet.</summary>
    static readonly string[] s_words =
    [
        "unknown", "unk", "notknown", "notyetknown", "n/k", "nk", "n.k.", "notrecorded", "notgiven", "notprovided", "notsupplied",
            "notstated", "notspecified", "unspecified", "notentered",
        "notheld", "tbc", "t.b.c", "tba", "tbd", "tofollow", "willfollow", "tobeallocated", "tobeadded", "tobeconfirmed", "tobeadvised",
            "notyet", "pending", "awaited", "awaiting", "awaitingreference", "awaitingref", "awaitingnumber", "pendingallocation", "noref",
                "noreference", "nonumber", "unavailable", "notavail", "notallocated", "notassigned", "notissued", "notyetallocated",
        "notyetassigned", "notyetissued", "nonerecorded", "nonegiven", "noneknown", "nothingrecorded", "n/d", "nd", "d/k", "dk", "n/r",
            "nr",
            "notdisclosed", "withheld", "redacted", "ditto", "asabove",
        "new", "notonsystem", "notfound", "notcreated", "nonominal", "asperabove", "seeabove", "seenotes", "seebelow", "refertonotes",
    ];

    static readonly FrozenSet<string> s_known = s_marks.ToFrozenSet(StringComparer.Ordinal);
    static readonly FrozenSet<string> s_all = s_marks.Concat(s_words).ToFrozenSet(StringComparer.Ordinal);
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_findMark = s_known.GetAlternateLookup<ReadOnlySpan<char>>(),
        s_findAny = s_all.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly bool[] s_begins = Beginnings(), s_ends = Ends();

    /// <summary>Every one of them, as compared: in small letters, without blanks.</summary>
    public static IReadOnlyCollection<string> Marks => s_marks;

    /// <summary>The words that say a thing is not known; no marks.</summary>
    public static IReadOnlyCollection<string> Words => s_words;

    /// <summary>A mark for no value.</summary>
    public static bool IsMark(ReadOnlySpan<byte> cell) => Holds(s_findMark, cell);

    /// <summary>A mark for no value, or a word for one that is not known.</summary>
    public static bool Is(ReadOnlySpan<byte> cell) => Holds(s_findAny, cell);

    /// <summary>Where a reference should be, noughts alone, x alone, marks alone or a negative number, which stand for any: 0, 00/0000,
    /// XXXX, *, #, -1.</summary>
    public static bool IsStandIn(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell.Length > LongestStandIn) return false;
        if (cell is [(byte)'-', .. { IsEmpty: false } number] && IdText.AllDigits(number)) return true;
        var (hasNought, hasX) = (false, false);
        foreach (var letter in cell)
            if (letter == '0') hasNought = true;
            else if (letter is (byte)'x' or (byte)'X') hasX = true;
            else if (letter < 0x80 && char.IsAsciiLetterOrDigit((char)letter)) return false;
        return !(hasNought && hasX)
            && (Ascii.IsValid(cell)
            || !Encoding.UTF8.GetString(cell).EnumerateRunes()
            .Any(letter => letter.Value > 'x' && (Rune.IsLetter(letter) || Rune.IsNumber(letter))));
    }

    static bool Holds(in FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell.Length > Longest || !s_begins[cell[0]] || !s_ends[cell[^1]]) return false; // nearly every one
        Span<char> plain = stackalloc char[Longest];
        var folded = plain[..Fold(cell, plain)];
        if (words.Contains(folded)) return true;
        if (folded.Trim(Around) is { IsEmpty: false } within && within.Length < folded.Length && words.Contains(within)) return true;
        if (folded is ['(', .., ')'] or ['[', .., ']'] or ['<', .., '>'] or ['{', .., '}'] && words.Contains(folded[1..^1])
            && char.IsAsciiLetter(folded[1])) return true;
        if (folded.Length < JoinedAtLeast || folded.IndexOfAny('_', '-') <= 0) return false;
        var joined = 0; // NOT_KNOWN, not-applicable
        foreach (var letter in folded)
            if (letter is not ('_' or '-')) plain[joined++] = letter;
        return words.Contains(plain[..joined]);
    }

    /// <summary>In small letters, without blanks; a dash of any width is a hyphen.</summary>
    static int Fold(ReadOnlySpan<byte> cell, Span<char> plain)
    {
        var length = 0;
        for (var at = 0; at < cell.Length;)
        {
            var skipped = InvisibleCharacters.Mark(cell[at..]) + InvisibleCharacters.Blank(cell[at..]);
            var dash = skipped == 0 && cell[at..] is [0xE2, 0x80, >= 0x90 and <= 0x95, ..] ? 3 : 0;
            if (dash > 0) plain[length++] = '-';
            else if (skipped == 0 && cell[at] > ' ') plain[length++] = char.ToLowerInvariant((char)cell[at]);
            at += Math.Max(1, skipped + dash);
        }
        return length;
    }

    static bool[] Beginnings()
    {
        var begins = new bool[256];
        foreach (var word in s_all)
            (begins[word[0]], begins[char.ToUpperInvariant(word[0])]) = (true, true);
        foreach (var first in "([<{"u8) begins[first] = true;
        foreach (var mark in Around) begins[mark] = true;
        begins[0xE2] = true; // a dash
        return begins;
    }

    /// <summary>What a word may end with: its own last letter, a bracket, a blank, or a character beyond ASCII, which may be one
    /// too.</summary>
    static bool[] Ends()
    {
        var ends = new bool[256];
        foreach (var word in s_all)
            (ends[word[^1]], ends[char.ToUpperInvariant(word[^1])]) = (true, true);
        foreach (var last in ")]>}"u8) ends[last] = true;
        foreach (var mark in Around) ends[mark] = true;
        ends.AsSpan(0, ' ' + 1).Fill(true);
        ends.AsSpan(0x7F).Fill(true);
        return ends;
    }
}
