using FrontDoor.Reporting.Access;
using Microsoft.Playwright;

namespace FrontDoor.Reporting.Tests;

/// <summary>Debian's Chromium, one for all tests of a run.</summary>
public sealed class Browser : IAsyncLifetime
{
    static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("FRONT_DOOR_CHROMIUM") ?? s_places.FirstOrDefault(File.Exists);
        if (!File.Exists(path))
            Assert.Fail("There is no Chromium, in which the pages are tested. ./pipeline test installs it as root (apt-get install "
                + "chromium); elsewhere install it, or name one in FRONT_DOOR_CHROMIUM.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
            Env = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Where(one => (string)one.Key != "TMPDIR").Select(one => KeyValuePair.Create((string)one.Key, (string)one.Value!))
                .Append(KeyValuePair.Create("TMPDIR", "/tmp")), // it opens a socket there, whose path may have 107 letters at most
        });
    }

    /// <summary>A page of a window of its own; what its console complains of is added to the list.</summary>
    /// <param name="role">As whom App Service says one is signed in; null: nobody.</param>
    public async Task<IPage> Open(int width, bool isDark, List<string> complaints, bool hasScript = true, string? role = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScript,
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = role is null ? null : [KeyValuePair.Create(ClientPrincipal.Header, AccessTests.Principal(role))],
        });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add($"failed: {request.Url}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
