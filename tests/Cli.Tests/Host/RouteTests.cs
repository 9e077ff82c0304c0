namespace FrontDoor.Cli.Tests;

/// <summary>Which function of the app a path is for, as the Functions host would choose.</summary>
public sealed class RouteTests
{
    [Theory]
    [InlineData("health", "/api/health", true)]
    [InlineData("health", "/API/Health", true)]
    [InlineData("health", "/api/health/now", false)]
    [InlineData("alerts/{noticeId}/{action}", "/api/alerts/0123/ack", true)]
    [InlineData("alerts/{noticeId}/{action}", "/api/alerts/0123", false)] // a segment is missing
    [InlineData("alerts/{noticeId}/{action}", "/api/alerts//ack", false)] // or empty
    [InlineData("alerts/{noticeId}/{action}", "/api/notices/0123/ack", false)]
    public void A_route_serves_the_paths_its_segments_fit(string route, string path, bool serves) => Assert.Equal(serves, new Trigger.Http("req", route, []).Serves(path));
}
