using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

public sealed class SchoolIdentifierTests
{
    [Theory]
    [InlineData("X845212818005", IdCheck.Valid)] // East Sussex
    [InlineData("x845212818005 ", IdCheck.Valid)] // lower case, a blank
    [InlineData("F001999919001", IdCheck.Valid)] // pseudo authority
    [InlineData("L002999920002", IdCheck.Valid)]
    [InlineData("Q003999921003", IdCheck.Valid)]
    [InlineData("R00199991900A", IdCheck.Temporary)]
    [InlineData("H243278544154", IdCheck.UnknownAuthority)] // the letter is right, 243 is nobody
    [InlineData("R674123101121", IdCheck.Valid)] // a published transfer file
    [InlineData("R247962919251", IdCheck.WrongCheckDigit)] // should be Q
    [InlineData("X428558133462", IdCheck.WrongCheckDigit)] // should be W
    [InlineData("F00199991900A", IdCheck.WrongCheckDigit)] // temporary, another's letter
    [InlineData("UN3", IdCheck.StandIn)] // a reason for having none
    [InlineData("UN8", IdCheck.WrongLength)]
    [InlineData("845212818005", IdCheck.WrongLength)] // no letter
    [InlineData("X8452128180055", IdCheck.WrongLength)]
    [InlineData("XX45212818005", IdCheck.WrongCharacter)]
    [InlineData("1845212818005", IdCheck.WrongCharacter)]
    [InlineData("X84521281800S", IdCheck.WrongCharacter)] // S is never used
    [InlineData("", IdCheck.Absent)]
    public void A_pupil_number_is_checked(string text, IdCheck expected) =>
        Assert.Equal(expected, Upn.Check(Encoding.UTF8.GetBytes(text), new byte[Upn.Length]));

    [Fact]
    public void Exactly_one_of_the_letters_checks()
    {
        var valid = Enumerable.Range('A', 26)
            .Where(letter => Upn.Check(Encoding.ASCII.GetBytes($"{(char)letter}845212818005"), new byte[13]) == IdCheck.Valid);

        Assert.Equal(['X'], valid);
    }

    [Fact]
    public void A_pupil_number_of_the_invented_council_is_a_sample()
    {
        var found = Enumerable.Range('A', 26)
            .Select(letter => Upn.Check(Encoding.ASCII.GetBytes($"{(char)letter}999400119001"), new byte[13]));

        Assert.Single(found, IdCheck.TestRange);
    }

    [Theory]
    [InlineData(887, true)] // Medway
    [InlineData(1, true)] // pseudo
    [InlineData(0, false)]
    [InlineData(6, false)]
    [InlineData(243, false)]
    [InlineData(814, false)] // between two ranges
    [InlineData(943, true)] // the last
    [InlineData(944, false)]
    [InlineData(999, false)] // the samples' own
    [InlineData(-1, false)]
    [InlineData(1000, false)]
    public void The_list_of_authorities_is_the_census_rules_own(int code, bool known) => Assert.Equal(known, LocalAuthority.IsKnown(code));

    [Theory]
    [InlineData("100000", IdCheck.Valid)] // The Aldgate School
    [InlineData(" 100008", IdCheck.Valid)]
    [InlineData("010000", IdCheck.NotIssued)]
    [InlineData("10000", IdCheck.WrongLength)]
    [InlineData("1000000", IdCheck.WrongLength)]
    [InlineData("100000.0", IdCheck.Valid)] // a data frame with gaps writes whole numbers so
    [InlineData("100000.5", IdCheck.WrongLength)]
    [InlineData("10000A", IdCheck.WrongCharacter)]
    [InlineData("1E+05", IdCheck.PrecisionLost)]
    [InlineData("", IdCheck.Absent)]
    public void A_school_reference_is_checked(string text, IdCheck expected) =>
        Assert.Equal(expected, Urn.Check(Encoding.UTF8.GetBytes(text), new byte[Urn.Length]));

    [Theory]
    [InlineData("201/3614", IdCheck.Valid, "2013614")] // The Aldgate School
    [InlineData("2013614", IdCheck.Valid, "2013614")]
    [InlineData("201 3614", IdCheck.Valid, "2013614")]
    [InlineData("202-2019", IdCheck.Valid, "2022019")] // Argyle Primary
    [InlineData("999/4001", IdCheck.TestRange, "9994001")] // Northshire's schools
    [InlineData("243/4001", IdCheck.UnknownAuthority, "2434001")]
    [InlineData("201/361", IdCheck.LeadingZeroLost, null)] // 0361
    [InlineData("201/1", IdCheck.LeadingZeroLost, null)]
    [InlineData("201/", IdCheck.WrongLength, null)]
    [InlineData("201361", IdCheck.WrongLength, null)] // which of the two is short cannot be told
    [InlineData("2.01E+06", IdCheck.PrecisionLost, null)]
    [InlineData("201.3614", IdCheck.Valid, "2013614")]
    [InlineData("201\\3614", IdCheck.Valid, "2013614")]
    [InlineData("201_3614", IdCheck.Valid, "2013614")]
    [InlineData("2,013,614", IdCheck.Valid, "2013614")] // a number with its thousands parted
    [InlineData("201/36145", IdCheck.WrongLength, null)]
    [InlineData("201/36A4", IdCheck.WrongCharacter, null)]
    [InlineData("", IdCheck.Absent, null)]
    public void A_schools_number_is_checked_and_made_canonical(string text, IdCheck expected, string? canonical)
    {
        var written = new byte[LaEstab.Length];

        Assert.Equal(expected, LaEstab.Check(Encoding.UTF8.GetBytes(text), written));
        if (canonical is not null)
            Assert.Equal(canonical, Encoding.ASCII.GetString(written));
    }
}
