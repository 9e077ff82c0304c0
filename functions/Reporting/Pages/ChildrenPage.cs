using System.Globalization;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>Counts of children across agencies: never one child.</summary>
static class ChildrenPage
{
    public static PageModel Of(Asked asked)
    {
        var (repeats, referrals, days) = (Ask("repeats_by_month"), Ask("re_referrals"), Ask("unassessed_days_by_month"));
        var (together, several) = (Ask("co_occurrence_by_month"), Ask("repeats"));
        var publish = asked.Filter.ForPublication;
        return asked.Page(PageName.Children, "Children", Headline(repeats, referrals, days, publish),
            Monthly("Notified again within 12 months", "repeats", repeats, publish, ["notifications", "repeated", "children", "probable"], "repeated",
                "Partners' notifications by month of the event; repeated: the child had been notified about on an earlier day within 12 months. Probable: known to be one child by name and date of birth only."),
            Monthly("Children by number of notifications", "several", several, publish, ["children"], null, "Children notified more than once within 12 months."),
            Monthly("Referred again within 12 months", "re-referrals", referrals, publish, ["referrals", "re_referrals", "probable"], "re_referrals",
                "Referrals by month, and those within 12 months of another of the same child. Where the data begin less than 12 months before a month, its count is too low."),
            Monthly("Days of unassessed risk", "unassessed-days", days, publish, ["children", "days", "unshared", "late", "undecided"], "days",
                "By month of the child's first event: days from an event until the council was told (unshared), of these beyond the limit (late), and from a contact until it was decided (undecided)."),
            Monthly("Two or three factors together", "factors", together, publish, ["children", "of_several_agencies", "all_three"], "children",
                "Children with domestic abuse, substance misuse and parental mental health, at least two of them within 12 months, by month of the last event."));

        IReadOnlyList<Row> Ask(string measure) => asked.Lake.AskAboutChildren(measure, asked.Cancel);
    }

    static Headline Headline(IReadOnlyList<Row> repeats, IReadOnlyList<Row> referrals, IReadOnlyList<Row> days, bool publish)
    {
        var (all, repeated) = (repeats.Sum(row => row.Count("notifications")), repeats.Sum(row => row.Count("repeated")));
        if (all == 0) return new(Tone.Plain, "No notification is known yet.");
        var (children, unassessed, late) = (days.Sum(row => row.Count("children")), days.Sum(row => row.Count("days")), days.Sum(row => row.Count("late")));
        List<string> more = [];
        if (children > 0 && !(publish && Cell.IsSmall(children)))
            more.Add(string.Create(CultureInfo.InvariantCulture, $"{children:N0} children had {unassessed:N0} days of unassessed risk, {late:N0} of them because a notification was late."));
        if (referrals.Count > 0 && !(publish && Cell.IsSmall(referrals.Sum(row => row.Count("re_referrals")))))
            more.Add($"{referrals.Sum(row => row.Count("re_referrals"))} of {referrals.Sum(row => row.Count("referrals"))} referrals came within 12 months of another.");
        more.Add("Matches by name and date of birth are probable only. Do not publish counts of 1 to 5; the filter Show: publication leaves them out.");
        return new(Tone.Plain, publish && Cell.IsSmall(repeated) ? "Few notifications were about a child notified before."
            : string.Create(CultureInfo.InvariantCulture, $"{repeated:N0} of {all:N0} notifications were about a child notified before, within 12 months."), more);
    }

    /// <param name="charted">The column that the chart shows; null: no chart.</param>
    static Section Monthly(string title, string name, IReadOnlyList<Row> rows, bool publish, string[] columns, string? charted, string text)
    {
        if (rows.Count == 0) return new Section(title) { Text = "None." };
        var by = name == "several" ? "notifications" : "month";
        return new Section(title)
        {
            Text = text,
            Chart = charted is null ? null : new("months", $"{title}, by month", [.. rows.Where(row => !publish || !Cell.IsSmall(row.Count(charted)))
                .Select(row => TimelinessPage.Values(("month", row.Text("month")), ("count", row.Count(charted))))]),
            Table = new(name, title, [by, .. columns.Select(column => column.Replace('_', ' '))],
                [.. rows.Select(row => (IReadOnlyList<Cell>)[by == "month" ? Cell.Of(row.Text("month")) : Cell.Count(row.Count(by)), .. columns.Select(column => Cell.Published(row.Count(column), publish))])]),
        };
    }
}
