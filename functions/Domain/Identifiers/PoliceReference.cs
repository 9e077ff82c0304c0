namespace FrontDoor.Domain.Identifiers;

/// <summary>
/// References of police systems, checked loosely: forces differ and publish no common form, so a form not known is a warning
/// and never a refusal.
/// </summary>
public static class PoliceReference
{
    /// <summary>Valid for a form known to be used, <see cref="IdCheck.WrongForm"/> for any other.</summary>
    public static IdCheck Check(ReadOnlySpan<byte> text)
    {
        text = WholeNumber.WithoutFraction(IdText.AfterApostrophe(text.Trim((byte)' ')).Trim((byte)' '));
        if (text.IsEmpty)
            return IdCheck.Absent;
        if (IsSerial(text) || IsNumbered(text) || IsCleveland(text))
            return IdCheck.Valid;
        if (Exponent.IsIn(text) || IsDate(text))
            return IdCheck.PrecisionLost;
        return IsShortForce(text) ? IdCheck.LeadingZeroLost : IdCheck.WrongForm;
    }

    // 01/12/22 with its year made whole, as a spreadsheet saves what it took for a date.
    static bool IsDate(ReadOnlySpan<byte> text) =>
        Has(text, "99/99/9999"u8)
        || (text.Length >= 10 && Has(text[..10], "9999-99-99"u8) && (text.Length == 10 || text[10] is (byte)' ' or (byte)'T'));

    // 1/4502/22 for 01/4502/22.
    static bool IsShortForce(ReadOnlySpan<byte> text) =>
        text.Length is >= 6 and <= 12 && Has(text[..2], "9/"u8) && Has(text[^3..], "/99"u8) && IdText.AllDigits(text[2..^3]);

    // Athena and CONNECT: force, serial of one to seven digits, year (46/4502/22). The Met's CRIS: serial of six or seven, year.
    static bool IsSerial(ReadOnlySpan<byte> text)
    {
        if (text.Length < 4 || !Has(text[^3..], "/99"u8))
            return false;
        var serial = text[..^3];
        if (serial.Length is >= 4 and <= 10 && Has(serial[..3], "99/"u8))
            return IdText.AllDigits(serial[3..]);
        return serial.Length is 6 or 7 && IdText.AllDigits(serial);
    }

    // Niche: force, year and serial in ten or eleven digits. STORM: day and serial. Merlin: 19PAC012345.
    static bool IsNumbered(ReadOnlySpan<byte> text) =>
        (text.Length is 10 or 11 && IdText.AllDigits(text)) || Has(text, "99-9999"u8) || Has(text, "99PAC999999"u8);

    static bool IsCleveland(ReadOnlySpan<byte> text)
    {
        var serial = text.Length > 4 && Has(text[..4], "CVP-"u8) ? text[4..] : text;
        return Has(serial, "99-999999"u8) || Has(serial, "99999999"u8);
    }

    // In a shape 9 is any digit; everything else is itself, in either case.
    static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> shape)
    {
        if (text.Length != shape.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
            if (shape[i] == '9' ? !char.IsAsciiDigit((char)text[i]) : shape[i] != char.ToUpperInvariant((char)text[i]))
                return false;
        return true;
    }
}
