namespace FrontDoor.App.Tests;

/// <summary>How the process ends when it cannot start: by name, and never with the codes the host misreads.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("PseudonymKey", null)]
    [InlineData("PseudonymKey", "c2hvcnQ=")]
    [InlineData("Storage", null)]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "x")]
    [InlineData("AllowGivenReceipt", "perhaps")]
    public async Task A_wrong_setting_stops_the_app_with_its_name(string name, string? value)
    {
        var (code, said) = await AppProcess.End(("Storage", "UseDevelopmentStorage=true"), (name, value));

        Assert.Equal(2, code); // 0 is never restarted and 200 is taken for a wish to be
        Assert.Contains($"The setting {name} ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_with_an_unknown_key_stops_the_app_with_file_and_key()
    {
        var folder = Directory.CreateTempSubdirectory("contracts-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "odd.json"), """{ "feed": "police/odd", "surprise": 1 }""");

        var (code, said) = await AppProcess.End(("Storage", "UseDevelopmentStorage=true"), ("ContractsFolder", folder));

        Assert.Equal(2, code);
        Assert.Contains("odd.json", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
