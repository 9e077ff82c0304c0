using FrontDoor.Domain.Calendars;
using FrontDoor.Reporting.Figures;

namespace FrontDoor.Reporting.Pages;

/// <summary>Days that explain a chart: when a sender's system changed, and bank holidays.</summary>
static class Marks
{
    public static IReadOnlyList<ChartMark> Of(Asked asked)
    {
        var (first, last) = asked.Lake.Period(asked.Filter, asked.Cancel);
        return [.. Systems(asked, first, last), .. Holidays(first, last)];
    }

    public static IEnumerable<ChartMark> Systems(Asked asked, DateOnly first, DateOnly last) =>
        (from feed in asked.Contracts.Feeds
         where asked.Filter.Feed is not { } only || feed.Id == only
         from sender in feed.Contract.Senders
         where asked.Filter.Sender is not { } one || sender.Id == one
         from system in sender.Systems
         where system.From >= first && system.From <= last
         select new ChartMark(ChartMark.Written(system.From), $"{system.Name} at {sender.Id}", "system")).Distinct();

    static IEnumerable<ChartMark> Holidays(DateOnly first, DateOnly last) =>
        from day in BankHolidays.Shipped.Days
        where day.Date.ToDateOnly() >= first && day.Date.ToDateOnly() <= last
        select new ChartMark(ChartMark.Written(day.Date.ToDateOnly()), day.Title, "holiday");
}
