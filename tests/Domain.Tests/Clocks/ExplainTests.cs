using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("04/01/2019 22:15", "", "08/01/2019 22:15", RiskGrade.High,
        "Incident ended Fri 4 Jan 2019 about 22:00; received Tue 8 Jan 2019 about 22:00; 96 h against 24 h for high risk: critical.")]
    [InlineData("04/01/2019 22:15", "", "08/01/2019 22:15", RiskGrade.Medium,
        "Incident ended Fri 4 Jan 2019 about 22:00; received Tue 8 Jan 2019 about 22:00; 96 h against 24 h for medium risk: serious.")]
    [InlineData("04/01/2019 22:15", "", "05/01/2019 10:59", RiskGrade.Ungraded,
        "Incident ended Fri 4 Jan 2019 about 22:00; received Sat 5 Jan 2019 about 10:00; 12.8 h against 24 h for ungraded risk (as "
        + "medium): on time.")]
    [InlineData("04/01/2019 22:15", "", "05/01/2019 22:25", RiskGrade.Medium, // over by minutes must not read "24 h against 24 h: late"
        "Incident ended Fri 4 Jan 2019 about 22:00; received Sat 5 Jan 2019 about 22:00; 24.2 h against 24 h for medium risk: late.")]
    [InlineData("04/07/2019 00:30", "", "05/07/2019 00:10", RiskGrade.Standard, // summer time
        "Incident ended Thu 4 Jul 2019 about 00:00; received Fri 5 Jul 2019 about 00:00; 23.7 h against 72 h for standard risk: on time.")]
    [InlineData("04/01/2019", "", "05/01/2019 20:00", RiskGrade.Medium,
        "Incident ended on Fri 4 Jan 2019 (time not given); received Sat 5 Jan 2019 about 20:00; between 20 and 44 h against 24 h for "
        + "medium risk: possibly late.")]
    [InlineData("04/01/2019", "", "05/01/2019 00:10", RiskGrade.Medium,
        "Incident ended on Fri 4 Jan 2019 (time not given); received Sat 5 Jan 2019 about 00:00; between 0.2 and 24.2 h against 24 h "
        + "for medium risk: possibly late.")]
    [InlineData("04/01/2019 12:00", "13/02/2019 12:00", "13/02/2019 22:00", RiskGrade.High,
        "Incident ended Fri 4 Jan 2019 about 12:00; received Wed 13 Feb 2019 about 22:00; 970 h (reported more than 28 days later; 10 h "
        + "from the report) against 24 h for high risk: possibly late.")]
    [InlineData("", "04/01/2019 12:00", "04/01/2019 13:00", RiskGrade.High,
        "Reported Fri 4 Jan 2019 about 12:00; received Fri 4 Jan 2019 about 13:00; 1 h against 24 h for high risk: on time.")]
    [InlineData("31/02/2019", "04/01/2019 12:00", "08/01/2019 13:00", RiskGrade.Medium,
        "Reported Fri 4 Jan 2019 about 12:00, the earliest time known; received Tue 8 Jan 2019 about 13:00; at least 97 h against 24 h "
        + "for medium risk: serious.")]
    [InlineData("", "", "08/01/2019 13:00", RiskGrade.Medium,
        "Received Tue 8 Jan 2019 about 13:00; no start time was sent: send the time that starts the clock.")]
    [InlineData("31/02/2019", "", "08/01/2019 13:00", RiskGrade.Medium,
        "Received Tue 8 Jan 2019 about 13:00; a start time was sent that is no date: send it as dd/MM/yyyy HH:mm.")]
    [InlineData("01/01/1900", "08/01/2019 03:00", "08/01/2019 13:00", RiskGrade.Medium,
        "Received Tue 8 Jan 2019 about 13:00; a start time was sent that means not known: send the real one. At least 10 h "
        + "had passed.")]
    [InlineData("08/11/2019 10:00", "", "08/01/2019 13:00", RiskGrade.Medium,
        "Received Tue 8 Jan 2019 about 13:00; a start time was sent that is later than receipt: send the right one.")]
    [InlineData("08/01/1919 10:00", "", "08/01/2019 13:00", RiskGrade.Medium,
        "Received Tue 8 Jan 2019 about 13:00; a start time was sent that lies ten years or more before: check its year.")]
    public void The_sentence_says_what_was_compared_and_what_came_of_it(string end, string reported, string received, RiskGrade risk,
    string sentence) =>
        Assert.Equal(sentence, Given.Police.Explained(Given.Measured(Given.Row(end, reported: reported), received, risk), risk));

    [Fact]
    public void A_notification_written_before_its_incident_is_told_apart() =>
        Assert.Equal(
            "Incident ended Tue 8 Jan 2019 about 02:00; received Tue 8 Jan 2019 about 12:00; 10 h, but written 99 h before receipt, "
                + "against 24 h for medium risk: possibly late.",
            Given.Police.Explained(Given.Measured(Given.Row("08/01/2019 02:00", created: "04/01/2019 09:00"), "08/01/2019 12:00")));

    [Fact]
    public void A_notification_written_long_ago_is_told_without_its_hours() =>
        Assert.Equal(
            "Incident ended Tue 8 Jan 2019 about 02:00; received Tue 8 Jan 2019 about 12:00; 10 h, but written ten years or more before "
                + "receipt, against 24 h for medium risk: possibly late.",
            Given.Police.Explained(Given.Measured(Given.Row("08/01/2019 02:00", created: "08/01/1919 02:00"), "08/01/2019 12:00")));

    [Fact]
    public void A_clock_without_grades_does_not_speak_of_risk()
    {
        var timing = Given.Health.Measure([Given.Time("2019-01-04 22:15:00"), default], RiskGrade.Ungraded,
            Given.Receipt("05/01/2019 09:00"));

        Assert.Equal("Attended Fri 4 Jan 2019 about 22:00; received Sat 5 Jan 2019 about 09:00; 10.8 h against 24 h: on time.",
            Given.Health.Explained(timing, RiskGrade.Ungraded));
    }

    [Fact]
    public void A_referral_known_only_by_its_writing_says_what_would_settle_it()
    {
        var timing = Given.Health.Measure([default, Given.Time("2019-01-04 22:15:00")], RiskGrade.Ungraded,
            Given.Receipt("05/01/2019 09:15"));

        Assert.Equal("Received Sat 5 Jan 2019 about 09:00; only the time of writing is known: send the time that starts the clock. At "
            + "least 11 h had passed.", Given.Health.Explained(timing, RiskGrade.Ungraded));
    }

    [Fact]
    public void A_basis_without_a_phrase_is_its_name_in_words()
    {
        var clock = Given.Health with { Bases = ["midwife_visit", "referral_created"] };
        var timing = clock.Measure([Given.Time("04/01/2019 22:15"), default], RiskGrade.Ungraded, Given.Receipt("05/01/2019 09:00"));

        Assert.StartsWith("Midwife visit Fri 4 Jan 2019 about 22:00;", clock.Explained(timing));
    }

    [Fact]
    public void Every_day_of_two_centuries_is_named_as_NodaTime_names_it()
    {
        var seen = 0;
        for (var day = new LocalDate(1900, 1, 2); day.Year <= 2100; day = day.PlusDays(1), seen++)
        {
            var noon = new WrittenTime(TimeForm.Minute, DayNumber.Of(day) * 86400L + 43200);
            var timing = Given.Health.Measure([noon, default], RiskGrade.Ungraded, London.Resolve(noon).Earliest);

            Assert.StartsWith($"Attended {day:ddd d MMM uuuu} about 12:00; received ", Given.Health.Explained(timing));
        }
        Assert.Equal(73_413, seen);
    }

    [Fact]
    public void No_sentence_outgrows_its_span_or_leaves_ASCII()
    {
        var longest = 0;
        string[] texts = ["", "30/09/2019", "30/09/2019 22:15", "30/12/2018 22:15", "31/02/2019", "01/01/1900", "30/12/2020 22:15"];
        foreach (var end in texts)
            foreach (var reported in texts)
                foreach (var created in texts)
                    foreach (var risk in Enum.GetValues<RiskGrade>())
                    {
                        var sentence = Given.Police.Explained(
                            Given.Measured(Given.Row(end, reported: reported, created: created), "30/09/2019 23:15", risk), risk);
                        Assert.True(Ascii.IsValid(sentence) && sentence.EndsWith('.'), sentence);
                        Assert.DoesNotContain(":15", sentence, StringComparison.Ordinal); // hours only
                        longest = Math.Max(longest, sentence.Length);
                    }
        Assert.InRange(longest, 150, Clock.ExplanationLength - 100);
    }

    [Fact]
    public void A_span_too_short_is_refused_before_anything_is_written()
    {
        var timing = Given.Measured(Given.Row("04/01/2019 22:15"), "05/01/2019 09:00");

        Assert.Throws<ArgumentException>(() => Given.Police.Explain(timing, RiskGrade.High, new byte[Clock.ExplanationLength - 1]));
    }
}
