using System.Globalization;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Cli.Doctor;

/// <summary>What runs out in the rules that ship: calendars, sharing agreements.</summary>
static class RulesCheck
{
    /// <summary>A calendar that ends within so many days is to be extended: clocks of months are measured by it.</summary>
    const int CalendarDays = 180;

    /// <summary>An agreement that ends within so many days is to be renewed: a file after its end is refused.</summary>
    const int AgreementDays = 60;

    public static IEnumerable<Finding> Run(Contracts contracts, DateOnly today)
    {
        yield return Calendar("bank holidays", new DateOnly(BankHolidays.Shipped.LastYear, 12, 31),
            "functions/calendars/bank-holidays.json", today);
        yield return Calendar("school terms", DayNumber.ToDate(DayNumber.Of(SchoolTerms.Shipped.Of(null).Last)),
            "functions/calendars/school-terms.json", today);
        var ends = (from feed in contracts.Feeds
                    from sender in feed.Contract.Senders
                    select (Name: $"{feed.Id} from {sender.Id}", sender.Agreement.Ends)).ToList();
        foreach (var (name, end) in ends.Where(one => one.Ends < today))
            yield return Finding.Wrong($"the sharing agreement for {name} ended on {Day(end)}: its files are refused",
                "renew it, and change agreement.ends in the contract of the feed");
        foreach (var (name, end) in ends.Where(one => one.Ends >= today && one.Ends < today.AddDays(AgreementDays)))
            yield return Finding.Soon($"the sharing agreement for {name} ends on {Day(end)}",
                "renew it before that, and change agreement.ends in the contract of the feed");
        var lasting = ends.Count(one => one.Ends >= today.AddDays(AgreementDays));
        if (lasting > 0) yield return Finding.Ok($"{lasting} sharing agreements last {AgreementDays} days and more");
    }

    static Finding Calendar(string name, DateOnly last, string file, DateOnly today) =>
        last < today ? Finding.Wrong($"the calendar of {name} ended on {Day(last)}: clocks that need later days are unknown",
            $"extend {file} and deploy")
        : last < today.AddDays(CalendarDays) ? Finding.Soon($"the calendar of {name} ends on {Day(last)}", $"extend {file} and deploy")
        : Finding.Ok($"the calendar of {name} lasts until {Day(last)}");

    static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
