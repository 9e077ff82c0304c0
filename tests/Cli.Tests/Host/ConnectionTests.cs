namespace FrontDoor.Cli.Tests;

/// <summary>Which app setting a trigger's connection stands for, as the Functions host finds it.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("DataStorage", "DataStorage", "AzureWebJobsStorage")] // no setting has this name with the prefix
    [InlineData("Storage", "AzureWebJobsStorage", "AzureWebJobsStorage", "Storage")] // the host's own account, whatever Storage says
    [InlineData(null, "AzureWebJobsStorage", "AzureWebJobsStorage")] // none named
    public void A_name_with_the_hosts_prefix_comes_first(string? connection, string setting, params string[] others)
    {
        var folder = Directory.CreateTempSubdirectory("front-door-connection-");
        var named = connection is null ? "" : $""", "connection": "{connection}" """;
        File.WriteAllText(
            Path.Combine(folder.CreateSubdirectory("Land").FullName, "function.json"),
            $$"""{ "bindings": [ { "type": "queueTrigger", "direction": "in", "name": "msg", "queueName": "arrivals"{{named}} } ] }""");

        var found = AppFunction.ReadAll(folder.FullName, others.Append(setting).Distinct().ToDictionary(name => name, _ => "a connection string"));

        Assert.Equal(setting, Assert.IsType<Trigger.Queue>(Assert.Single(found).Trigger).Connection);
        folder.Delete(recursive: true);
    }
}
