using System.Text;
using FrontDoor.Domain;
using Xunit;

namespace FrontDoor.Stages.Tests;

public sealed class UsualFormTests
{
    [Theory]
    [InlineData("29/02/2024 23:59", true)]
    [InlineData("01/01/2019 00:00", true)]
    [InlineData("01/01/2019 24:00", false)] // read as the next day's midnight
    [InlineData("31/02/2019 10:00", false)] // no such day
    [InlineData("01/01/1900 00:00", false)] // stands for "not known"
    [InlineData("2019-01-10 02:48", false)]
    [InlineData("10-01-2019 02:48", false)]
    [InlineData("10/01/2019T02:48", false)]
    [InlineData("10/01/2019  2:48", false)]
    [InlineData("10/01/2019 02.48", false)]
    [InlineData("10/01/2019 02:48:00", false)]
    [InlineData("10/01/2019", false)]
    public void A_moment_is_kept_as_a_number_only_where_its_text_comes_back_from_it(string cell, bool isUsual)
    {
        var written = TimeText.Parse(Encoding.UTF8.GetBytes(cell));

        Assert.Equal(isUsual, UsualForm.IsMoment(Encoding.UTF8.GetBytes(cell), written));
        if (isUsual) Assert.Equal(cell, Encoding.UTF8.GetString(UsualForm.OfMoment(DateTime.UnixEpoch.AddSeconds(written.LocalSeconds))));
    }

    [Theory]
    [InlineData("29/02/2024", true)]
    [InlineData("03/02/2003", true)]
    [InlineData("30/02/2003", false)] // no such day
    [InlineData("2003-02-03", false)]
    [InlineData("03.02.2003", false)]
    [InlineData("3/02/2003", false)]
    public void A_day_is_kept_as_a_number_only_where_its_text_comes_back_from_it(string cell, bool isUsual)
    {
        var written = TimeText.Parse(Encoding.UTF8.GetBytes(cell));

        Assert.Equal(isUsual, UsualForm.IsDay(Encoding.UTF8.GetBytes(cell), written));
        if (isUsual) Assert.Equal(cell, Encoding.UTF8.GetString(UsualForm.OfDay(DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(written.Day))));
    }

    [Fact]
    public void Any_character_out_of_place_makes_a_moment_text()
    {
        var usual = "28/11/2019 12:34"u8;
        var written = TimeText.Parse(usual);
        for (var place = 0; place < usual.Length; place++)
            for (var letter = 0; letter < 256; letter++)
            {
                var cell = usual.ToArray();
                cell[place] = (byte)letter;
                var isSeparator = usual[place] is (byte)'/' or (byte)' ' or (byte)':';
                var fits = isSeparator ? letter == usual[place] : letter is >= '0' and <= '9';

                Assert.Equal(fits, UsualForm.IsMoment(cell, written));
            }
    }
}
