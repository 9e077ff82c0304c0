using System.Diagnostics;
using System.Net;
using System.Text;

namespace FrontDoor.Local.Tests.FunctionsHost;

public sealed class HttpTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task A_request_to_a_route_goes_through_as_it_came_and_so_does_the_answer()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "api/echo/done/7?deep=a%20b")
        {
            Content = new StringContent("hello", Encoding.UTF8),
            Headers = { { "x-of-the-caller", "kept" }, { "traceparent", Trace } }
        };

        using var answer = await http.SendAsync(request);

        Assert.Equal(418, (int)answer.StatusCode);
        Assert.Equal("POST hello", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.ToString());
        var call = Assert.Single(host.Called("called"));
        Assert.Equal("""{"path":"/api/echo/done/7?deep=a%20b","deed":"done","number":"7","header":"kept"}""",
            call.GetProperty("data").GetRawText());
        Assert.Equal("a b", call.GetProperty("metadata").GetProperty("deep").GetString());
        Assert.Equal(Trace[..35], call.GetProperty("trace").GetString()![..35]);
    }

    [Fact]
    public async Task Only_what_fits_a_route_and_its_methods_reaches_the_app()
    {
        (string Method, string Path, int Status, string Why)[] cases =
        [
            ("GET", "api/echo/done", 418, "fits"),
            ("GET", "API/Echo/done", 418, "fits in any case"),
            ("DELETE", "api/echo/done", 404, "not a method of its"),
            ("GET", "api/echo/done/seven", 404, "not a number"),
            ("GET", "api/echo/done/7/8", 404, "a segment too many"),
            ("GET", "api/echo", 404, "a segment is missing"),
            ("GET", "api/echo//7", 404, "or empty"),
            ("GET", "echo/done", 404, "no prefix"),
            ("GET", "api/nothing", 404, "no route"),
            ("GET", "", 404, "nothing"),
        ];
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();
        foreach (var (method, path, status, why) in cases)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            // a path that only the host took for a route would wait longer
            using var answer = await http.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(10));
            Assert.True(status == (int)answer.StatusCode, $"{method} {path} ({why}): {answer.StatusCode}");
        }

        Assert.Equal(2, host.Called("called").Count);
    }

    [Fact]
    public async Task A_function_that_throws_is_answered_500_and_not_as_if_all_were_well()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();

        using var answer = await http.GetAsync(new Uri("api/echo/throw", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_answer_that_had_begun_when_the_function_threw_is_cut_off()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri("api/stream", UriKind.Relative)));
    }

    [Fact]
    public async Task A_request_under_which_the_worker_ends_is_answered_502_and_the_next_goes_to_the_next_worker()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();

        using var broken = await http.GetAsync(new Uri("api/echo/crash", UriKind.Relative));
        using var next = await http.GetAsync(new Uri("api/echo/done", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadGateway, broken.StatusCode);
        Assert.Equal(418, (int)next.StatusCode);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_what_it_asked_for()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();
        using var gone = new CancellationTokenSource();
        var asked = http.GetAsync(new Uri("api/echo/hang", UriKind.Relative), gone.Token);
        await host.Until(() => host.Called("called").Count == 1, "it runs");

        await gone.CancelAsync();

        await host.Until(() => host.Called("cancelled").Count == 1, "it is cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task An_answer_of_20_MB_comes_whole()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();

        // of authLevel function: no key is asked for here
        Assert.Equal(20_000_000, (await http.GetByteArrayAsync(new Uri("api/whole", UriKind.Relative))).Length);
    }

    [Fact]
    public async Task A_request_that_runs_when_the_host_stops_is_answered()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();
        var asked = http.GetAsync(new Uri("api/echo/wait", UriKind.Relative));
        await host.Until(() => host.Called("called").Count == 1, "it runs");

        await host.Host.DisposeAsync();

        using var answer = await asked;
        Assert.Equal(418, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_ping_says_whether_the_worker_answers()
    {
        await using var host = await RunningHost.Start(azurite);
        using var http = host.Client();

        using var well = await http.GetAsync(new Uri("admin/host/ping", UriKind.Relative));
        using (var halted = Process.Start("kill", ["-STOP", $"{host.Host.WorkerId}"])) await halted.WaitForExitAsync();
        using var hung = await http.GetAsync(new Uri("admin/host/ping", UriKind.Relative));
        using (var resumed = Process.Start("kill", ["-CONT", $"{host.Host.WorkerId}"])) await resumed.WaitForExitAsync();

        Assert.Equal(HttpStatusCode.OK, well.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, hung.StatusCode);
    }
}
