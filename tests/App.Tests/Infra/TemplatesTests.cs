using System.Text.RegularExpressions;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The templates compile, and the deployment that everything else is held to is theirs.</summary>
public sealed class TemplatesTests
{
    [Fact]
    public async Task They_compile_without_a_warning_to_the_deployment_that_the_code_is_held_to()
    {
        if (Templates.AreToBeCompiled())
        {
            var (said, deployment, parameters) = await Templates.Compile();
            Assert.Equal("", said);
            GoldenFolder.Check(Templates.Golden, "deployment.json", deployment);
            GoldenFolder.Check(Templates.Golden, "parameters.json", parameters);
            GoldenFolder.Check(Templates.Golden, "templates.sha256", Templates.Hash() + "\n");
        }
        Assert.True(Templates.Evaluated() == Templates.Hash(),
            "A template has changed since the deployment was evaluated. ACCEPT=1 dotnet test --project tests/App.Tests -c Release "
                + "--filter TemplatesTests does that again, with the Bicep compiler; look at what changed in it.");
    }

    [Fact]
    public void Every_value_that_a_deployment_reads_from_the_environment_is_one_that_the_guide_names()
    {
        var read = Regex.Matches(Templates.EnvironmentParameters, @"readEnvironmentVariable\('(\w+)'").Select(one => one.Groups[1].Value)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var guide = File.ReadAllText(Repository.Path("docs", "deployment.md"));

        Assert.Equal(Templates.EnvironmentValues.Keys.Order(StringComparer.Ordinal), read);
        // those azd sets itself
        Assert.All(read.Where(name => !name.StartsWith("AZURE_", StringComparison.Ordinal)),
            name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_takes_part_in_the_composition()
    {
        bool IsNamed(string file) =>
            Templates.Texts.Any(text => text.Key != file && text.Value.Contains($" '{file}'", StringComparison.Ordinal));

        Assert.True(Templates.Texts.Count >= 10, $"saw {Templates.Texts.Count} templates");
        // what nothing names is not compiled
        Assert.All(Templates.Texts.Keys.Where(file => file != "main.bicep"), file => Assert.True(IsNamed(file), file));
    }
}
