using System.Globalization;
using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.FeedHealth;
using NodaTime;

namespace FrontDoor.Monitoring.Week;

/// <summary>The summary for a partner's staff, in plain text.</summary>
sealed class WeekText(WeekSummary week)
{
    const int NameWidth = 44, FigureWidth = 11, RefusedListed = 20;

    /// <summary>The summary in plain text.</summary>
    public string Of()
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line($"WEEK  Mon {week.From:d MMM} to Sun {week.To:d MMM yyyy}");
        Line($"{week.Title}, {week.Agency}/{week.Feed}");
        Line($"{week.Organisation} ({week.Sender})");
        Line($"");
        Line($"What was received from {Moment(week.ReceivedFrom)} to {Moment(week.ReceivedBefore)}, London time. A day ends when its file "
            + "is overdue; what comes later counts for the next.");
        WriteDays(Line);
        WriteFigures(Line);
        WriteClocks(Line);
        WriteRefused(Line);
        WriteDefects(Line, "Rejected, to be put right and sent again:", "row");
        WriteDefects(Line, "To put right at the source; none of these rejects a row:", "warning");
        foreach (var column in week.WorstColumns)
            Line($"{(column == week.WorstColumns[0] ? "\nColumns with most defects:\n" : "")}  {column.Column}: {column.Defects} "
                + $"({string.Join(", ", column.Codes)})");
        Line($"\nWhat to do next");
        for (var step = 0; step < week.Next.Count; step++) Line($"  {step + 1}. {week.Next[step]}");
        return text.ToString();
    }

    void WriteDays(Action<string> line)
    {
        line($"\nDay by day");
        foreach (var day in week.Days) line($"  {day.Day,-12:ddd d MMM}{Said(day)}");
        if (week.Days.Count < 7) line($"  Before that day no file was due or sent.");
        if (week.Days.Any(day => day.Missed))
            line($"  A file whose receipt says DELAYED is not counted here: that fault is ours, not yours.");
    }

    static string Said(WeekDay day)
    {
        var (whole, taken) = (day.Files - day.NilReturns, new List<string>());
        if (whole > 0) taken.Add(
            string.Create(CultureInfo.InvariantCulture,
                $"{whole} {(whole == 1 ? "file" : "files")}, {day.RowsIn} {(day.RowsIn == 1 ? "row" : "rows")}"));
        if (day.NilReturns > 0) taken.Add(day.NilReturns == 1 ? "a nil return: nothing to report"
            : $"{day.NilReturns} nil returns: nothing to report");
        if (day.Refused > 0) taken.Add($"{day.Refused} refused");
        if (day.Missed) taken.Insert(0, $"MISSED: {(day.Refused > 0 ? "no file could be taken" : "no file")} by {Moment(day.Until)}; "
            + $"{(day.NextFile is { } next ? $"the next came after {Moment(next)}" : "none came for the rest of the week")}");
        return taken.Count > 0 ? string.Join("; ", taken) : day.Due ? "no file; one sent ahead on a day off counts for it" : "none due";
    }

    void WriteFigures(Action<string> line)
    {
        IReadOnlyList<WeekFigures> weeks = [week.ThisWeek, .. week.WeeksBefore];
        string Each(Func<WeekFigures, string> of) => string.Concat(weeks.Select(week => of(week).PadLeft(FigureWidth)));
        static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
        void Figure(string name, Func<WeekFigures, int> of, bool always = false)
        {
            if (always || weeks.Any(week => of(week) != 0)) line($"{name,-NameWidth}{Each(week => Number(of(week)))}");
        }
        line($"\n{"Week from Monday",-NameWidth}{Each(week => week.From.ToString("d MMM", CultureInfo.InvariantCulture))}");
        Figure("Files taken", week => week.Files, always: true);
        Figure("  of these nil returns", week => week.NilReturns);
        Figure("Days missed: a file was due, none was taken", week => week.DaysMissed, always: true);
        Figure("Files refused", week => week.FilesRefused, always: true);
        Figure("Rows in", week => week.RowsIn, always: true);
        Figure("  accepted", week => week.Accepted);
        Figure("  rejected", week => week.Rejected);
        Figure("  unchanged since they were last sent", week => week.Unchanged);
        Figure("  blank", week => week.Blank);
        Figure("Rows with any defect", week => week.RowsWithDefects, always: true);
        Figure("Records received for the first time", week => week.Records, always: true);
        Figure("  four days or more after the event", week => week.FourDaysOld);
        Figure("  on time", week => week.OnTime);
        Figure("  late", week => week.Late);
        Figure("  possibly late", week => week.PossiblyLate);
        Figure("  could not be decided", week => week.Unknown);
        Figure("  open (provisional: may become overdue)", week => week.Open);
        Figure("  overdue", week => week.Overdue);
        if (weeks.Any(week => week.LongestHours is not null))
        {
            var longest = Each(week => week.LongestHours?.ToString("0.#", CultureInfo.InvariantCulture) ?? "-");
            line($"{"Longest among the late, in hours",-NameWidth}{longest}");
        }
        var events = Each(week => Number(week.Events) + (week.EventsProvisional ? "*" : ""));
        line($"{"Records known so far of the week's events",-NameWidth}{events}");
        line($"* Provisional: records of events less than {HealthRules.Usual.SettledAfterDays} days old are still to come. Every other "
            + "figure is as it stood when its week was over.");
        line($"On time and late are by the clock '{week.Clock}'; the feed's page has its limits.");
    }

    /// <summary>The clocks that ran in the week.</summary>
    void WriteClocks(Action<string> line)
    {
        var ran = week.Clocks.Where(clock =>
            clock.OnTime + clock.Late + clock.PossiblyLate + clock.Unknown + clock.Open + clock.Overdue > 0)
            .ToList();
        if (ran.Count > 0) line($"\nEach clock that ran, this week:");
        foreach (var clock in ran) line($"  {clock.Clock}: {clock.Say()}");
    }

    void WriteRefused(Action<string> line)
    {
        if (week.Refused.Count == 0) return;
        line($"\nRefused, no row taken; the receipt with this id has the file's name:");
        if (week.Refused.Count > RefusedListed) line($"  showing {RefusedListed} of {week.Refused.Count}");
        foreach (var file in week.Refused.Take(RefusedListed))
        {
            var reasons = file.Reasons.Select(reason => reason.Column is null ? reason.Code : $"{reason.Code} ({reason.Column})");
            line($"  {file.FileId}, received after {Moment(file.Received)}: {string.Join(", ", reasons)}");
            foreach (var reason in file.Reasons.DistinctBy(reason => reason.Code)) line($"    {reason.Meaning} {reason.Advice}");
        }
    }

    void WriteDefects(Action<string> line, string heading, string tier)
    {
        var defects = week.Defects.Where(defect => defect.Tier == tier).ToList();
        if (defects.Count == 0) return;
        line($"\n{heading}");
        foreach (var defect in defects)
        {
            var columns = defect.Columns.Count == 0 ? "" : ": " + string.Join(", ", defect.Columns.Select(column =>
                defect.Rows == 0 || defect.Columns.Count == 1 ? column.Column : $"{column.Column} {column.Rows}"));
            var rows = defect.Rows == 0 ? "" : $"{defect.Rows} {(defect.Rows == 1 ? "row" : "rows")} of ";
            line($"  {defect.Code}, {rows}{defect.Files} {(defect.Files == 1 ? "file" : "files")}{columns}");
            line($"    {defect.Meaning} {defect.Advice}");
        }
    }

    /// <summary>A whole hour in London time.</summary>
    static string Moment(DateTimeOffset moment)
    {
        var at = Instant.FromDateTimeOffset(moment);
        return string.Create(CultureInfo.InvariantCulture, $"{DayNumber.ToDate(London.DayOf(at)):ddd d MMM} {London.HourOf(at):00}:00");
    }
}
