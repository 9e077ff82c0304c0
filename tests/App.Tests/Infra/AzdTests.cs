using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using FrontDoor.App.Hosting;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>azure.yaml: what `azd up` provisions and deploys.</summary>
public sealed class AzdTests
{
    static readonly string[] s_lines = File.ReadAllLines(Repository.Path("azure.yaml"));

    [Fact]
    public void It_provisions_the_templates_with_the_values_of_the_environment()
    {
        var folder = Repository.Path(Value("infra", "path"));

        Assert.Equal("bicep", Value("infra", "provider"));
        Assert.True(File.Exists(Path.Combine(folder, Value("infra", "module") + ".bicep")));
        // azd takes this before main.parameters.json
        Assert.True(File.Exists(Path.Combine(folder, Value("infra", "module") + ".bicepparam")));
        Assert.Matches("^[a-z0-9][-a-z0-9]*[a-z0-9]$", Value("name"));
    }

    [Fact]
    public void Its_one_service_is_the_app_and_is_found_by_the_tag_that_the_deployment_gives_it()
    {
        var service = Assert.Single(s_lines.SkipWhile(line => line != "services:").Skip(1), line => Regex.IsMatch(line, "^  [^ ]")).Trim()
            .TrimEnd(':');
        var project = Assert.Single(Directory.GetFiles(Repository.Path(Value("services", service, "project")), "*.csproj"));

        Assert.Equal(service, Deployment.Of("Microsoft.Web/sites").Single().At("tags.azd-service-name"));
        Assert.Equal(typeof(Settings).Assembly.GetName().Name, "FrontDoor." + Path.GetFileNameWithoutExtension(project));
        Assert.Equal(("dotnet", "function"), (Value("services", service, "language"), Value("services", service, "host")));
    }

    [Fact]
    public async Task A_publish_that_names_no_platform_as_azds_does_is_for_the_platform_of_the_plan_and_needs_its_runtime()
    {
        string[] asked = ["-getProperty:RuntimeIdentifier", "-getProperty:SelfContained", "-getProperty:UserSecretsId"];
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", Repository.Path(Value("services", "app", "project")), "-p:_IsPublishing=true", "-nodeReuse:false",
                .. asked]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        using var said = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync());
        var properties = said.RootElement.GetProperty("Properties");
        string Property(string name) => properties.GetProperty(name).GetString()!;

        Assert.Equal(("linux-x64", "false"), (Property("RuntimeIdentifier"), Property("SelfContained")));
        Assert.NotEqual("", Property("UserSecretsId")); // azd would write one into the project
    }

    [Fact]
    public void What_azd_keeps_of_a_deployment_with_its_secrets_is_not_committed() =>
        Assert.Contains(".azure/", File.ReadAllLines(Repository.Path(".gitignore")));

    /// <summary>The value at a path of keys, each two blanks further in than the one before.</summary>
    static string Value(params string[] keys)
    {
        IReadOnlyList<string> at = s_lines;
        for (var depth = 0; depth < keys.Length; depth++)
        {
            var (blanks, deeper) = (new string(' ', 2 * depth), new string(' ', 2 * depth + 2));
            var found = at.SkipWhile(line => !line.StartsWith(blanks + keys[depth] + ":", StringComparison.Ordinal)).ToList();
            Assert.True(found.Count > 0, $"azure.yaml has no {string.Join('.', keys[..(depth + 1)])}");
            if (depth == keys.Length - 1) return found[0].Split(':', 2)[1].Trim();
            at = [.. found.Skip(1).TakeWhile(line => line.StartsWith(deeper, StringComparison.Ordinal))];
        }
        throw new ArgumentException("no key", nameof(keys));
    }
}
