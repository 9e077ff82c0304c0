using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("04/01/2019 22:15", "2019-01-04T23:15:00Z")] // the usual
    [InlineData("4 Jan 2019 9.30pm", "04/01/2019")] // the long way, a day
    [InlineData("27/10/2019 01:30", "27/10/2019 01:45")] // across a change of the clocks
    [InlineData("31/02/2019", "rubbish")] // nothing usable
    public void A_row_is_read_measured_explained_and_flagged_without_allocating(string incident, string reported)
    {
        byte[] end = System.Text.Encoding.ASCII.GetBytes(incident), report = System.Text.Encoding.ASCII.GetBytes(reported);
        var (row, text) = (new WrittenTime[5], new byte[Clock.ExplanationLength]);
        var received = Given.Receipt("28/10/2019 09:00");
        var written = 0;
        void Work()
        {
            row[0] = TimeText.Parse(end);
            row[2] = TimeText.Combine(TimeText.Parse(report), "23:15"u8);
            var timing = Given.Police.Measure(row, RiskGrade.High, received);
            written += Given.Police.Explain(timing, RiskGrade.High, text) + TimeCodes.Write(timing.Flags, text);
        }
        Work();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Work();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.InRange(written, 50_000, 1_000_000);
    }
}
