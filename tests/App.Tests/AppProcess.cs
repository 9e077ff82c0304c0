using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FrontDoor.App.Tests;

/// <summary>The built app as the Functions host runs it: a process with settings in its environment, asked over HTTP, killed without a word.</summary>
sealed class AppProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly StringBuilder _said = new();

    AppProcess(Process process, int port)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    /// <summary>All it wrote on both outputs.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>Starts it and waits until it answers, as the host does.</summary>
    public static async Task<AppProcess> Start(params (string Name, string? Value)[] settings)
    {
        var port = FreePort();
        var app = Begin(port, settings);
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(25))
        {
            try
            {
                (await app.Http.GetAsync("/")).EnsureSuccessStatusCode();
                return app;
            }
            catch (HttpRequestException) when (!app._process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(1))
            {
                continue;
            }
        }
    }

    /// <summary>Starts it and waits for its end: the exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> End(params (string Name, string? Value)[] settings)
    {
        await using var app = Begin(FreePort(), settings);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await app._process.WaitForExitAsync(patience.Token);
        return (app._process.ExitCode, app.Said);
    }

    /// <summary>Waits until it has said this.</summary>
    public async Task Hears(string words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Said.Contains(words, StringComparison.Ordinal)) await Task.Delay(20, patience.Token);
    }

    /// <summary>Posts a body as the host does and demands of the answer what the host demands.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Post(string function, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, function) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "24ad4c06-24ad-4e5b-8294-3da9714877e9");
        return await Told(await Http.SendAsync(request));
    }

    public static async Task<(HttpStatusCode Status, string Body)> Told(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType); // anything else fails the invocation
        Assert.StartsWith("{", body, StringComparison.Ordinal); // empty or null would hang it
        return (response.StatusCode, body);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
    }

    static AppProcess Begin(int port, (string Name, string? Value)[] settings)
    {
        var start = Published is { Length: > 0 }
            ? new ProcessStartInfo(Path.Combine(Folder, OperatingSystem.IsWindows() ? "FrontDoor.App.exe" : "FrontDoor.App"))
            : new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(Folder, "FrontDoor.App.dll")]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var setting in Settings.All) start.Environment.Remove(setting.Name);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1"; // the host's own, which its images set: neither must count
        start.Environment["ASPNETCORE_CONTENTROOT"] = "/azure-functions-host";
        start.Environment[Settings.Port] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PseudonymKey"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new AppProcess(Process.Start(start)!, port);
    }

    static string? Published => Environment.GetEnvironmentVariable("FRONT_DOOR_APP");

    /// <summary>As published where ./pipeline test runs these tests, else as built beside them, with the same configuration.</summary>
    public static string Folder
    {
        get
        {
            if (Published is { Length: > 0 } published) return published;
            var ours = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(ours.Parent!.Parent!.FullName, "App", ours.Name);
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    void Hear(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }
}
