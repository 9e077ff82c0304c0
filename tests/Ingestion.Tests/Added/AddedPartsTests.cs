using System.Diagnostics;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>A file format, a clock unit, a column of the lake and an alert kind are each added where docs/where-to-change.md says, and
/// nowhere else.</summary>
public sealed class AddedPartsTests : IDisposable
{
    /// <summary>A change of a source file: the added text stands before the last place of another.</summary>
    sealed record Addition(string File, string Before, string Added);

    static readonly Addition[] s_additions =
    [
        new("functions/Formats/Detection/FileFormats.cs", "        new CsvFormat(),", "        new Pairs.PairsFormat(),\n"),
        new("functions/Domain/Clocks/TimeUnit.cs", "}", "    Fortnights,\n"),
        new("functions/Domain/Clocks/TimeUnits.cs", "    ];",
            """
                    new(TimeUnit.Fortnights, "fortnights", "fortnight", "fortnights",
                        (rules, n, start, out due) => DeadlineRules.TryCalendarDays(rules, 14 * n, start, out due)),

            """),
        new("functions/Domain/Alerts/AlertKind.cs", "}\n\n/// <summary>Writes", "    Question,\n"),
        new("functions/Domain/Alerts/AlertKinds.cs", "    ];", "        new(AlertKind.Question, \"something to ask the sender\"),\n"),
        new("functions/Ingestion/AlertSelector.cs", "        return notices;",
            "        notices.Add(Make(AlertKind.Question, \"question\", Severity.None, null, 1) with { Text = \"Ask.\" });\n"),
        new("functions/Lake/Tables/NotificationsTable.cs", "    public TextColumn UpnBearer",
            "    public IntegerColumn MadeUp { get; } = new(\"made_up\", \"a number\");\n"),
        new("functions/Ingestion/Writing/ArrivalTables.cs", "        _notifications.EndRow();", "        row.MadeUp.Set(7);\n"),
    ];

    readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("added-");

    [Fact]
    public void The_page_names_every_file_that_an_added_part_touches()
    {
        var page = File.ReadAllText(Repository.Path("docs", "where-to-change.md"));

        Assert.All(s_additions, one => Assert.True(page.Contains($"`{one.File}`", StringComparison.Ordinal)
            || page.Contains($"`{one.File[..(one.File.LastIndexOf('/') + 1)]}`", StringComparison.Ordinal), one.File));
        Assert.All(s_additions, one => Assert.Contains(one.Before, File.ReadAllText(Repository.Path(one.File.Split('/'))),
            StringComparison.Ordinal));
    }

    /// <summary>Each name is written in one file; what else knows it takes it from there.</summary>
    [Theory]
    [InlineData("\"csv\"", "functions/Formats/Csv/CsvFormat.cs", "functions/Reporting")] // a word of a page's address
    [InlineData("\"excel\"", "functions/Formats/Excel/ExcelFormat.cs")]
    [InlineData("\"working hours\"", "functions/Domain/Clocks/TimeUnits.cs")]
    [InlineData("\"calendar days\"", "functions/Domain/Clocks/TimeUnits.cs")]
    [InlineData("AlertKind.Stalled,", "functions/Domain/Alerts/AlertKinds.cs", "functions/Ingestion")]
    [InlineData("\"demographic_key\"", "functions/Lake/Tables/NotificationsTable.cs")]
    public void A_name_is_written_in_one_place(string name, string file, string? raisedIn = null) =>
        Assert.Equal([file], Directory.EnumerateFiles(Repository.Path("functions"), "*.cs", SearchOption.AllDirectories)
            .Where(source => File.ReadAllText(source).Contains(name, StringComparison.Ordinal))
            .Select(source => Path.GetRelativePath(Repository.Root, source).Replace('\\', '/'))
            .Where(source => raisedIn is null || !source.StartsWith(raisedIn, StringComparison.Ordinal)));

    /// <summary>Builds a copy of the sources, which takes half a minute: every night, with <c>ADDED_PARTS=build</c>.</summary>
    [Fact]
    public async Task A_copy_with_one_more_of_each_builds_and_works()
    {
        if (Environment.GetEnvironmentVariable("ADDED_PARTS") != "build") return;
        Copy();
        foreach (var one in s_additions) Add(one);
        var format = Directory.CreateDirectory(Path.Combine(_copy.FullName, "functions", "Formats", "Pairs")).FullName;
        File.Copy(Repository.Path("tests", "Ingestion.Tests", "Added", "PairsFormat.txt"), Path.Combine(format, "PairsFormat.cs"));
        var check = _copy.CreateSubdirectory("check").FullName;
        File.Copy(Repository.Path("tests", "Ingestion.Tests", "Added", "Check.txt"), Path.Combine(check, "Program.cs"));
        await File.WriteAllTextAsync(Path.Combine(check, "Check.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><RestorePackagesWithLockFile>false</RestorePackagesWithLockFile></PropertyGroup>
              <ItemGroup><ProjectReference Include="../functions/Ingestion/Ingestion.csproj" /></ItemGroup>
            </Project>
            """);

        var built = await DotNet("build", "check", "-c", "Release", "-p:RunAnalyzers=false", "--disable-build-servers", "-v", "quiet",
            "-nologo");
        Assert.True(built.Code == 0, built.Said);
        var ran = await DotNet(Path.Combine("artifacts", "bin", "Check", "release", "FrontDoor.Check.dll"), _copy.FullName,
            Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

        Assert.Equal("committed: 1 accepted\npairs\n1 fortnight on_time\n7\nquestion\n", ran.Said);
    }

    public void Dispose() => _copy.Delete(recursive: true);

    void Copy()
    {
        foreach (var file in Directory.GetFiles(Repository.Root).Where(IsForBuilds))
            File.Copy(file, Path.Combine(_copy.FullName, Path.GetFileName(file)));
        var functions = Repository.Path("functions");
        foreach (var file in Directory.EnumerateFiles(functions, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_copy.FullName, "functions", Path.GetRelativePath(functions, file));
            if (file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    static bool IsForBuilds(string file) =>
        Path.GetExtension(file) is ".props" or ".targets" or ".config" or ".txt" || Path.GetFileName(file) == "global.json";

    void Add(Addition one)
    {
        var path = Path.Combine([_copy.FullName, .. one.File.Split('/')]);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Insert(text.LastIndexOf(one.Before, StringComparison.Ordinal), one.Added));
    }

    async Task<(int Code, string Said)> DotNet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _copy.FullName,
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.ReplaceLineEndings("\n"));
    }
}
