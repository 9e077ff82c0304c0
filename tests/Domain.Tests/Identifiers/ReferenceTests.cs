using System.Text;

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
            + (int)Urn.Check("100000"u8, canonical) + (int)LaEstab.Check("999/4001"u8, canonical) + (int)Postcode.Check("zz993vz"u8, canonical, out _)
            + (int)PoliceReference.Check("4.3E+10"u8) + (int)OdsCode.Check("V81999"u8, canonical, out _);
        Work();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Work();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 10_000);
    }
}
