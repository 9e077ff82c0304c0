using System.Globalization;
using FrontDoor.Domain.Calendars;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Reporting.Publishing;

/// <summary>The reports that one run wrote.</summary>
public sealed record PublishReportsResult(int Weeks, int Months);

/// <summary>Writes the weekly report and the monthly scorecard to the container reports, once for each week and month that is over. A
/// report counts what was received until its period ended, whenever it is written.</summary>
public sealed class PublishReports(IStore store, ILakes lakes, Report report, ReportFiles files, PipelineOptions options)
{
    /// <summary>A report is written this long after its period is over, when what was received in time has been processed. What still
    /// waits then has raised an alert.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromHours(24);

    /// <summary>How far back the first run goes.</summary>
    const int FirstWeeks = 5, FirstMonths = 3;

    /// <summary>Can run any number of times, and be killed at any moment: a report without its manifest is written again.</summary>
    public async Task<PublishReportsResult> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var today = ReportLake.DayOf(now - Settle);
        var weeks = new Kind("weekly", FirstWeeks, ReportLake.MondayOf(today), (day, count) => day.AddDays(7 * count),
            day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), report.Weekly);
        var months = new Kind("monthly", FirstMonths, new(today.Year, today.Month, 1), (day, count) => day.AddMonths(count),
            day => day.ToString("yyyy-MM", CultureInfo.InvariantCulture), report.Monthly);
        return new(await Write(weeks, cancel), await Write(months, cancel));
    }

    async Task<int> Write(Kind kind, CancellationToken cancel)
    {
        var due = await Due(kind, cancel);
        foreach (var first in due)
        {
            var (folder, next) = ($"{kind.Name}/{kind.Path(first)}", kind.After(first, 1));
            var end = London.StartOf(LocalDate.FromDateOnly(next)).ToDateTimeOffset();
            var page = await lakes.Ask(end, lake => kind.Page(first, lake, cancel), cancel);
            var made = await files.Of(page, options.Scratch, cancel);
            foreach (var file in made) await store.Write(Containers.Reports, $"{folder}/{file.Name}", file.Bytes, cancel);
            var manifest = new ReportManifest
            {
                Report = kind.Name,
                From = first,
                To = next.AddDays(-1),
                AsOf = end,
                Files = [.. made.Select(ListedFile.Of).OrderBy(file => file.Name, StringComparer.Ordinal)],
            };
            await store.TryWrite(Containers.Reports, $"{folder}/{ReportManifest.Name}", manifest.ToJson(), null, cancel);
        }
        return due.Count;
    }

    /// <summary>The first days of periods that are over and have no report, the oldest first: all since the newest report, or a few where
    /// there is none; none before the first file.</summary>
    async Task<IReadOnlyList<DateOnly>> Due(Kind kind, CancellationToken cancel)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.List(Containers.Reports, $"{kind.Name}/", cancel))
            if (item.Path.EndsWith($"/{ReportManifest.Name}", StringComparison.Ordinal)) written.Add(item.Path.Split('/')[1]);
        if (written.Contains(kind.Path(kind.After(kind.Open, -1)))) return [];
        lakes.LookAgain(); // a report is for good: of the newest edition only
        if (await lakes.Ask(null, lake => lake.FirstReceipt(cancel), cancel) is not { } begin) return [];
        return [.. Enumerable.Range(1, int.MaxValue).Select(ago => kind.After(kind.Open, -ago))
            .TakeWhile((first, ago) => kind.After(first, 1) > begin
                && (written.Count > 0 ? !written.Contains(kind.Path(first)) : ago < kind.AtFirst))
            .Reverse()];
    }

    /// <summary>A kind of report.</summary>
    /// <param name="AtFirst">How many are written where there is none.</param>
    /// <param name="Open">The first day of the period that is not over.</param>
    /// <param name="After">The first day of so many periods later.</param>
    /// <param name="Path">The name of a period's folder.</param>
    sealed record Kind(string Name, int AtFirst, DateOnly Open, Func<DateOnly, int, DateOnly> After, Func<DateOnly, string> Path,
        Func<DateOnly, ReportLake, CancellationToken, PageModel> Page);
}
