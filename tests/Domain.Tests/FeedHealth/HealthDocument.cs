using FrontDoor.Domain.FeedHealth;

namespace FrontDoor.Domain.Tests;

/// <summary>docs/feed-health.md: what it says, with what was measured put in.</summary>
static class HealthDocument
{
    public static string Write(string table, string alerts) =>
        $"""
        # The health of feeds

        A notification that was never sent cannot be late. The first sign of a failing police system is silence, then a burst of old incidents. Every hour the
        function `CheckFeedHealth` (`./pipeline feed-health`) judges each feed of each sender, day by day, and writes a row of `feed_health` ([lake.md](lake.md)). `./pipeline report`
        shows how every feed stands; an alert is raised when something opens, and one when it is over. Each sender finds a [summary of its week](weekly-summary.md) beside its receipts.

        ## A day

        A day is over when its file is overdue: the time agreed and its grace ([feeds.md](feeds.md)), one hour later judged, so that a file received in time is dealt with. What arrives
        after counts for the next day. Which days a file is due on is the sender's own `expected` or the feed's; a file with a header and no rows is a nil return, which is a file.
        A day is judged by what was received until it was over, so a past day judged again comes out the same. Where a file received in time is dealt with late, the day
        has another row with a higher `revision`; the highest holds. Figures of what happened on a day are `provisional` until it is {HealthRules.Usual.SettledAfterDays} days old, for notifications are still to come:
        they are never alarmed on as a drop. Counts by day of receipt are final at once.

        ## What each state means, and what to do

        | state | it means | the duty manager |
        | --- | --- | --- |
        | ok, nil, not_due | as usual; the sender says there was nothing; none was due | nothing |
        | learning | a file came; fewer than {HealthRules.Usual.WeeksAtLeast} comparable weeks are known, so volumes are not judged | nothing; a missing file is told from the first day |
        | silent | a file was due, and none was taken | rings the sender today: children's notifications are not arriving. With ALL_REFUSED files came and each was refused: the receipts say why |
        | sparse | files come with far less in them than usual, or nothing of days that usually have events | asks the sender what has changed in its extract; a filter or a site has dropped out |
        | bunched | far more in one day than usual, or on certain weekdays | asks whether notifications are held and let go together; expects more work today |
        | backlog | many old events at once | has the late table looked through today, highest risk first: these children waited |
        | catching_up | such a burst soon after a silence | the same, and the same incident; asks whether the silence is made up for wholly |
        | defective | columns have gone, come back or come new, or far more defects than usual | nothing today; whoever looks after feeds reads the receipt with the sender |

        Days of alarm that belong together are one `incident`, named by its first day. It raises one notice, of kind `silence`, `bunch` or `backlog`, and one of kind `resolved` and severity none when
        it is over: after {HealthRules.Usual.QuietDays} days without alarm, or after {HealthRules.Usual.QuietDueDays} due days where one or two files were missed. A silence is `serious`; a backlog is as grave as its oldest. A first look at months of history tells of nothing that ended more
        than a week before. Defective days raise no alert: the sender's receipt has told.
        A backlog is told by the file that brought it, when it is read; an incident that opens with it is that one, and only its end is told. What comes while an incident is open is part of it: a few single alerts and an update now and then ([alerts.md](alerts.md#one-incident-few-messages)).

        ## Reasons

        | reason | when |
        | --- | --- |
        | SILENCE | a file was due by now, grace included, and since the last due day none was taken |
        | GAP | of days that usually bring {HealthRules.Usual.GapExpects} records between them there is none, though 19 in 20 would be here by now, and no file was missed |
        | COUNT_COLLAPSE | over the last days that usually bring {HealthRules.Usual.CollapseExpects}, two due days at least, {100 * HealthRules.Usual.CollapseShare}% of that or less; or a file below the contract's `minimumRows` |
        | BUNCH | {HealthRules.Usual.BunchRows} records or more, {HealthRules.Usual.BunchTimes} times what the weekday usually brings, beyond chance, about events of {HealthRules.Usual.BunchEventDays} days with a tenth of them each |
        | BACKLOG_RELEASE | {HealthRules.Usual.BacklogRows} records or more, or a quarter of a day's, came {HealthRules.Usual.OldHours} hours or more after the event, beyond chance; not those that no earlier file could have held |
        | WEEKDAY_SKEW | on the first of a month: records of four weeks came on other weekdays than they would have, had the same delays befallen their events whatever the weekday (domestic abuse does peak at weekends), beyond chance; one weekday has {HealthRules.Usual.SkewTimes} times as many in each of {HealthRules.Usual.SkewWeeks} weeks of the four |
        | CATCH_UP | BUNCH or BACKLOG_RELEASE within {HealthRules.Usual.CatchUpDays} days of SILENCE or COUNT_COLLAPSE |
        | SCHEMA_DRIFT | a header lacks other agreed columns than those of the last {HealthRules.Usual.DriftFiles} files did, or has another number of columns nobody agreed to |
        | DEFECT_JUMP | of the last {HealthRules.Usual.JumpRows} rows, twice the usual share has defects, and ten in a hundred more |
        | ALL_REFUSED | files came, and every one was refused |

        The usual is the median of the same weekday in the last {HealthRules.Usual.Weeks} comparable weeks: no holidays, no unusual days, none from more than {HealthRules.Usual.WeeksBack} weeks back. Beyond chance is {HealthRules.Usual.Sigmas} standard deviations,
        where a day's count varies {HealthRules.Usual.Spread} times as much as single events would, for records come in families. Every threshold is in `HealthRules.cs`, with its reason.

        ## Measured

        40 simulated councils of Medway's size, three agencies, 18 months each, a fixed seed. In each: a cut-over like Athena's (18 to 28 days of silence, then notifications four weeks old on Tuesdays
        and Thursdays, mended over eight weeks), missed files, nine in ten records lost for ten days, days of events lost, records held back, a drawer emptied, a column lost, values spoilt. Found is the share of
        faults a reason met; right, the share of its days that were true; then days from the fault's beginning until it was found. A cut-over's bunches and skew are counted from when files come again.
        The last two are of 40 other councils, by which no threshold was set.

        | reason | faults | found | right | days, usually | at most | others: found | right |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        {table}

        Three such sets of 40 others were chosen beforehand and measured once (the table has the first). WEEKDAY_SKEW: all found; 0.99, 0.98 and 1.00 of its days right. The least found is GAP, 0.98, 0.96
        and 0.93, then DEFECT_JUMP, 0.95, 1.00 and 1.00; the least right otherwise is BACKLOG_RELEASE, 0.99, 0.98 and 0.98. With nothing wrong: 15, 20 and 10 false alarms in 40 councils' 18 months.

        {alerts} Real feeds are messier than simulated ones: these figures say that the definitions hold together, not what next year brings.

        ## Limits

        - Columns nobody agreed to are named on receipts and only counted in the lake: one that takes the place of another is no drift. Nor is any of JSON, FHIR or XML.
        - Feeds of a few records a week are judged by their files alone: a collapse or a gap needs {HealthRules.Usual.CollapseExpects} records to be missed within {HealthRules.Usual.Stretch} days.
        - A sender that sends nothing on at weekends, and whose files are due daily, is told of as WEEKDAY_SKEW each month, until its contract says `working days`.
        - A change that lasts is learned: after {HealthRules.Usual.WeeksBack} weeks what was unusual is the usual.
        - A calendar beyond its last known day leaves nothing out: better one question too many than a silence nobody hears.
        - A sender that never sent a file is missed only where its contract says from when one is due (`expected.from`).

        """;
}
