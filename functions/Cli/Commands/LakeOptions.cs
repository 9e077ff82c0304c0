using System.CommandLine;
using FrontDoor.Cli.Answers;

namespace FrontDoor.Cli.Commands;

/// <summary>The options of every command that queries a lake: its place and a moment.</summary>
sealed class LakeOptions
{
    /// <summary>Memory of DuckDB; larger queries use the disk.</summary>
    public int MemoryMb { get; init; } = LakeFolder.UsualMemoryMb;

    public Option<DirectoryInfo?> Lake { get; } = CliCommand.Lake();
    public Option<string?> Account { get; } = CliCommand.Account();
    public Option<string?> AsOf { get; } = CliCommand.AsOf();
    public Option<DirectoryInfo?> Contracts { get; } = CliCommand.Contracts();

    public Option[] All => [Lake, Account, AsOf, Contracts];
}
