using System.Text.Json;
using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>CI and the development container have the tools the repository asks for, and CI runs what a person runs.</summary>
public sealed class ToolsTests
{
    static readonly string s_workflow = File.ReadAllText(Repository.Path(".github", "workflows", "ci.yml"));

    [Fact]
    public void Both_kinds_of_CI_run_the_one_command_and_nothing_else()
    {
        Assert.Equal(["./pipeline test"], Regex.Matches(s_workflow, @"run:[ ]*(.+)").Select(step => step.Groups[1].Value.Trim()));
        Assert.Equal("exec ./pipeline test", File.ReadAllLines(Repository.Path(".ci", "run")).Last());
        Assert.True(File.Exists(Repository.Path("pipeline")));
    }

    [Fact]
    public void An_action_is_named_by_its_commit_so_that_nobody_changes_it_behind_its_version()
    {
        var actions = Regex.Matches(s_workflow, @"uses:[ ]*(.+)").Select(step => step.Groups[1].Value.Trim()).ToList();

        Assert.Equal(3, actions.Count);
        Assert.All(actions, action => Assert.Matches(@"^actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$", action));
        Assert.Contains("contents: read", s_workflow, StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_has_an_SDK_that_global_json_takes_and_the_Node_of_CI()
    {
        using var asked = JsonDocument.Parse(File.ReadAllText(Repository.Path("global.json")));
        using var container = JsonDocument.Parse(File.ReadAllText(Repository.Path(".devcontainer", "devcontainer.json")));
        var features = container.RootElement.GetProperty("features").EnumerateObject()
            .ToDictionary(feature => feature.Name.Split('/')[^1].Split(':')[0], feature => feature.Value);
        string Version(string feature) => features[feature].GetProperty("version").GetString()!;
        var sdk = asked.RootElement.GetProperty("sdk");

        Assert.Equal("latestFeature", sdk.GetProperty("rollForward").GetString()); // so the newest SDK of the same two numbers will do
        Assert.Equal(string.Join('.', sdk.GetProperty("version").GetString()!.Split('.')[..2]), Version("dotnet"));
        Assert.Contains("global-json-file: global.json", s_workflow, StringComparison.Ordinal);
        Assert.Equal(Version("node"), Regex.Match(s_workflow, @"node-version:[ ]*(\S+)").Groups[1].Value);
        Assert.True(int.Parse(Version("node"), System.Globalization.CultureInfo.InvariantCulture) >= 18,
            "functions/Cli/Build/build.sh asks for 18");
        Assert.Subset(features.Keys.ToHashSet(), new HashSet<string> { "azure-cli", "azd" });
        Assert.Contains("azure-functions-core-tools@4", container.RootElement.GetProperty("postCreateCommand").GetString(),
            StringComparison.Ordinal);
    }
}
