using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Tests;

public sealed class TimeCodesTests
{
    [Fact]
    public void Every_flag_has_one_code_in_the_order_of_its_bit()
    {
        var flags = Enum.GetValues<TimingFlags>().Where(f => f != TimingFlags.None).ToList();

        Assert.Equal(flags.Order(), TimeCodes.All.Select(c => c.Flag));
        for (var i = 0; i < flags.Count; i++)
            Assert.Equal(1 << i, (int)TimeCodes.All[i].Flag);
    }

    [Fact]
    public void Codes_are_distinct_and_each_says_what_and_what_to_do()
    {
        Assert.Equal(TimeCodes.All.Count, TimeCodes.All.Select(c => c.Code).Distinct().Count());
        Assert.All(TimeCodes.All, c => Assert.Matches("^TIME_[A-Z_]+$", c.Code));
        Assert.All(TimeCodes.All, c => Assert.True(c.Meaning.EndsWith('.') && c.Advice.EndsWith('.'), c.Code));
    }

    [Theory]
    [InlineData(TimingFlags.None, "")]
    [InlineData(TimingFlags.DayOnly, "TIME_DAY_ONLY")]
    [InlineData(TimingFlags.Ambiguous | TimingFlags.EndBeforeStart | TimingFlags.CorrectionPending,
        "TIME_AMBIGUOUS;TIME_END_BEFORE_START;TIME_LOOSENED")]
    public void Flags_are_written_as_their_codes(TimingFlags flags, string codes)
    {
        var utf8 = new byte[TimeCodes.MaxLength];

        Assert.Equal(codes, Encoding.ASCII.GetString(utf8, 0, TimeCodes.Write(flags, utf8)));
    }

    [Fact]
    public void All_of_them_fit_the_length_published()
    {
        var all = TimeCodes.All.Aggregate(TimingFlags.None, (sum, c) => sum | c.Flag);

        Assert.Equal(TimeCodes.MaxLength - 1, TimeCodes.Write(all, new byte[TimeCodes.MaxLength]));
    }

    [Fact]
    public void The_moments_flags_are_the_timings_first_bits() =>
        Assert.Equal(
            [(int)TimingFlags.Ambiguous, (int)TimingFlags.InGap, (int)TimingFlags.DayOnly],
            new[] { (int)MomentFlags.Ambiguous, (int)MomentFlags.InGap, (int)MomentFlags.DayOnly });

    [Fact]
    public void The_lakes_words_are_the_published_ones()
    {
        Assert.Equal(["unknown", "on_time", "open", "overdue", "possibly_late", "late"],
            Enum.GetValues<TimeStatus>().Select(s => Encoding.ASCII.GetString(TimeWords.Of(s))));
        Assert.Equal(["none", "late", "serious", "critical"],
            Enum.GetValues<Severity>().Select(s => Encoding.ASCII.GetString(TimeWords.Of(s))));
        Assert.Equal(["ungraded", "standard", "medium", "high"],
            Enum.GetValues<RiskGrade>().Select(s => Encoding.ASCII.GetString(TimeWords.Of(s))));
    }

    [Theory]
    [InlineData(24, TimeUnit.ClockHours, "24 h")]
    [InlineData(4, TimeUnit.WorkingHours, "4 working hours")]
    [InlineData(1, TimeUnit.WorkingDays, "1 working day")]
    [InlineData(10, TimeUnit.SchoolDays, "10 school days")]
    [InlineData(5, TimeUnit.CalendarDays, "5 calendar days")]
    public void A_limit_reads_as_its_text(int n, TimeUnit unit, string text) => Assert.Equal(text, new Limit(n, unit).Text);
}
