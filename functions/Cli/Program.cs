using FrontDoor.Cli;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Packages;
using FrontDoor.Cli.Terminal;

// First of all, because `pipeline` asks this at every start.
if (args is ["fresh"]) return Freshness.IsFresh(Root.Folder, Freshness.Stamp(Root.Folder)) ? 0 : 1;
if (args is ["built"])
{
    Freshness.Record(Root.Folder, Freshness.Stamp(Root.Folder), Path.Combine(Root.Folder, "artifacts", ".build-started"));
    return 0;
}

return await CommandLine.Run(CheckProgram.IsThis ? CheckProgram.Arguments(args) : args);
