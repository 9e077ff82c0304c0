using System.Globalization;
using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

/// <summary>What spreadsheets and data frames make of numbers and references.</summary>
public sealed class SpreadsheetTests
{
    [Theory]
    [InlineData("2", 2L)]
    [InlineData("2.0", 2L)]
    [InlineData("2.00", 2L)]
    [InlineData("002", 2L)]
    [InlineData("10", 10L)]
    [InlineData("v2", 2L)]
    [InlineData("V 2.0", 2L)]
    [InlineData("Ver. 10", 10L)]
    [InlineData("Version 3", 3L)]
    [InlineData("v", null)]
    [InlineData("vi", null)]
    [InlineData("visit 2", null)]
    [InlineData("v1.2", null)]
    [InlineData("v-1", null)]
    [InlineData("2.5", null)]
    [InlineData("2.", null)]
    [InlineData(".0", null)]
    [InlineData("2.0.0", null)]
    [InlineData("two", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void A_whole_number_is_one_with_noughts_behind_a_point_too(string written, long? number) =>
        Assert.Equal(number, WholeNumber.TryRead(Encoding.UTF8.GetBytes(written), out var read) ? read : null);

    [Theory]
    [InlineData("01/03/2019", true, "a date in full")]
    [InlineData("1/3/2019", true, "the same, short")]
    [InlineData("01/03/2019 00:00", true, "with its midnight")]
    [InlineData("03/19/2019", true, "month first")]
    [InlineData("2019-03-01", true, "year first")]
    [InlineData("2019-03-01 00:00:00", true, "as a database writes it")]
    [InlineData("Mar-19", true, "what Excel shows of 3-19")]
    [InlineData("03-Mar", true, "what Excel shows of 3/3")]
    [InlineData("3-Mar-19", true, "the same with its year")]
    [InlineData("03-Mar-2019", true, "the same in full")]
    [InlineData("01/12/22", false, "force, serial and year of a police system")]
    [InlineData("46/4502/22", false, "the same")]
    [InlineData("46/45/2022", false, "no such day")]
    [InlineData("16-0422", false, "day and serial of a police system")]
    [InlineData("PPN/19/000123", false, "a reference")]
    [InlineData("MAR-19", false, "Excel writes no capitals")]
    [InlineData("Mar-19-1", false, "more than a date")]
    [InlineData("Mary-19", false, "no month")]
    [InlineData("19-Mark", false, "no month")]
    [InlineData("2019-03-011", false, "no day")]
    [InlineData("3919-03-01", false, "no year of ours")]
    [InlineData("", false, "nothing")]
    public void A_reference_that_a_spreadsheet_made_a_date_is_seen(string written, bool isDate, string why) =>
        Assert.True(isDate == SheetDate.Is(Encoding.UTF8.GetBytes(written)), why);

    [Fact]
    public void Every_day_in_every_form_that_Excel_saves_is_seen()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        string[] forms = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "MMM-yy", "d-MMM", "dd-MMM", "d-MMM-yy", "dd-MMM-yyyy",
            "dd/MM/yyyy HH:mm",
            "yyyy-MM-dd HH:mm:ss"];
        for (var round = 0; round < 2000; round++)
        {
            var written = new DateTime(2000, 1, 1).AddDays(random.Next(20_000))
                .ToString(forms[random.Next(forms.Length)], CultureInfo.InvariantCulture);
            Assert.True(SheetDate.Is(Encoding.UTF8.GetBytes(written)), $"seed {seed}: {written}");
        }
    }

    [Theory]
    [InlineData("999", "999", "as agreed")]
    [InlineData("0999", "999", "padded")]
    [InlineData("999.0", "999", "a data frame's")]
    [InlineData("999 - Northshire", "999", "with its name behind it")]
    [InlineData("Northshire (999)", "999", "with its name before it")]
    [InlineData("LA 999", "999", "with a word before it")]
    [InlineData("998", "998", "nobody's, and a code")]
    [InlineData("E10000012", "881", "Office for National Statistics: Essex")]
    [InlineData("e06000035", "887", "the same in small letters: Medway")]
    [InlineData("E06000035 - Medway", "887", "with its name")]
    [InlineData("E06000066", "933", "the newer code of Somerset")]
    [InlineData("E10000027", "933", "the former one")]
    [InlineData("W06000015", "681", "Cardiff")]
    [InlineData("Kent", "886", "a name")]
    [InlineData("Kent County Council", "886", "a name and what it is")]
    [InlineData("London Borough of Camden", "202", "the same")]
    [InlineData("City of Bristol", "801", "the same")]
    [InlineData("E99999999", "", "no such code")]
    [InlineData("E07000106", "", "a district, not the county it lies in")]
    [InlineData("S12000033", "", "not on the list")]
    [InlineData("9.99E+02", "", "a number that a spreadsheet shortened")]
    [InlineData("999;998", "", "two")]
    [InlineData("99", "", "too short")]
    [InlineData("9999", "", "too long")]
    [InlineData("Northern area", "", "no council")]
    [InlineData("A999", "", "part of another code")]
    public void A_council_is_read_from_its_code_in_any_list_or_its_name(string cell, string code, string why) =>
        Assert.True(code == Encoding.UTF8.GetString(new CouncilCodes().Of(Encoding.UTF8.GetBytes(cell))), why);

    [Fact]
    public void Every_council_of_the_list_is_read_from_each_of_its_spellings()
    {
        var councils = CodeLists.Shipped.Files.Single(list => list.List == "local-authority").Codes;
        var codes = new CouncilCodes();
        Assert.True(councils.Count > 150);
        foreach (var (code, listed) in councils)
            foreach (var spelling in listed.Aliases.Append(listed.Label).Append($"{code} {listed.Label}"))
                Assert.Equal((code, spelling), (Encoding.UTF8.GetString(codes.Of(Encoding.UTF8.GetBytes(spelling))), spelling));
        Assert.All(councils.Values.SelectMany(listed => listed.Aliases)
            .Where(alias => char.IsAsciiDigit(alias[^1])), alias => Assert.Matches("^[EW](06|08|09|10)[0-9]{6}$", alias));
    }
}
