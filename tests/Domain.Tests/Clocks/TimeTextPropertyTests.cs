using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>Whatever a cell says, reading it throws nothing, and a day is read only where there is such a day, and as that day.</summary>
public sealed class TimeTextPropertyTests
{
    const int Runs = 100_000;

    [Fact]
    public void A_date_of_three_numbers_as_read_as_the_day_it_as_or_not_at_all()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var (day, month, year) = (random.Next(40), random.Next(20), random.Next(1880, 2120));
            var mark = "/-."[random.Next(3)];
            var text = random.Next(3) switch
            {
                0 => $"{day:00}{mark}{month:00}{mark}{year}",
                1 => $"{year}-{month:00}-{day:00}",
                _ =>
                $"{year}{month:00}{day:00}"
            };
            var exists = month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

            var found = TimeText.ParseDay(Encoding.UTF8.GetBytes(text + (random.Next(4) == 0 ? " 10:30" : "")));

            if (found is { } number)
                Assert.True(exists && DayNumber.ToLocalDate(number) == new LocalDate(year, month, day),
                    $"seed {seed}: {text} was read as {DayNumber.ToLocalDate(number):uuuu-MM-dd}");
            (read, refused) = found is null ? (read, refused + 1) : (read + 1, refused);
        }
        Assert.True(read > Runs / 10 && refused > Runs / 10, $"{read} were read, {refused} refused");
    }

    [Fact]
    public void Damaged_text_as_read_or_refused_and_never_thrown_at()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        string[] good = ["04/01/2019 22:15", "2019-07-04T22:15:00.123+01:00", "4 Sept 2019 9.30am", "20190104 2215", "2024-Oct-16 00:00:00",
            "31/12/2019 24:00:00", "43469.85",
            "Fri Jan 18 2019 22:15:00 GMT+0000 (Greenwich Mean Time)", "18-JAN-2019 10.15.00.000000 PM", "20190118221500.0000+0000",
                "/Date(1547849700000)/", "Jan 18 22:15:00 UTC 2019", "2019-01-18-22.15.00"];
        var (into, usable) = (new byte[256], 0);
        for (var run = 0; run < Runs; run++)
        {
            var bytes = Encoding.UTF8.GetBytes(good[random.Next(good.Length)]).ToList();
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                var at = random.Next(bytes.Count + 1);
                if (random.Next(3) == 0) bytes.Insert(at, (byte)random.Next(256));
                else if (at < bytes.Count && random.Next(2) == 0) bytes.RemoveAt(at);
                else if (at < bytes.Count) bytes[at] = "0123456789/-.: TZapm+"u8[random.Next(21)];
            }
            byte[] text = [.. bytes];

            var written = TimeText.Parse(text);

            if (written.IsUsable) usable++;
            Assert.False(written.IsUsable && written.IsUnusable, $"seed {seed}, run {run}");
            TimeText.Combine(written, text);
            RestatedDate.FromMonthFirst(text, 17900, into);
            RestatedDate.WithCentury(text, 17900, into);
            RestatedDate.FromSerial(text, 17900, into);
        }
        Assert.True(usable > Runs / 20, $"{usable} could be read");
    }
}
