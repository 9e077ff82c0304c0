using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>One child from the files of three agencies and the council: what each row keeps of who it is about, and who they are
/// together.</summary>
public sealed class PeopleTests : IDisposable
{
    const string School = "education/northshire-schools/concern";
    const string Council = "council/northshire-council/front-door";

    // Invented numbers, of the range that is issued: those of the test range identify nobody.
    const string Nhs = "4000000004", OtherNhs = "4000000012", Upn = "F001999919001";

    readonly Premises _at = new();
    int _files;

    Task<IngestResult> Take(string place, string header, params string[] rows) =>
        _at.Take(Some.Lines([header, .. rows]), ++_files, $"{_files}.csv", place);

    Task<IngestResult> Health(params string[] rows) =>
        Take(Premises.Health, "Referral Id,NHS Number,Surname,Forename,DOB,EDD,Postcode,Attendance DateTime,Source,Updated", rows);

    Task<IngestResult> Concerns(params string[] rows) =>
        Take(School, "Concern Id,UPN,Surname,Forename,DOB,Postcode,Concern Date,Concern Time", rows);

    Task<IngestResult> Contacts(params string[] rows) =>
        Take(Council, "Contact Reference,Child Unique ID,NHS Number,UPN,Child Surname,Child Forename,Date of Birth,Contact "
        + "Received,Contact Source,Decision Made,Outcome,Referral Date,Updated", rows);

    /// <summary>The records by agency, those of one child together; ? is probable, ! a conflict.</summary>
    string Children() => string.Join('|', _at.Ask("""
        select string_agg(agency || case when probable then '?' else '' end || case when conflict then '!' else '' end, ' ' order by agency, probable) as people
        from children group by person_key order by people
        """));

    [Fact]
    public async Task A_child_known_by_NHS_number_UPN_and_name_is_one_across_agencies_in_any_order()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { Surname = "O'Testcase", Forename = "Zoë" }), 1);
        await Concerns($"C1,{Upn},O TESTCASE,Zoe,14/02/2012,,04/01/2019,14:40");
        Assert.Equal("education police?", Children());

        await Health($"H1,{Nhs},Otestcase,ZOE,2012-02-14,,,2019-01-04 22:00:00,3E,2019-01-04 23:00:00");
        Assert.Equal("education? health police?", Children());

        await Contacts($"CT1,P1,{Nhs},{Upn},,,,04/01/2019 10:15,Police,,,,04/01/2019 10:20");
        Assert.Equal("council education health police?", Children());
        Assert.Equal(["council|nhs|upn", "education|upn|name", "health|nhs|name", "police|demographic|"],
            _at.Ask("select agency, child_key_basis, concat(case when upn_key is not null then 'upn' end, case when demographic_key is "
                + "not null then 'name' end) from notifications order by agency"));
    }

    [Fact]
    public async Task Twins_and_children_of_one_name_are_two()
    {
        await Health(
            $"H1,{Nhs},Testcase,Ada,2012-02-14,,,2019-01-04 22:00:00,3E,2019-01-04 23:00:00",
            $"H2,{OtherNhs},Testcase,Ida,2012-02-14,,,2019-01-04 22:00:00,3E,2019-01-04 23:00:00");
        await _at.Take(Some.PoliceFile(Some.Ppn(), Some.Ppn() with { Child = "N2", Forename = "Ida" }), 5);
        Assert.Equal("health police?|health police?", Children());

        // another Ada, born the same day
        await Health("H3,4000000020,Testcase,Ada,2012-02-14,,,2019-01-04 22:00:00,3E,2019-01-04 23:00:00");
        Assert.Equal("health police?|health!|health!|police!", Children());
    }

    [Theory]
    [InlineData("2019-03-20", "2019-03-24", "", "", "Unborn", "Baby", 1)] // two scans
    [InlineData("2019-03-20", "2019-09-24", "", "", "Unborn", "Unborn", 2)] // another pregnancy
    [InlineData("2019-03-20", "2019-03-20", "", "", "Unborn Twin 1", "Unborn Twin 2", 2)]
    [InlineData("2019-03-20", "2019-09-24", Nhs, Nhs, "Unborn", "Unborn", 2)] // the mother's number, who is no child here
    [InlineData("2019-03-20", "2019-03-20", "", "", "Unborn", "", 1)]
    public async Task An_unborn_child_is_known_by_household_and_expected_birth(string expected, string again, string nhs, string nhsAgain,
    string forename, string forenameAgain, int children)
    {
        await Health(
            $"H1,{nhs},Testcase,{forename},,{expected},AB1 2DE,2019-01-04 22:00:00,3E,2019-01-04 23:00:00",
            $"H2,{nhsAgain},Testcase,{forenameAgain},,{again},AB1 2DE,2019-01-04 22:00:00,3E,2019-01-04 23:00:00");

        Assert.Equal(["unborn|2"], _at.Ask("select child_key_basis, count(*) from notifications group by all"));
        Assert.Equal([$"{children}"], _at.Ask("select count(distinct person_key) from children"));
    }

    [Fact]
    public async Task An_unborn_child_is_born_when_its_record_or_the_councils_number_says_so()
    {
        await Health($"H1,,Testcase,Unborn,,2019-03-20,AB1 2DE,2019-01-04 22:00:00,3B,2019-01-04 23:00:00");
        await Contacts("CT1,P1,,,Testcase,Unborn,,04/01/2019 10:15,Health visitor,,,,04/01/2019 10:20",
            $"CT2,P1,{Nhs},,Testcase,Ada,04/01/2019,05/01/2019 10:15,3B,,,,05/01/2019 10:20");
        Assert.Equal("council council|health?", Children());

        await Health($"H1,{Nhs},Testcase,Ada,2019-01-04,,AB1 2DE,2019-01-04 22:00:00,3B,2019-01-05 13:00:00");
        Assert.Equal("council council health", Children());
    }

    [Fact]
    public async Task A_guessed_birthday_joins_nobody_outside_its_household()
    {
        await _at.Take(Some.PoliceFile(
            Some.Ppn(1) with { Born = "01/01/2012", Postcode = "AB1 2DE" }, Some.Ppn(2) with { Born = "01/01/2012", Postcode = "AB1 2DE" },
            // ZZ99 is no household
            Some.Ppn(3) with { Born = "01/01/2012", Postcode = "AB1 3DE" }, Some.Ppn(4) with { Born = "01/01/2012" }), 1);

        Assert.Equal("police|police?|police? police?", Children());
    }

    [Fact]
    public async Task A_contact_keeps_who_made_it_what_was_decided_and_when_it_was_referred()
    {
        await Contacts(
            "CT1,P1,,,,,,04/01/2019 10:15,6: Police,04/01/2019 15:30,Referral,04/01/2019 15:30,04/01/2019 16:00",
            "CT2,P2,,,,,,04/01/2019 11:15,3E,04/01/2019 15:30,NFA,,04/01/2019 16:00",
            "CT3,P3,,,,,,04/01/2019 12:15,Somebody,,,,04/01/2019 16:00");

        Assert.Equal(["3E|no-further-action|", "6|referral|2019-01-04", "unmapped||"],
            _at.Ask("select source, coalesce(outcome, ''), coalesce(referred_on::varchar, '') from notifications order by source"));
        Assert.Equal(["health|1|0|1|0|100", "police|1|1|0|100|0", "unknown|1|0|0||"],
            _at.Ask("select source_agency, contacts, referrals, no_further_action, coalesce(percent_referral::int::varchar, ''), "
                + "coalesce(percent_no_further_action::int::varchar, '') from conversion order by 1"));
    }

    public void Dispose() => _at.Dispose();
}
