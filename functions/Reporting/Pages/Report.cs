using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>Makes pages from a lake.</summary>
public sealed class Report(Contracts contracts)
{
    public FilterReader Filters { get; } = new(contracts);

    /// <exception cref="NothingThereException">No such record or file.</exception>
    public PageModel Of(PageAddress address, ReportLake lake, CancellationToken cancel)
    {
        var asked = Asked(address.Filter, lake, cancel);
        var page = address.Page switch
        {
            PageName.Today => TodayPage.Of(asked),
            PageName.Timeliness => TimelinessPage.Of(asked),
            PageName.Arrivals => ArrivalsPage.Of(asked),
            PageName.Partner => PartnerPage.Of(asked),
            PageName.Children => ChildrenPage.Of(asked),
            PageName.File => FilePage.Of(asked),
            PageName.Record => RecordPage.Of(asked),
            PageName.Definitions => DefinitionsPage.Of(asked),
            _ => throw new InvalidOperationException($"No page {address.Page}."),
        };
        return page with { Choices = Choices(address) };
    }

    /// <summary>The pages that need no choice.</summary>
    public static IReadOnlyList<PageAddress> Usual { get; } =
        [.. new[] { PageName.Today, PageName.Timeliness, PageName.Arrivals, PageName.Children }
            .Select(page => new PageAddress(page, Filter.None))];

    /// <summary>The report of a week that is over: timeliness and arrivals as they were known when it ended, and what the figures
    /// mean.</summary>
    /// <param name="lake">As it was known at the end of that week.</param>
    public PageModel Weekly(DateOnly monday, ReportLake lake, CancellationToken cancel) => PublishedPages.Weekly(
        Asked(new Filter { To = monday.AddDays(6), AsOf = lake.Now, ForPublication = true }, lake, cancel));

    /// <summary>The scorecard of a month that is over: of what was first received in it, and children by month.</summary>
    /// <param name="lake">As it was known at the end of that month.</param>
    public PageModel Monthly(DateOnly first, ReportLake lake, CancellationToken cancel) => PublishedPages.Monthly(
        Asked(new Filter { To = first.AddMonths(1).AddDays(-1), AsOf = lake.Now, ForPublication = true }, lake, cancel), first);

    /// <summary>Everything about a period on one page, for inspectors.</summary>
    /// <param name="lake">As it was known at the moment of the evidence.</param>
    public PageModel Evidence(DateOnly from, DateOnly to, ReportLake lake, EvidenceFacts facts, CancellationToken cancel) =>
        EvidencePage.Of(Asked(new Filter { From = from, To = to, AsOf = lake.Now }, lake, cancel), facts);

    Asked Asked(Filter filter, ReportLake lake, CancellationToken cancel) => new(lake, filter, contracts, cancel);

    /// <summary>Whose file a filter means; null where it means none.</summary>
    public static string? SenderOfFile(Filter filter, ReportLake lake, CancellationToken cancel) =>
        FilePage.SenderOf(filter.Id!, lake, cancel);

    IReadOnlyList<Choice> Choices(PageAddress address)
    {
        var filter = address.Filter;
        Choice feed = new("feed", "Feed", Filters.Feeds, filter.Feed?.ToString()),
            sender = new("sender", "Sender", Filters.Senders, filter.Sender),
            from = new("from", "From", null, Day(filter.From)), to = new("to", "To", null, Day(filter.To)),
            asOf = new("asof", "As known on", null, filter.AsOfTyped),
            publication = new("for", "Show", ["publication"], filter.ForPublication ? "publication" : null);
        return address.Page switch
        {
            PageName.Today => [feed, sender, asOf],
            PageName.Timeliness => [feed, sender, new("clock", "Clock", Filters.Clocks, filter.Clock ?? TimelinessPage.UsualClock),
                new("risk", "Risk", FilterReader.Risks, filter.Risk), from, to, asOf, publication],
            PageName.Arrivals => [feed, sender, from, to, asOf, publication],
            PageName.Partner => [sender with { IsRequired = true }, from, to, asOf],
            PageName.Children => [asOf, publication],
            _ => [],
        };
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A page that was asked for: of which lake, narrowed to what.</summary>
sealed record Asked(ReportLake Lake, Filter Filter, Contracts Contracts, CancellationToken Cancel)
{
    /// <summary>The records that count; null: all that the filter chooses.</summary>
    public RecordCondition? Only { get; init; }

    public bool IsForPublication => Filter.ForPublication;

    public IReadOnlyList<Row> Rows(string measure, bool inPeriod = false) => Lake.Ask(measure, Filter, Cancel, inPeriod, Only);

    public string AsOf => Filter.AsOf is { } at ? $"As it was known {PeopleText.Moment(at)}"
        : $"The newest data is from {PeopleText.Moment(Lake.Newest(Cancel))}";

    public PageModel Page(PageName page, string title, Headline headline, params IReadOnlyList<Section> sections) =>
        new(new PageAddress(page, Filter), title, headline, sections) { AsOf = AsOf };

    /// <summary>The organisation's name with its id, or the id where no contract has it.</summary>
    public string Organisation(string sender) =>
        Contracts.Feeds.Select(feed => feed.FindSender(sender)).FirstOrDefault(found => found is not null)?.Organisation ?? sender;
}

/// <summary>There is no record or file of that id. Its message repeats nothing that was typed.</summary>
public sealed class NothingThereException(string message) : Exception(message);
