using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

public sealed class ClockPropertyTests
{
    const int Runs = 40_000;

    static readonly RiskGrade[] grades = Enum.GetValues<RiskGrade>();

    [Fact]
    public void A_later_receipt_never_improves_a_result()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var compared = 0;
        for (var i = 0; i < Runs; i++)
        {
            // Both receipts come after everything written, since a receipt may make a time no longer lie in the future.
            var row = AnyRow(random, out var last);
            var risk = grades[random.Next(grades.Length)];
            var first = last.Plus(Duration.FromMinutes(random.Next(0, 6000)));
            var second = first.Plus(Duration.FromMinutes(random.Next(1, 60_000)));
            var (before, after) = (Given.Police.Measure(row, risk, first), Given.Police.Measure(row, risk, second));

            var worse = Rank(after) >= Rank(before) && after.Severity >= before.Severity;
            Assert.True(worse, $"seed {seed}, run {i}: {before.Status} {before.Severity} became {after.Status} {after.Severity}");
            compared += before.Status == after.Status ? 0 : 1;
        }
        Assert.InRange(compared, Runs / 100, Runs);
    }

    [Fact]
    public void A_day_brackets_the_exact_result_of_each_of_its_minutes()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        int[] days = [DayNumber.Of(new LocalDate(2019, 3, 31)), DayNumber.Of(new LocalDate(2019, 10, 27)),
            .. Enumerable.Range(0, 12).Select(_ => random.Next(17600, 21000))];
        var seen = new HashSet<TimeStatus>();
        foreach (var day in days)
            foreach (var after in new[] { 3, 23, 24, 25, 47, 48, 49, 97, 121, 700 })
            {
                var start = day * 86400L;
                var received = London.Resolve(new(TimeForm.Minute, start)).Earliest
                    .Plus(Duration.FromMinutes(after * 60 + random.Next(60)));
                var range = Measure(new(TimeForm.Day, start), received);
                seen.Add(range.Status);
                for (var minute = 0; minute < 24 * 60; minute++)
                {
                    var exact = Measure(new(TimeForm.Minute, start + minute * 60), received);
                    if (exact.Status == TimeStatus.Unknown)
                        continue; // a minute of the day still to come at receipt
                    var held = exact.ElapsedHours <= range.ElapsedHours && exact.ElapsedHours >= range.ElapsedHoursMin
                        && exact.Severity >= range.Severity
                        && range.Status switch
                        {
                            TimeStatus.OnTime => exact.Status == TimeStatus.OnTime,
                            TimeStatus.Late => exact.Status == TimeStatus.Late,
                            _ => range.Status == TimeStatus.PossiblyLate,
                        };
                    Assert.True(held, $"seed {seed}: day {day} minute {minute} received {received}: {exact.Status} "
                        + $"{exact.ElapsedHours} in {range}");
                }
            }
        Assert.Equal([TimeStatus.OnTime, TimeStatus.PossiblyLate, TimeStatus.Late], seen.Order());
    }

    [Fact]
    public void On_time_is_said_only_when_a_start_is_certain_and_within_the_limit()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var onTime = 0;
        for (var i = 0; i < Runs; i++)
        {
            var row = AnyRow(random, out var last);
            var received = last.Plus(Duration.FromMinutes(random.Next(-3000, 3000)));
            var timing = Given.Police.Measure(row, grades[random.Next(grades.Length)], received);
            if (timing.Status != TimeStatus.OnTime)
                continue;
            onTime++;

            // Worked out anew, from the row alone: nothing usable and past may lie further back than the limit, but the incident
            // start behind a usable end, and an incident over a year before its report.
            var limit = timing.Limit.N;
            var incident = row[0].IsUsable ? row[0] : row[1];
            double Ago(WrittenTime time) => (received - EarliestOf(time)).TotalHours;
            var overYear = timing.Flags.HasFlag(TimingFlags.ReportedOverYear);
            Assert.True(!incident.IsUsable || overYear || Ago(incident) is >= 0 && Ago(incident) <= limit,
                $"seed {seed}, run {i}: incident");
            Assert.True(!row[2].IsUsable || Ago(row[2]) <= limit, $"seed {seed}, run {i}: report");
            foreach (var written in row[3..].Where(time => time.IsUsable))
                Assert.True((received - LatestOf(written)).TotalHours <= limit, $"seed {seed}, run {i}: written too long ago");
            Assert.True(incident.IsUsable || row[2].IsUsable, $"seed {seed}, run {i}: on time with no start");
            Assert.True(incident.IsUsable || (!row[0].IsUnusable && !row[1].IsUnusable),
                $"seed {seed}, run {i}: on time though the incident is unreadable");
        }
        Assert.InRange(onTime, Runs / 100, Runs);
    }

    /// <summary>A time in the hour that is never shown may have been read from either of two clocks.</summary>
    static Instant EarliestOf(WrittenTime time) => London.Resolve(time) is { Flags: var flags } moment
        && flags.HasFlag(MomentFlags.InGap) ? moment.Earliest.Minus(Duration.FromHours(1)) : London.Resolve(time).Earliest;

    /// <summary>A time in the hour that is shown twice may be of its second showing.</summary>
    static Instant LatestOf(WrittenTime time) => London.Resolve(time) is { Flags: var flags } moment
        && flags.HasFlag(MomentFlags.Ambiguous) ? moment.Latest.Plus(Duration.FromHours(1)) : London.Resolve(time).Latest;

    static Timing Measure(WrittenTime incident, Instant received) =>
        Given.Police.Measure([incident, default, default, default, default], RiskGrade.Medium, received);

    static int Rank(Timing timing) => timing.Status switch
    {
        TimeStatus.OnTime => 1,
        TimeStatus.PossiblyLate => 2,
        TimeStatus.Late => 3,
        _ => 0, // an unknown can become late, never the other way
    };

    static WrittenTime[] AnyRow(Random random, out Instant last)
    {
        var about = random.NextInt64(1_530_000_000, 1_790_000_000);
        var row = new WrittenTime[5];
        last = Instant.FromUnixTimeSeconds(about);
        for (var i = 0; i < row.Length; i++)
        {
            var local = about - random.Next(5) switch
            {
                0 => random.Next(500) * 86400L,
                1 => random.Next(40) * 86400L,
                _ =>
                random.Next(3 * 86400)
            };
            row[i] = random.Next(8) switch
            {
                0 or 1 => default,
                2 => new(TimeForm.Unusable, Reason: random.Next(2) == 0 ? TimeReason.Placeholder : TimeReason.Impossible),
                3 => new(TimeForm.Day, local / 86400 * 86400),
                4 => new(TimeForm.Minute, local, HasOffset: true, OffsetSeconds: random.Next(-2, 3) * 3600),
                _ => new(TimeForm.Minute, local / 60 * 60),
            };
            if (row[i].IsUsable && London.Resolve(row[i]).Latest is var end && end > last)
                last = end;
        }
        return row;
    }
}
