using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.App.Alerts;
using FrontDoor.App.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.Tests;

/// <summary>What stops the app at its start, and what it says then.</summary>
public sealed class SettingsTests
{
    const string Emulator = "UseDevelopmentStorage=true";

    [Fact]
    public void Two_settings_are_enough()
    {
        var settings = Read();

        Assert.Equal(32, settings.PseudonymKey.Length);
        Assert.Equal(1, settings.PseudonymKeyVersion);
        Assert.False(settings.AllowGivenReceipt);
        Assert.False(settings.RejectTestNumbers);
        Assert.True(settings.ShippedContracts);
        Assert.False(settings.StopWithStandardInput);
        Assert.Empty(settings.CouncilCodes);
        Assert.False(settings.ServiceBus.IsSet);
        Assert.Equal("queue", settings.AlertsGoTo);
    }

    [Fact]
    public void Identity_needs_no_connection_string()
    {
        using var app = new TestApp(
            "", ("DataStorage__blobServiceUri", "https://a.blob.core.windows.net"), ("DataStorage__queueServiceUri",
                "https://a.queue.core.windows.net"),
            ("DataStorage__credential", "managedidentity"), ("DataStorage__clientId", "one"),
            ("ServiceBus__fullyQualifiedNamespace", "ns.servicebus.windows.net"));

        Assert.Equal("https://a.blob.core.windows.net/", app.Services.GetRequiredService<BlobServiceClient>().Uri.AbsoluteUri);
        Assert.Equal("https://a.queue.core.windows.net/", app.Services.GetRequiredService<QueueServiceClient>().Uri.AbsoluteUri);
        Assert.IsType<ServiceBusAlertSender>(app.Services.GetRequiredService<IAlertSender>());
        Assert.Equal("ns.servicebus.windows.net", app.Services.GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace);
        Assert.Equal("topic", app.Services.GetRequiredService<IOptions<AppOptions>>().Value.AlertsGoTo);
    }

    [Theory]
    [InlineData("StopWithStandardInput", "yes")]
    [InlineData("PseudonymKeyVersion", "2147483648")]
    [InlineData("DataStorage", null)]
    [InlineData("DataStorage", "not a connection string")]
    [InlineData("DataStorage__blobServiceUri", "http://a.blob.core.windows.net")] // not over an open line
    [InlineData("DataStorage__credential", "password")]
    [InlineData("PseudonymKey", null)]
    [InlineData("PseudonymKey", "")]
    [InlineData("PseudonymKey", "not base64!")]
    [InlineData("PseudonymKey", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")] // 31 bytes
    [InlineData("PseudonymKeyVersion", "0")]
    [InlineData("AllowGivenReceipt", "yes")]
    [InlineData("RejectTestNumbers", "yes")]
    [InlineData("Contact__Name", "Data\nteam")]
    [InlineData("Contact__Email", "nobody at all")]
    [InlineData("Contact__Telephone", "ask me!")]
    [InlineData("ContractsFolder", "/no/such/folder")]
    [InlineData("ShippedContracts", "no")]
    [InlineData("ServiceBus__fullyQualifiedNamespace", "https://ns/")]
    [InlineData("ServiceBus", "not a connection string")]
    [InlineData("ServiceBus", "Endpoint=sb://ns.servicebus.windows.net")] // no key
    // of one entity
    [InlineData("ServiceBus", "Endpoint=sb://ns.servicebus.windows.net;SharedAccessKeyName=a;SharedAccessKey=b;EntityPath=another")]
    [InlineData("ServiceBus__credential", "key")]
    public void A_wrong_setting_is_named_with_what_to_put_there_and_never_quoted(string name, string? value)
    {
        var said = Assert.Single(Faults((name, value)));
        Assert.StartsWith($"The setting {name} ", said, StringComparison.Ordinal);
        Assert.Contains("put there: " + Settings.All.Single(setting => setting.Name == name).Meaning, said, StringComparison.Ordinal);
        if (value?.Length > 5) Assert.DoesNotContain(value, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DataStorage__blobServiceUri", "DataStorage__queueServiceUri")]
    [InlineData("DataStorage__queueServiceUri", "DataStorage__blobServiceUri")]
    public void One_half_of_a_pair_names_the_other(string set, string missing)
    {
        var storage = set.StartsWith("DataStorage", StringComparison.Ordinal) ? null : Emulator;

        Assert.StartsWith($"The setting {missing} ", Assert.Single(Faults(("DataStorage", storage), (set, "https://a.example"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_Azure_could_not_fetch_is_not_taken_for_a_bad_key()
    {
        var said = Assert.Single(
            Faults(("PseudonymKey", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/pseudonym-key-1)")));

        Assert.Contains("was not resolved", said, StringComparison.Ordinal);
        Assert.DoesNotContain("vault.azure.net", said, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(3, Faults(("DataStorage", null), ("PseudonymKey", ""), ("ContractsFolder", "/no/such/folder")).Count);

    [Fact]
    public void Settings_are_taken_as_a_template_writes_them()
    {
        // string(true) is True there
        var settings = Read(("RejectTestNumbers", "True"), ("ShippedContracts", "True"), ("AllowGivenReceipt", "false"),
            ("PseudonymKeyVersion", "2"), ("Councils", ""), ("ContractsFolder", ""));

        Assert.True(settings.RejectTestNumbers);
        Assert.Equal(2, settings.PseudonymKeyVersion);
        Assert.Empty(settings.CouncilCodes);
        Assert.Null(settings.ContractsFolder);
    }

    [Fact]
    public void Whom_to_ask_is_what_its_three_settings_say()
    {
        var contact = Read(("Contact__Name", "Front door data team"), ("Contact__Email", "data@northshire.example"),
            ("Contact__Telephone", "01632 960001 ext 2")).Contact;

        Assert.Equal("Front door data team, data@northshire.example, 01632 960001 ext 2", contact?.ToString());
        Assert.Null(Read(("Contact__Name", "")).Contact);
    }

    [Fact]
    public void Councils_are_separated_by_commas() =>
        Assert.Equal(["999", "998"], Read(("Councils", "999, 998,")).CouncilCodes);

    [Fact]
    public void Every_setting_has_a_value_among_the_options()
    {
        var options = typeof(AppOptions).GetProperties().Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        string[] telemetry = [Settings.Otlp, Settings.AzureMonitor]; // read before there are options
        Assert.All(Settings.All.Where(setting => !telemetry.Contains(setting.Name)),
            setting => Assert.Contains(setting.Name.Split("__")[0], options));
    }

    static AppOptions Read(params (string, string?)[] changes)
    {
        using var app = new TestApp(Emulator, changes);
        return app.Services.GetRequiredService<IOptions<AppOptions>>().Value;
    }

    static IReadOnlyList<string> Faults(params (string Name, string? Value)[] changes)
    {
        using var app = new TestApp(Emulator, changes);
        return [.. Assert.Throws<OptionsValidationException>(() => app.Services.GetRequiredService<IOptions<AppOptions>>().Value).Failures];
    }
}
