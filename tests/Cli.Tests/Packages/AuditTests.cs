using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Packages;

namespace FrontDoor.Cli.Tests;

public sealed class AuditTests
{
    [Fact]
    public void An_advisory_that_a_restore_names_is_found_once()
    {
        const string Line = "/_/functions/App/App.csproj : warning NU1903: Package 'Some.Package' 1.2.3 has a known high severity "
            + "vulnerability, https://advisories.example/GHSA-1";

        var found = Assert.Single(Audit.OfNuGet([Line, "  Restored /_/functions/App/App.csproj", Line]));

        Assert.Equal((FindingLevel.Wrong, "Package 'Some.Package' 1.2.3 has a known high severity vulnerability, "
            + "https://advisories.example/GHSA-1"),
            (found.Level, found.Text));
        Assert.Equal(FindingLevel.Ok, Assert.Single(Audit.OfNuGet(["  Restored /_/functions/App/App.csproj"])).Level);
    }

    [Theory]
    [InlineData("""npm warn audit 405{"message":"405 Method Not Allowed","error":{"summary":""}}npm error""", "Wrong",
        "npm packages were not compared with advisories: the registry did not answer")]
    [InlineData("", "Wrong", "npm packages were not compared with advisories: the registry did not answer")]
    [InlineData("""{"vulnerabilities":{}}""", "Ok", "no npm package has a known advisory")]
    [InlineData("""{"vulnerabilities":{"some-package":{"severity":"high"}}}""", "Wrong", "some-package has a known advisory, high")]
    public void What_npm_answers_is_never_taken_for_clean_where_it_does_not_say_so(string answer, string level, string text)
    {
        var found = Assert.Single(Audit.OfNpm(answer));

        Assert.Equal((level, text), (found.Level.ToString(), found.Text));
    }

    [Fact]
    public void A_licence_that_is_not_permissive_is_named_with_its_package()
    {
        var found = Audit.Licences([("A 1", "MIT"), ("B 1", "(MIT OR GPL-3.0-or-later)"), ("C 1", "(MIT AND Zlib)"), ("D 1",
            "GPL-3.0-only"),
            ("E 1", "(MIT AND GPL-3.0-only)"), ("F 1", "not stated"), ("A 1", "MIT")]);

        Assert.Equal(["3 packages have a permissive licence", "D 1: licence GPL-3.0-only", "E 1: licence (MIT AND GPL-3.0-only)",
            "F 1: licence not stated"], found.Select(one => one.Text));
    }

    [Fact]
    public async Task A_registry_that_lists_no_advisories_is_said_not_to_have_been_asked()
    {
        using var http = new HttpClient(new Answer("""{"resources":[{"@type":"PackageBaseAddress/3.0.0"}]}"""));

        var found = await Audit.Run([new Uri("https://registry.example/v3/index.json")], http, default);

        Assert.Contains("NuGet packages were not compared with advisories: no registry here lists any", found.Select(one => one.Text));
        Assert.Contains(found, one => one.Level == FindingLevel.Ok && one.Text.EndsWith("packages have a permissive licence",
            StringComparison.Ordinal));
    }

    sealed class Answer(string text) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(text) });
    }
}
