using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;

namespace FrontDoor.Reporting.Pages;

/// <summary>Every figure with what is counted, of what, from where; and every clock with its law or agreement.</summary>
static class DefinitionsPage
{
    static readonly (string Figure, string Numerator, string Denominator, string Source)[] s_figures =
    [
        ("Percent in time", "Clocks that ended within their limit: status on_time", "Clocks that are decided: on_time, late or overdue. Unknown, possibly late and still open ones are left out",
            "current_timeliness; measures weeks, months, risks, scorecard"),
        ("Median and P90 hours", "The hours that half, or nine in ten, of the records took at most, from the start of the clock to its end", "Records whose hours can be measured", "current_timeliness.elapsed_hours"),
        ("Week, month", "-", "By the London day on which the clock started, which is that of the event. Weeks begin on Monday", "current_timeliness.started_on"),
        ("Centre and control limits", "All in time of the weeks that are complete and not far outside a first pair of limits", "All decided of the same weeks",
            "A p-chart: limits are three standard errors from the centre, for that week's count. They are as much wider as the weeks vary more than chance alone would make them (Laney's p' chart), "
            + "since large feeds would signal every week otherwise. An XmR chart was not chosen: it takes a week of 5 for as certain as one of 500. Weeks far outside do not move the centre, so that a bad quarter does not become the standard"),
        ("Provisional", "-", "A week of which less than 95 in 100 records have come, as weeks usually fill, or in which a clock still runs. Where no week is old enough to tell, the last four weeks", "measure filling"),
        ("How a week fills", "Records first received by k weeks after their week was over", "All records of the same weeks, of those over for nine weeks or longer, in the last year. The interval is Wilson's, 95 in 100", "measure filling"),
        ("Expected in the end", "Records known so far", "The share that had usually come by that age, with its interval", "measure weeks"),
        ("Late by", "Hours beyond the limit, at least", "Records that are certainly late or overdue", "current_timeliness.late_by_hours"),
        ("Four days old or older", "Records that took 96 hours or longer to their first receipt", "Records first received in the week", "current_timeliness.elapsed_hours, received_at"),
        ("Much at once", "Records of one feed and sender first received on a day", "The median of its days with any. More than three times as many, and five at least, are listed", "measure bunches"),
        ("State of a feed", "-", "Each London day is judged by what was received until its file was overdue", "feed_health; docs/feed-health.md"),
        ("Notified again", "Partners' notifications about a child with another on an earlier day within 12 months", "Partners' notifications not cancelled whose day is known", "view repeat_notifications"),
        ("Referred again", "Referrals within 12 months of an earlier one of the same child", "Referrals not cancelled, one a child and day", "view re_referrals; as the children in need census counts"),
        ("Days of unassessed risk", "Days from an event to the receipt of its notification, and from a contact to its decision; each day of a child once", "Children with at least one record that can be timed", "view unassessed_days"),
        ("Factors together", "Children with two or three of: domestic abuse, substance misuse, parental mental health, within 12 months", "-", "view co_occurrence; census factors"),
        ("For publication", "-", "Counts of 1 to 5, and percentages that would give one away, are left out. Totals may still let one be worked out: look before you publish", "-"),
    ];

    public static PageModel Of(Asked asked) => asked.Page(PageName.Definitions, "Definitions",
        new(Tone.Plain, "What is counted, of what, from where, and by which law or agreement."),
        new Section("Figures")
        {
            Table = new("figures", "Figures of these pages", ["figure", "counted", "of", "source and method"],
                [.. s_figures.Select(figure => (IReadOnlyList<Cell>)[Cell.Of(figure.Figure), Cell.Of(figure.Numerator), Cell.Of(figure.Denominator), Cell.Of(figure.Source)])]),
        },
        new Section("Clocks")
        {
            Text = "Each feed's clocks, as the contracts in force have them.",
            Table = new("clocks", "Clocks and where their limits come from", ["feed", "clock", "edition", "limit", "law or agreement"],
                [.. from feed in asked.Contracts.Feeds
                    from clock in feed.Editions[^1].Clocks
                    select (IReadOnlyList<Cell>)[Cell.Of(feed.Id.ToString()), Cell.Of(clock.Name), Cell.Of(clock.Edition),
                        Cell.Of(string.Join(", ", clock.Limits.Select(limit => limit.Text).Distinct())), Cell.Of(clock.Source)]]),
        });
}
