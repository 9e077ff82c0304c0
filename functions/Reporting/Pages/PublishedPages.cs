using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>The reports that are published when a week or a month is over.</summary>
static class PublishedPages
{
    static readonly DateOnly s_everBefore = new(2000, 1, 1);

    public static PageModel Weekly(Asked asked)
    {
        var (timeliness, arrivals) = (TimelinessPage.Of(asked), ArrivalsPage.Of(asked));
        var sunday = asked.Filter.To!.Value;
        return timeliness with
        {
            Title = $"Weekly report, {People.Day(sunday.AddDays(-6))} to {People.Day(sunday)}",
            Headline = timeliness.Headline with
            {
                More = [.. timeliness.Headline.More, arrivals.Headline.Text, .. arrivals.Headline.More]
            },
            Sections = [.. timeliness.Sections, .. arrivals.Sections, .. Meaning(asked)],
        };
    }

    public static PageModel Monthly(Asked asked, DateOnly first)
    {
        asked = asked with
        {
            Filter = asked.Filter with { From = s_everBefore, Clock = TimelinessPage.UsualClock },
            Only = RecordCondition.ReceivedOn(first, asked.Filter.To!.Value),
        };
        var children = ChildrenPage.Of(asked);
        return asked.Page(PageName.Timeliness, $"Scorecard of {MonthName(first)}", Headline(asked),
            [TimelinessPage.Scorecard(asked) with
                {
                    Text = "Of records first received in the month. The lowest first. Records whose times cannot be read are unknown, and "
                        + "count neither as in time nor as late.",
                },
                TimelinessPage.Risks(asked), TimelinessPage.Delays(asked), .. children.Sections, .. Meaning(asked)]);
    }

    static Headline Headline(Asked asked)
    {
        var (rows, hidden) = TimelinessPage.Cards(asked);
        var shown = rows.Where(row => !hidden.Hides(row)).ToList();
        var inTime = shown.Sum(row => row.Count("on_time"));
        var decided = inTime + shown.Sum(row => row.Count("late") + row.Count("overdue"));
        if (decided == 0)
            return new(Tone.Plain, rows.Count == 0 ? "Nothing was received in this month." : "Too little was received to be published.");
        var percent = 100.0 * inTime / decided;
        return new(percent < TimelinessPage.LowPercent ? Tone.Bad : Tone.Good,
            $"{(percent < TimelinessPage.LowPercent ? "Only " : "")}{People.Percent(percent)} of "
            + $"{PeopleText.Count((int)decided, "record", "records")} were in time"
            + (hidden.IsEmpty ? "." : ", in the rows shown."));
    }

    static IEnumerable<Section> Meaning(Asked asked) => DefinitionsPage.Of(asked).Sections;

    static string MonthName(DateOnly first) => first.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
