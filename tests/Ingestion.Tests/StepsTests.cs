using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>The steps a police notification took, and the system it came from, in the lake.</summary>
public sealed class StepsTests
{
    const string Header = "PPN Reference,Child Reference,Risk Level,Incident Date To,PPN Created,PPN Reviewed,Date Shared,Status";

    [Fact]
    public async Task Each_row_says_whose_hours_they_were_and_from_which_system_it_came()
    {
        using var at = new Premises();
        await at.Take(Some.Lines(Header,
            "PPN/19/1,N1,Medium,04/01/2019 20:30,04/01/2019 23:36,05/01/2019 01:06,05/01/2019 05:00,New",
            // written before the change of system, kept until after it
            "PPN/18/2,N2,Medium,29/09/2018 20:30,30/09/2018 23:30,,04/01/2019 07:00,New",
            "PPN/19/3,N3,Medium,04/01/2019 20:30,04/01/2019 23:30,04/01/2019 22:00,,New"));

        Assert.Equal(["3.1|1.5|3.9|2", "27|||24", "3|||"],
            at.Ask("select written_after_hours, reviewed_after_hours, sent_after_hours, arrived_after_hours from timeliness "
                + "order by line"));
        Assert.Equal(["Athena|", "Niche|", "Athena|TIME_STEPS_BACKWARDS"],
            at.Ask("select source_system, coalesce(flags, '') from notifications order by line"));
    }
}
