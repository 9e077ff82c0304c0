using System.CommandLine;
using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Packages;

namespace FrontDoor.Cli.Commands;

/// <summary><c>audit</c>: whether the packages that are used have known advisories, and under which licences they come.</summary>
static class AuditCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Also list what is as it should be" };
        var verb = new CliCommand("audit",
            "Compare the packages of the lock files with known advisories, and list licences that are not permissive. Exit code 1: "
                + "something "
            + "is wrong, or could not be asked", "./pipeline audit", "./pipeline audit --all")
        { all };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            return Findings.Print(await Audit.Run(await Build.DotNet.Registries(cancel), http, cancel), parsed.GetValue(all));
        });
        return verb;
    }
}
