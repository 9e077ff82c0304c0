using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Tests;

public sealed class LimitTests
{
    [Fact]
    public void A_limit_whose_text_was_read_is_still_the_same_limit()
    {
        var (read, unread) = (new Limit(24, TimeUnit.ClockHours), new Limit(24, TimeUnit.ClockHours));

        Assert.Equal("24 h", read.Text);

        Assert.Equal(unread, read);
        Assert.Equal(unread.GetHashCode(), read.GetHashCode());
        Assert.NotEqual(new Limit(72, TimeUnit.ClockHours), read);
    }
}
