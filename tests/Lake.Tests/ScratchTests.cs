using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Tests;

public sealed class ScratchTests : IDisposable
{
    readonly string root = Path.Combine(Path.GetTempPath(), "front-door-scratch-" + Guid.NewGuid().ToString("n"));

    public void Dispose() => Directory.CreateDirectory(root).Delete(recursive: true);

    [Fact]
    public void Each_has_a_folder_of_its_own_that_goes_when_it_is_disposed()
    {
        var one = Scratch.Open(root);
        var two = Scratch.Open(root);
        File.WriteAllText(one.NewFile(".csv"), "x");

        Assert.NotEqual(one.Folder, two.Folder);
        Assert.NotEqual(one.NewFile(".csv"), one.NewFile(".csv"));

        one.Dispose();

        Assert.Equal([two.Folder], Directory.GetDirectories(root));
        two.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void Many_opened_at_once_do_not_take_one_another_for_left()
    {
        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            using var scratch = Scratch.Open(root);
            Assert.True(File.Exists(scratch.Folder + ".lock"));
        });

        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [LinuxFact, SupportedOSPlatform("linux")]
    public void What_is_this_accounts_alone_is_so_though_it_was_there_before_and_open_to_all()
    {
        var name = "front-door-scratch-" + Guid.NewGuid().ToString("n");
        var there = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{name}-{Environment.UserName}"));
        there.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

        var own = new DirectoryInfo(Scratch.OwnRoot(name));

        Assert.Equal((there.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), (own.FullName,
            own.UnixFileMode));
        own.Delete();
    }

    [LinuxFact]
    public void What_a_killed_process_left_is_cleared_and_what_a_living_one_holds_is_not()
    {
        Directory.CreateDirectory(root);
        using var living = Hold("living");
        using var killed = Hold("killed");
        killed.Kill();
        killed.WaitForExit();

        using var scratch = Scratch.Open(root);

        Assert.Equal(new[] { Path.Combine(root, "living"), scratch.Folder }.Order(), Directory.GetDirectories(root).Order());
        living.Kill();
        living.WaitForExit();
        Scratch.Open(root).Dispose();
        Assert.Equal([scratch.Folder], Directory.GetDirectories(root));
        Assert.Equal([scratch.Folder + ".lock"], Directory.GetFiles(root));
    }

    // Another process with a scratch folder of the same shape: util-linux flock takes the same lock of the system as .NET does.
    Process Hold(string name)
    {
        Directory.CreateDirectory(Path.Combine(root, name, "half-written"));
        var process = Process.Start(
            new ProcessStartInfo("flock", ["--no-fork", Path.Combine(root, name + ".lock"), "sh", "-c", "echo held; exec sleep 60"])
            {
                RedirectStandardOutput = true,
            })!;
        Assert.Equal("held", process.StandardOutput.ReadLine());
        return process;
    }

    sealed class LinuxFactAttribute : FactAttribute
    {
        public LinuxFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) : base(file, line) =>
            Skip = OperatingSystem.IsLinux() ? null : "flock(1), which stands for the other process, and modes of files are on Linux.";
    }
}
