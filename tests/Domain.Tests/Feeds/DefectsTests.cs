using System.Reflection;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Tests;

public sealed class DefectsTests
{
    static readonly string Page = DefectGuide.Page(Contracts.Shipped);

    [Fact]
    public void The_list_in_docs_is_what_the_code_says() => Written.Check("docs/defects.md", Page);

    [Fact]
    public void Every_defect_is_published_and_in_the_list()
    {
        var named = typeof(Defects).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null))
            .OfType<Defect>().ToList();

        Assert.NotEmpty(named);
        Assert.Equal(named, Defects.All);
        Assert.All(named, defect =>
            Assert.Contains($"| {defect.Code} | {(defect.Tier == Tier.Warning ? "warns" : "re")}", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_defect_says_what_it_is_what_to_do_and_gives_an_example()
    {
        Assert.All(Defects.All, defect =>
        {
            Assert.Matches("^(FILE|HDR|ROW|DQ|ID|CODE|TIME)_[A-Z_]+$", defect.Code);
            Assert.EndsWith(".", defect.Meaning, StringComparison.Ordinal);
            Assert.EndsWith(".", defect.Advice, StringComparison.Ordinal);
            Assert.EndsWith(".", defect.Example, StringComparison.Ordinal);
            Assert.Same(defect, Defects.Find(defect.Code));
        });
        Assert.Distinct(Defects.All.Select(defect => defect.Code));
    }

    // A code's family says where the defect is found, so it cannot do less than that: nothing in a row refuses its file.
    [Fact]
    public void Only_a_defect_of_the_file_or_its_header_refuses_the_file() =>
        Assert.All(Defects.All.Where(defect => defect.Tier == Tier.File),
        defect => Assert.True(DefectGuide.FamilyOf(defect.Code) is "FILE" or "HDR", defect.Code));

    // Partners build on codes: these were published, and none may be renamed, dropped or taken for something else.
    [Theory]
    [InlineData("FILE_EMPTY", Tier.File)]
    [InlineData("FILE_FORMAT", Tier.File)]
    [InlineData("FILE_UNREGISTERED", Tier.File)]
    [InlineData("FILE_AGREEMENT_ENDED", Tier.File)]
    [InlineData("HDR_NOT_FOUND", Tier.File)]
    [InlineData("HDR_KEY_MISSING", Tier.File)]
    [InlineData("HDR_CLOCK_MISSING", Tier.File)]
    [InlineData("HDR_AMBIGUOUS", Tier.File)]
    [InlineData("HDR_COLUMN_ABSENT", Tier.Warning)]
    [InlineData("ROW_UNSPLIT", Tier.Row)]
    [InlineData("ROW_KEY_MISSING", Tier.Row)]
    [InlineData("ROW_OTHER_COUNCIL", Tier.Row)]
    [InlineData("DQ_MISSING", Tier.Warning)]
    [InlineData("CODE_UNMAPPED", Tier.Warning)]
    [InlineData("DQ_NOT_A_NUMBER", Tier.Warning)]
    [InlineData("DQ_DATE_INVALID", Tier.Warning)]
    [InlineData("TIME_INVALID", Tier.Warning)]
    [InlineData("TIME_PLACEHOLDER", Tier.Warning)]
    [InlineData("TIME_DATE_MISSING", Tier.Warning)]
    [InlineData("DQ_COUNT_MISMATCH", Tier.Warning)]
    [InlineData("DQ_ENCODING_MIXED", Tier.Warning)]
    [InlineData("DQ_ENCODING_REPAIRED", Tier.Warning)]
    [InlineData("DQ_CHARACTER_LOST", Tier.Warning)]
    [InlineData("DQ_DATE_ORDER_US", Tier.Warning)]
    [InlineData("DQ_DATE_AMBIGUOUS", Tier.Warning)]
    [InlineData("DQ_DATE_SERIAL", Tier.Warning)]
    [InlineData("DQ_YEAR_SHORT", Tier.Warning)]
    [InlineData("DQ_BIRTH_ESTIMATED", Tier.Warning)]
    [InlineData("ID_NHS_INVALID", Tier.Warning)]
    [InlineData("ID_NHS_TEST_RANGE", Tier.Warning)]
    [InlineData("ID_UPN_INVALID", Tier.Warning)]
    [InlineData("ID_URN_INVALID", Tier.Warning)]
    [InlineData("ID_LAESTAB_INVALID", Tier.Warning)]
    [InlineData("ID_POSTCODE_INVALID", Tier.Warning)]
    [InlineData("ID_ODS_INVALID", Tier.Warning)]
    public void A_code_once_published_stays_and_does_what_it_did(string code, Tier tier) => Assert.Equal(tier, Defects.Find(code)?.Tier);
}
