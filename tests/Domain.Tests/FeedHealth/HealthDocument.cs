using FrontDoor.Domain.FeedHealth;

namespace FrontDoor.Domain.Tests;

/// <summary>docs/feed-health.md: what it says, with what was measured put in.</summary>
static class HealthDocument
{
    public static string Write(string table, string alerts) =>
        $"""
        # The health of feeds

        A notification that was never sent cannot be late. The first sign of a failing police system is silence, then a burst of old
        incidents. Every hour the function `CheckFeedHealth` (`./pipeline feed-health`) judges each feed of each sender, day by day, and
        writes a row of `feed_health` ([lake.md](lake.md)). `./pipeline report` shows the health of every feed. An alert is raised when an
        incident opens, and one when it is over. Each sender finds a [summary of its week](weekly-summary.md) beside its receipts.

        ## A day

        A day is over when its file is overdue: the agreed time and its grace ([feeds.md](feeds.md)). It is judged one hour later, so that
        a file received in time is processed. What arrives after counts for the next day. The sender's own `expected`, or the feed's, says
        on which days a file is due. A file with a header and no rows is a nil return, which is a file. A day is judged by what was
        received until it was over, so a past day judged again has the same result. Where a file received in time is processed late, the
        day has another row with a higher `revision`. The highest is current. Figures of what happened on a day are `provisional` until it
        is {HealthRules.Usual.SettledAfterDays} days old, because notifications are still to come. They never raise an alarm as a drop.
        Counts by day of receipt are final at once.

        ## What each state means, and what to do

        | state | it means | the duty manager |
        | --- | --- | --- |
        | ok, nil, not_due | as usual; the sender says there was nothing; none was due | nothing |
        | learning | a file came; fewer than {HealthRules.Usual.WeeksAtLeast} comparable weeks are known, so volumes are not judged | nothing; a missing file raises an alert from the first day |
        | silent | a file was due, and none was taken | rings the sender today: children's notifications are not arriving. With ALL_REFUSED files came and each was refused: the receipts say why |
        | sparse | files come with far less in them than usual, or nothing of days that usually have events | asks the sender what has changed in its extract; a filter or a site may be missing |
        | bunched | far more in one day than usual, or on certain weekdays | asks whether the sender collects notifications and sends them together; expects more work today |
        | backlog | many old events at once | has the late table looked through today, highest risk first: these children waited |
        | catching_up | such a burst soon after a silence | the same, and the same incident; asks whether everything from the silence has now been sent |
        | defective | columns have gone, come back or come new, or far more defects than usual | nothing today; the operators read the receipt with the sender |

        Days of alarm that belong together are one `incident`, named by its first day. It raises one alert, of kind `silence`, `bunch` or
        `backlog`. When it is over, it raises one of kind `resolved` and severity none: after {HealthRules.Usual.QuietDays} days without
        alarm, or after {HealthRules.Usual.QuietDueDays} due days where one or two files were missed. A silence is `serious`; a backlog has
        the severity of its oldest record. A first look at months of history reports nothing that ended more than a week before. Defective
        days raise no alert, because the sender's receipt reports them. The file that brings a backlog raises its alert when it is read. An
        incident that opens with that backlog is the same one, and raises only its end. What a file brings during an open incident is part
        of it: a few single alerts, and an update now and then ([alerts.md](alerts.md#one-incident-few-messages)).

        ## Reasons

        | reason | when |
        | --- | --- |
        | SILENCE | a file was due by now, grace included, and since the last due day none was taken |
        | GAP | no record of days that usually bring {HealthRules.Usual.GapExpects} together, though 19 in 20 would be here by now and no file was missed |
        | COUNT_COLLAPSE | over the last days that usually bring {HealthRules.Usual.CollapseExpects}, two due days at least, {100 * HealthRules.Usual.CollapseShare}% of that or less; or a file below the contract's `minimumRows` |
        | BUNCH | {HealthRules.Usual.BunchRows} records or more, {HealthRules.Usual.BunchTimes} times what the weekday usually brings, beyond chance, about events of {HealthRules.Usual.BunchEventDays} days with a tenth of them each |
        | BACKLOG_RELEASE | {HealthRules.Usual.BacklogRows} records or more, or a quarter of a day's, came {HealthRules.Usual.OldHours} hours or more after the event, beyond chance; without records that no earlier file could have contained |
        | WEEKDAY_SKEW | on the first of a month: records of four weeks came on other weekdays than their events and the usual delays explain, beyond chance (domestic abuse does peak at weekends). One weekday has {HealthRules.Usual.SkewTimes} times as many in each of {HealthRules.Usual.SkewWeeks} weeks of the four |
        | CATCH_UP | BUNCH or BACKLOG_RELEASE within {HealthRules.Usual.CatchUpDays} days of SILENCE or COUNT_COLLAPSE |
        | SCHEMA_DRIFT | a header lacks other agreed columns than those of the last {HealthRules.Usual.DriftFiles} files did, or has another number of columns that are not agreed |
        | DEFECT_JUMP | of the last {HealthRules.Usual.JumpRows} rows, twice the usual share has defects, and ten in a hundred more |
        | ALL_REFUSED | files came, and every one was refused |

        The usual is the median of the same weekday in the last {HealthRules.Usual.Weeks} comparable weeks: no holidays, no unusual days,
        none from more than {HealthRules.Usual.WeeksBack} weeks back. Beyond chance is {HealthRules.Usual.Sigmas} standard deviations. A
        day's count varies {HealthRules.Usual.Spread} times as much as single events would, because records come in families. Every
        threshold is in `HealthRules.cs`, with its reason.

        ## Measured

        40 simulated councils of Medway's size, three agencies, 18 months each, a fixed seed. Each has a cut-over like Athena's: 18 to 28
        days of silence, then notifications four weeks old on Tuesdays and Thursdays, repaired over eight weeks. Each also has missed
        files, nine in ten records lost for ten days, days of events lost, a lost column and damaged values. Some records are held back,
        and one old pile is sent at once. "Found" is the share of faults that a reason found. "Right" is the share of its days that were
        true. Then come the days from the fault's beginning until it was found. A cut-over's bunches and skew count from the day when files
        come again. The last two columns are of 40 other councils, which set no threshold.

        | reason | faults | found | right | days, usually | at most | others: found | right |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        {table}

        Three such sets of 40 others were chosen beforehand and measured once (the table has the first). WEEKDAY_SKEW: all found; 0.99,
        0.98 and 1.00 of its days right. The least found is GAP, 0.98, 0.96 and 0.93, then DEFECT_JUMP, 0.95, 1.00 and 1.00. The least
        right otherwise is BACKLOG_RELEASE, 0.99, 0.98 and 0.98. With nothing wrong: 15, 20 and 10 false alarms in 40 councils' 18 months.

        {alerts} Real feeds are messier than simulated ones: these figures show that the definitions work together, not what next year brings.

        ## Limits

        - Columns that are not agreed are named on receipts and only counted in the lake. One that replaces another is no drift, and neither is any in JSON, FHIR or XML.
        - Feeds of a few records a week are judged only by their files: a collapse or a gap needs {HealthRules.Usual.CollapseExpects} records to be missed within {HealthRules.Usual.Stretch} days.
        - A sender without files at weekends, but with files due daily, has WEEKDAY_SKEW each month, until its contract says `working days`.
        - A lasting change is learned: after {HealthRules.Usual.WeeksBack} weeks the unusual is the usual.
        - A calendar beyond its last known day leaves nothing out: one question too many is better than a silence that no one notices.
        - A sender that never sent a file is missed only where its contract says from when one is due (`expected.from`).

        """;
}
