using FrontDoor.Domain.Feeds;

namespace FrontDoor.Tests;

/// <summary>What is suggested is near what was written, and nothing far is.</summary>
public sealed class NearestWordTests
{
    static readonly string[] s_words = ["check", "up", "ingest", "feeds", "domestic-abuse", "operation-encompass"];

    [Theory]
    [InlineData("chekc", "check", "two letters changed places")]
    [InlineData("feed", "feeds", "a letter left out")]
    [InlineData("Domestic Abuse", "domestic-abuse", "capitals and a space")]
    [InlineData("domestic_abus", "domestic-abuse", "an underscore and a letter left out")]
    [InlineData("operation-encompas", "operation-encompass", "a letter left out")]
    [InlineData("check", null, "it is the word itself")]
    [InlineData("pu", null, "too short to tell")]
    [InlineData("parking-fines", null, "like none")]
    [InlineData("", null, "nothing was written")]
    public void The_nearest_word_is_suggested_where_one_is_near(string written, string? meant, string why) =>
        Assert.True(NearestWord.Of(written, s_words) == meant, $"{why}: {NearestWord.Of(written, s_words)}");

    [Fact]
    public void Without_words_nothing_is_suggested() => Assert.Null(NearestWord.Of("check", []));
}
