using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Terminal;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Cli.Commands;

/// <summary><c>test</c>: runs what CI runs: format, build, publish, every test; the last line counts passed and failed tests.</summary>
static class TestCommand
{
    const string Memory = "/dev/shm";
    const long MemoryAtLeast = 4L << 30;
    static readonly string[] s_runTheApp = ["App.Tests", "Cli.Tests", "Local.Tests"];
    const int ProjectsAtOnce = 2; // one waits for its processes while another computes

    public static Command Create()
    {
        var nightly = new Option<bool>(
            "--nightly")
        {
            Description = "Test more: 200,000 damaged files instead of 1,500, new ones each time; kills during 2,000 files and 10,000 "
                + "alerts; every kind of storage failure; compiled templates"
        };
        var verb = new CliCommand("test", "Check the format, build with warnings as errors, publish the app, run every test",
            "./pipeline test", "./pipeline test --nightly") { nightly };
        verb.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(nightly)) AskForMore();
            return Run(cancel);
        });
        return verb;
    }

    /// <summary>Variables for the tests; values from outside have priority.</summary>
    static void AskForMore()
    {
        foreach (var (name, value) in (ReadOnlySpan<(string,
            string)>)[("FUZZ_FILES", "200000"), ("FUZZ_SEED", "random"), ("ALERTS_KILLED", "10000"), ("CHAOS_FILES", "2000"),
            ("STORE_FAULTS", "all"), ("NIGHTLY", "1"), ("TEMPLATES", "compile"), ("ADDED_PARTS", "build")])
            if (Environment.GetEnvironmentVariable(name) is null) Environment.SetEnvironmentVariable(name, value);
    }

    /// <summary>Tests write to memory if there is room: they kill processes but not the machine, and waiting for the disk took a quarter
    /// of their time.</summary>
    static Scratch? InMemory()
    {
        if (Environment.GetEnvironmentVariable("TMPDIR") is not null || !Directory.Exists(Memory)
            || new DriveInfo(Memory).AvailableFreeSpace < MemoryAtLeast) return null;
        var scratch = Scratch.Open(Path.Combine(Memory, $"front-door-tests-{Environment.UserName}"));
        Environment.SetEnvironmentVariable("TMPDIR", scratch.Folder);
        return scratch;
    }

    static async Task<int> Run(CancellationToken cancel)
    {
        var formatted = Step("format", heard => DotNet.CheckFormat(heard, cancel));
        var steps = await Step("build, warnings as errors", heard => DotNet.Build(heard, cancel)) & await formatted
            & await Step("a browser for the pages", heard => Chromium.Ready(heard, cancel));
        var published = Step("publish the app", heard => AppFolder.Publish(heard, cancel)); // beside tests that do not run it
        // the tests run what people run, which is compiled in advance
        Environment.SetEnvironmentVariable("FRONT_DOOR_PROGRAM", Environment.ProcessPath);
        Environment.SetEnvironmentVariable("FRONT_DOOR_APP", AppFolder.Folder);

        using var memory = InMemory();
        var (passed, failed) = (0, 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ProjectsAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(Directory.GetDirectories(Root.At("tests"), "*.Tests").OrderByDescending(Sources), options,
            async (project, stop) =>
        {
            if (s_runTheApp.Contains(Path.GetFileName(project))) await published;
            var counts = await Test(project, stop);
            Interlocked.Add(ref passed, counts.Passed);
            Interlocked.Add(ref failed, counts.Failed);
        });
        steps &= await published;
        await DotNet.StopCompiler();
        if (!steps) Console.WriteLine("A step before the tests failed; see above.");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return steps && failed == 0 && passed > 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>Bytes of a project's sources. The largest begins, so that none is left running by itself at the end.</summary>
    static long Sources(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    static string Took(long began) => $" ({Stopwatch.GetElapsedTime(began).TotalSeconds:0} s)";

    static async Task<bool> Step(string name, Func<Action<string>, Task<int>> work)
    {
        var said = new List<string>();
        var began = Stopwatch.GetTimestamp();
        var code = await work(said.Add);
        Console.WriteLine($"{(code == 0 ? "ok    " : "FAILED")}  {name}{Took(began)}");
        if (code != 0) said.Distinct().ToList().ForEach(Console.WriteLine);
        return code == 0;
    }

    // Runs the test program itself. Its counts come from its report, never from its output. A run without a report, or with a bad exit
    // code and no failed test, counts as one failure.
    static async Task<(int Passed, int Failed)> Test(string project, CancellationToken cancel)
    {
        var name = Path.GetFileName(project);
        var report = Path.Combine(Directory.CreateDirectory(Root.At("artifacts", "test-results")).FullName, $"{name}.json");
        File.Delete(report);
        var (said, began) = (new List<string>(), Stopwatch.GetTimestamp());
        var code = await DotNet.Run([Root.At("artifacts", "bin", name, "release", $"FrontDoor.{name}.dll"), "--no-ansi", "--progress",
            "off",
            "--results-directory", Path.GetDirectoryName(report)!, "--report-xunit-ctrf", "--report-xunit-ctrf-filename",
                Path.GetFileName(report)], said.Add, cancel);
        var (passed, failed, skipped) = File.Exists(report) ? Read(report) : (0, 0, []);
        if (failed == 0 && (code != 0 || passed + skipped.Count == 0))
        {
            failed = 1;
            said.Add($"{name} ended with code {code} {(File.Exists(report) ? "though no test failed" : "and left no report")}");
        }
        Console.WriteLine($"{(failed == 0 ? "ok    " : "FAILED")}  {name}: {passed} passed, {failed} "
            + $"failed{(skipped.Count > 0 ? $", {skipped.Count} skipped" : "")}{Took(began)}");
        if (failed > 0) said.ForEach(Console.WriteLine);
        else skipped.ForEach(Console.WriteLine);
        return (passed, failed);
    }

    static (int Passed, int Failed, List<string> Skipped) Read(string report)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(report));
        var results = json.RootElement.GetProperty("results");
        int Number(string status) => results.GetProperty("summary").GetProperty(status).GetInt32();
        var skipped = results.GetProperty("tests").EnumerateArray().Where(test => test.GetProperty("status").ValueEquals("skipped"));
        // other: a failure outside a test, such as in a fixture
        return (Number("passed"),
            Number("failed") + Number("other"),
                [.. skipped.Select(test => $"skipped {test.GetProperty("name")}: {test.GetProperty("message")}")]);
    }
}
