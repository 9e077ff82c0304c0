namespace FrontDoor.App.Tests;

/// <summary>What stops the app at its start, and what it says then.</summary>
public sealed class SettingsTests
{
    const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="; // 0, 1, 2 ... 31
    const string Emulator = "UseDevelopmentStorage=true";

    static readonly Dictionary<string, string> enough = new()
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "5000",
        ["DataStorage"] = Emulator,
        ["PseudonymKey"] = Key,
    };

    [Fact]
    public void Three_settings_are_enough()
    {
        var settings = Read([]);

        Assert.Equal(5000, settings.ListensOn);
        Assert.Equal(32, settings.PseudonymKey.Length);
        Assert.Equal(1, settings.PseudonymKeyVersion);
        Assert.False(settings.AllowGivenReceipt);
        Assert.False(settings.RejectTestNumbers);
        Assert.Empty(settings.Councils);
        Assert.Null(settings.ServiceBus);
        Assert.Equal("queue", settings.AlertsGoTo);
    }

    [Fact]
    public void Identity_needs_no_connection_string()
    {
        var settings = Read([
            ("DataStorage", null), ("DataStorage__blobServiceUri", "https://a.blob.core.windows.net"), ("DataStorage__queueServiceUri", "https://a.queue.core.windows.net"),
            ("DataStorage__credential", "managedidentity"), ("DataStorage__clientId", "one"),
            ("ServiceBus__fullyQualifiedNamespace", "ns.servicebus.windows.net")]);

        Assert.Equal("ns.servicebus.windows.net", settings.ServiceBus!.Client().FullyQualifiedNamespace);
        Assert.Equal(("managedidentity", "one"), (settings.ServiceBus.Credential, settings.ServiceBus.ClientId)); // Storage's, unless told otherwise
        Assert.NotNull(settings.Storage.BlobService());
        Assert.Equal("topic", settings.AlertsGoTo);
    }

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", null)]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "0")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "65536")]
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
    [InlineData("ContractsFolder", "/no/such/folder")]
    [InlineData("ShippedContracts", "no")]
    [InlineData("ServiceBus__fullyQualifiedNamespace", "https://ns/")]
    [InlineData("ServiceBus", "not a connection string")]
    [InlineData("ServiceBus", "Endpoint=sb://ns.servicebus.windows.net")] // no key
    [InlineData("ServiceBus", "Endpoint=sb://ns.servicebus.windows.net;SharedAccessKeyName=a;SharedAccessKey=b;EntityPath=another")] // of one entity
    [InlineData("ServiceBus__credential", "key")]
    public void A_wrong_setting_is_named_with_what_to_put_there_and_never_quoted(string name, string? value)
    {
        var fault = Assert.Throws<SettingsFault>(() => Read([(name, value)]));

        var said = Assert.Single(fault.Faults);
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
        var fault = Assert.Throws<SettingsFault>(() => Read([("DataStorage", storage), (set, "https://a.example")]));

        Assert.StartsWith($"The setting {missing} ", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_Azure_could_not_fetch_is_not_taken_for_a_bad_key()
    {
        var fault = Assert.Throws<SettingsFault>(() => Read([("PseudonymKey", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/pseudonym-key-1)")]));

        var said = Assert.Single(fault.Faults);
        Assert.Contains("was not resolved", said, StringComparison.Ordinal);
        Assert.DoesNotContain("vault.azure.net", said, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(3, Assert.Throws<SettingsFault>(() => Settings.Read(_ => null)).Faults.Count);

    [Fact]
    public void Settings_are_taken_as_a_template_writes_them()
    {
        var settings = Read([("RejectTestNumbers", "True"), ("ShippedContracts", "True"), ("AllowGivenReceipt", "false"), ("PseudonymKeyVersion", "2"), ("Councils", ""), ("ContractsFolder", "")]); // string(true) is True there

        Assert.True(settings.RejectTestNumbers);
        Assert.Equal(2, settings.PseudonymKeyVersion);
        Assert.Empty(settings.Councils);
        Assert.Null(settings.ContractsFolder);
    }

    [Fact]
    public void Councils_are_separated_by_commas() =>
        Assert.Equal(["999", "998"], Read([("Councils", "999, 998,")]).Councils);

    static Settings Read((string Name, string? Value)[] changes)
    {
        var environment = new Dictionary<string, string?>(enough!);
        foreach (var (name, value) in changes) environment[name] = value;
        return Settings.Read(name => environment.GetValueOrDefault(name));
    }
}
