using System.CommandLine;
using FrontDoor.Cli.Answers;

namespace FrontDoor.Cli.Commands;

/// <summary>What every command takes that asks a lake: where it is, and of when.</summary>
sealed class LakeOptions
{
    /// <summary>For DuckDB; what needs more goes to disk meanwhile.</summary>
    public int MemoryMb { get; init; } = LakeFolder.UsualMemoryMb;

    public Option<DirectoryInfo?> Lake { get; } = CliCommand.Lake();
    public Option<string?> Account { get; } = CliCommand.Account();
    public Option<string?> AsOf { get; } = CliCommand.AsOf();
    public Option<DirectoryInfo?> Contracts { get; } = CliCommand.Contracts();

    public Option[] All => [Lake, Account, AsOf, Contracts];
}
