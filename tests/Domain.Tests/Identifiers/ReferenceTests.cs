using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("46/4502/22", IdCheck.Valid)] // Athena, Kent
    [InlineData("46/150091/21", IdCheck.Valid)]
    [InlineData(" 46/201551/21 ", IdCheck.Valid)]
    [InlineData("46/1/22", IdCheck.Valid)] // the shortest serial
    [InlineData("16-0422", IdCheck.Valid)] // a daily incident
    [InlineData("43190012345", IdCheck.Valid)] // Niche, eleven digits
    [InlineData("5219012345", IdCheck.Valid)] // Niche, ten
    [InlineData("1234567/19", IdCheck.Valid)] // CRIS
    [InlineData("123456/19", IdCheck.Valid)]
    [InlineData("19PAC012345", IdCheck.Valid)] // Merlin
    [InlineData("CVP-19-012345", IdCheck.Valid)] // Cleveland
    [InlineData("CVP-19012345", IdCheck.Valid)]
    [InlineData("19-012345", IdCheck.Valid)]
    [InlineData("46//22", IdCheck.WrongForm)]
    [InlineData("46/12345678/22", IdCheck.WrongForm)] // eight digits of serial
    [InlineData("12345/19", IdCheck.WrongForm)]
    [InlineData("19PAX012345", IdCheck.WrongForm)]
    [InlineData("CVP-19-01234", IdCheck.WrongForm)]
    [InlineData("/22", IdCheck.WrongForm)]
    [InlineData("4.3E+10", IdCheck.PrecisionLost)] // Niche through a spreadsheet
    [InlineData("4.31900E+10", IdCheck.PrecisionLost)]
    [InlineData("46/4E+10", IdCheck.WrongForm)] // not a number
    [InlineData("'43190012345", IdCheck.Valid)] // a spreadsheet's apostrophe
    [InlineData("cvp-19-012345", IdCheck.Valid)] // in lower case
    [InlineData("19pac012345", IdCheck.Valid)]
    [InlineData("01/12/2022", IdCheck.PrecisionLost)] // 01/12/22 taken for a date
    [InlineData("2022-12-01 00:00:00", IdCheck.PrecisionLost)]
    [InlineData("2022-12-01x", IdCheck.WrongForm)]
    [InlineData("1/4502/22", IdCheck.LeadingZeroLost)] // force 01
    [InlineData("1//22", IdCheck.WrongForm)]
    [InlineData("1/12345678/22", IdCheck.WrongForm)]
    [InlineData("C+", IdCheck.WrongForm)]
    [InlineData("see log", IdCheck.WrongForm)]
    [InlineData("", IdCheck.Absent)]
    public void A_police_reference_is_recognised_or_warned_of(string text, IdCheck expected) =>
        Assert.Equal(expected, PoliceReference.Check(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("RPA", IdCheck.Valid, "RPA")] // a trust
    [InlineData("rpa02", IdCheck.Valid, "RPA02")] // its site
    [InlineData("G82001", IdCheck.Valid, "G82001")] // a practice
    [InlineData("V81999", IdCheck.StandIn, "V81999")] // not known
    [InlineData("V81998", IdCheck.StandIn, "V81998")] // not applicable
    [InlineData("V81997", IdCheck.StandIn, "V81997")] // none registered
    [InlineData("V81996", IdCheck.Valid, "V81996")]
    [InlineData("RP", IdCheck.WrongLength, "")]
    [InlineData("RPA0201", IdCheck.WrongLength, "")]
    [InlineData("RP/02", IdCheck.WrongCharacter, "")]
    [InlineData("5E1", IdCheck.Valid, "5E1")] // as issued
    [InlineData("5.00E+01", IdCheck.PrecisionLost, "")] // what a spreadsheet makes of it
    [InlineData("5E+01", IdCheck.PrecisionLost, "")]
    [InlineData("", IdCheck.Absent, "")]
    public void An_organisation_code_is_checked_by_its_form(string text, IdCheck expected, string code)
    {
        var canonical = new byte[OdsCode.MaxLength];
        var check = OdsCode.Check(Encoding.UTF8.GetBytes(text), canonical, out var length);

        Assert.Equal((expected, code), (check, Encoding.ASCII.GetString(canonical, 0, length)));
    }

    [Fact]
    public void No_identifier_check_allocates()
    {
        var canonical = new byte[16];
        var found = 0;
        void Work() => found += (int)NhsNumber.Check("943 476 5919"u8, canonical) + (int)Upn.Check("R00199991900A"u8, canonical)
            + (int)Urn.Check("100000"u8, canonical) + (int)LaEstab.Check("999/4001"u8, canonical)
            + (int)Postcode.Check("zz993vz"u8, canonical, out _)
            + (int)PoliceReference.Check("4.3E+10"u8) + (int)PoliceReference.Check("2019-01-04"u8)
            + (int)Postcode.Check("S0I5 ONA"u8, canonical, out _) + (int)OdsCode.Check("V81999"u8, canonical, out _);
        Work();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Work();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 10_000);
    }
}
