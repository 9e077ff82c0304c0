using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary>What every command takes that asks a lake: where it is, and of when.</summary>
sealed class LakeOptions
{
    public const int UsualMemoryMb = 512;

    /// <summary>For DuckDB; what needs more goes to disk meanwhile.</summary>
    public int MemoryMb { get; init; } = UsualMemoryMb;

    public Option<DirectoryInfo> Lake { get; } = Verb.Lake();
    public Option<string?> Account { get; } = Verb.Account();
    public Option<string?> AsOf { get; } = Verb.AsOf();
    public Option<DirectoryInfo?> Contracts { get; } = Verb.Contracts();

    public Option[] All => [Lake, Account, AsOf, Contracts];
}
