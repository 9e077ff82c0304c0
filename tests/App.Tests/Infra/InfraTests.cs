using System.Globalization;
using System.Text.Json;
using FrontDoor.Stages;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The templates and the code name the same things, both ways.</summary>
public sealed class InfraTests
{
    static readonly string Folder = Repository.Path("infra");

    static readonly IReadOnlyList<Template> Templates =
        [.. Directory.GetFiles(Folder, "*.bicep").Select(file => Template.Read(Folder, Path.GetFileName(file)))];

    static readonly IReadOnlyList<Made> Resources = [.. Templates.SelectMany(template => template.Resources)];

    static readonly Made AppSettings = Resources.Single(one => one.Type == "Microsoft.Web/sites/config" && one.Name == "appsettings");

    static readonly IReadOnlyList<string> Deployed =
        [.. ((Expression.Object)AppSettings.Body.Properties.Single(property => property.Key == "properties").Value).Properties.Select(property => property.Key)];

    /// <summary>Containers of the host's account: the code knows none of them.</summary>
    static readonly Dictionary<string, string> OfTheHost = new()
    {
        ["app-package"] = "the plan runs the app from the package deployed here",
        ["event-dead-letters"] = "Event Grid leaves here what it could not deliver; Sweep finds the file by listing, not by this",
    };

    /// <summary>App settings that the Functions host reads and the code does not.</summary>
    static readonly Dictionary<string, string> ReadByTheHost = new()
    {
        ["AzureWebJobsStorage__accountName"] = "where the host keeps its leases, keys and timer schedules",
        ["AzureWebJobsStorage__credential"] = "reached by identity",
        ["AzureWebJobsStorage__clientId"] = "by this one",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "where the host sends telemetry",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "as whom",
    };

    /// <summary>Settings that the code reads and a deployment leaves unset.</summary>
    static readonly Dictionary<string, string> NotDeployed = new()
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "the host gives it to the process it starts",
        ["DataStorage"] = "a connection string, for development; the account allows no keys",
        ["ServiceBus__endpoint"] = "another address of the namespace, for tests",
        ["ServiceBus__sharedAccessKeyName"] = "the namespace allows no keys",
        ["ServiceBus__sharedAccessKey"] = "the namespace allows no keys",
    };

    [Fact]
    public void Every_template_is_read_and_every_name_in_it_is_declared_and_used()
    {
        Assert.True(Templates.Count >= 10, $"saw {Templates.Count} templates");
        Assert.Empty(Templates.SelectMany(References.Faults));
        Assert.Empty(Templates.SelectMany(template => References.Faults(template, file => Templates.Single(one => one.File == file))));
    }

    [Fact]
    public void The_example_parameters_are_parameters_of_the_composition()
    {
        var example = Template.Read(Folder, "main.bicepparam").Declarations.OfType<Declaration.Parameter>().Select(one => one.Symbol).ToList();
        var main = Main.Declarations.OfType<Declaration.Parameter>().ToList();

        Assert.NotEmpty(example);
        Assert.Empty(example.Except(main.Select(one => one.Symbol)));
        Assert.Empty(main.Where(one => one.Default is null).Select(one => one.Symbol).Except(example));
    }

    [Fact]
    public void Every_template_takes_part_in_the_composition()
    {
        var modules = Main.Declarations.OfType<Declaration.Module>().Select(module => module.File);
        var imported = Templates.SelectMany(template => template.Declarations.OfType<Declaration.Import>()).Select(import => import.File);

        Assert.Equal(Sorted(Templates.Select(template => template.File)), Sorted(modules.Concat(imported).Append("main.bicep").Distinct()));
        Assert.Empty(Main.Resources);
    }

    [Fact]
    public void One_kind_of_resource_has_one_api_version_and_only_names_that_are_known()
    {
        Assert.NotEmpty(Resources);
        Assert.All(Resources.GroupBy(one => one.Type), kind => Assert.Single(kind.Select(one => one.ApiVersion).Distinct()));
        Assert.All(Named("/containers").Concat(Named("/queues")).Concat(Named("/topics")).Where(one => one.File != "people.bicep"), one => Assert.NotNull(one.Name));
    }

    [Fact]
    public void What_a_template_refers_to_another_makes()
    {
        var referred = Resources.Where(one => one is { Existing: true, Name: { } name } && name != "default").ToList();

        Assert.True(referred.Count >= 15, $"saw {referred.Count} references");
        Assert.All(referred, one => Assert.Contains(Resources, made => !made.Existing && made.Type == one.Type && made.Name == one.Name));
    }

    [Fact]
    public void The_containers_of_the_code_are_those_of_the_deployment() =>
        Assert.Equal(Sorted(Containers.All.Concat(OfTheHost.Keys)), Sorted(Made("/containers")));

    [Fact]
    public void What_is_kept_how_long_is_said_of_every_container()
    {
        var template = Templates.Single(one => one.File == "storage.bicep");
        var rules = Assert.IsType<List<object?>>(template.Value(template.Declarations.OfType<Declaration.Variable>().Single(one => one.Symbol == "lifetimes").Value)).Cast<Dictionary<string, object?>>().ToList();

        Assert.Equal(Sorted(Containers.All.Select(container => container + "/")), Sorted(rules.SelectMany(rule => (List<object?>)rule["prefixes"]!).Cast<string>()));
        Assert.Equal(0, Convert.ToInt32(rules.Single(rule => rule["rule"] as string == Containers.State)["days"], CultureInfo.InvariantCulture)); // never: it is what makes a file sent twice be known
    }

    [Fact]
    public void The_queues_of_the_code_are_those_of_the_deployment() =>
        Assert.Equal(
            Sorted([Queues.Arrivals, Queues.Arrivals + Queues.PoisonSuffix, Queues.Notices, Queues.Notices + Queues.PoisonSuffix, Queues.LateReferrals]),
            Sorted(Made("/queues")));

    [Fact]
    public void The_topic_of_the_code_is_that_of_the_deployment()
    {
        Assert.Equal([Queues.AlertsTopic], Made("/topics"));

        var topic = Resources.Single(one => one.Type.EndsWith("/topics", StringComparison.Ordinal) && !one.Existing && one.File == "servicebus.bicep");
        Assert.Equal(true, topic.At("properties.requiresDuplicateDetection"));
        Assert.Equal("P7D", topic.At("properties.duplicateDetectionHistoryTimeWindow"));
    }

    [Fact]
    public void The_subscriptions_of_the_code_are_those_of_the_deployment_with_the_same_filters()
    {
        var made = Resources.Where(one => one.Type.EndsWith("/subscriptions", StringComparison.Ordinal) && one is { Existing: false, File: "servicebus.bicep" }).ToList();
        var names = Templates.Single(template => template.File == "names.bicep");
        var listed = Assert.IsType<List<object?>>(names.Value(names.Declarations.OfType<Declaration.Variable>().Single(one => one.Symbol == "subscriptions").Value)).Cast<Dictionary<string, object?>>().ToList();
        var filters = Resources.Where(one => one.Type.EndsWith("/subscriptions/rules", StringComparison.Ordinal)).ToList();

        Assert.Equal(Subscription.All.Select(one => (one.Name, one.Filter)), listed.Select(one => ((string)one["name"]!, (string)one["filter"]!)));
        Assert.Equal(Subscription.All.Select(one => one.Name), made.Select(one => one.Name));
        Assert.Equal(Subscription.All.Select(one => one.Filter), filters.Select(one => one.At("properties.sqlFilter.sqlExpression")));
        Assert.Equal(["duty-manager", "operators"], made.Where(one => one.At("properties.deadLetteringOnMessageExpiration") is true).Select(one => one.Name)); // what nobody reads must not fill the topic
    }

    [Fact]
    public void The_settings_of_the_code_are_those_of_the_deployment()
    {
        Assert.Contains("PseudonymKey", Deployed);
        Assert.Equal(Sorted(Settings.All.Select(setting => setting.Name).Except(NotDeployed.Keys)), Sorted(Deployed.Except(ReadByTheHost.Keys)));
        Assert.Empty(NotDeployed.Keys.Except(Settings.All.Select(setting => setting.Name)));
        Assert.Empty(ReadByTheHost.Keys.Except(Deployed));
    }

    [Fact]
    public void Every_function_listens_to_a_queue_there_is_by_a_connection_there_is()
    {
        var files = Directory.GetFiles(Repository.Path("functions", "App"), "function.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 });
        var triggers = files.SelectMany(Bindings).Where(binding => binding.GetProperty("type").GetString() == "queueTrigger").ToList();

        Assert.True(triggers.Count >= 3, $"saw {triggers.Count} queue triggers");
        Assert.All(triggers, trigger => Assert.Contains(trigger.GetProperty("queueName").GetString(), Made("/queues")));
        Assert.All(triggers, trigger => Assert.Contains(Settings.All, setting => setting.Name == trigger.GetProperty("connection").GetString() + "__queueServiceUri"));
        Assert.All(triggers, trigger => Assert.DoesNotContain(Deployed, setting => // the host tries this name first: a connection named Storage is the host's account
            setting.StartsWith("AzureWebJobs" + trigger.GetProperty("connection").GetString(), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_host_starts_the_executable_that_is_built()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Repository.Path("host.json")));
        var started = host.RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString();

        Assert.Equal(typeof(Settings).Assembly.GetName().Name, started);
        Assert.Equal("custom", Resources.Single(one => one.Type == "Microsoft.Web/sites").At("properties.functionAppConfig.runtime.name"));
    }

    [Fact]
    public void Events_are_those_the_code_takes_for_whole_files_and_go_where_it_listens()
    {
        var subscription = Resources.Single(one => one.Type == "Microsoft.EventGrid/systemTopics/eventSubscriptions");
        var filter = Assert.IsType<Dictionary<string, object?>>(subscription.At("properties.filter"));
        var condition = Assert.IsType<Dictionary<string, object?>>(Assert.Single(Assert.IsType<List<object?>>(filter["advancedFilters"])));

        Assert.Equal(new List<object?> { BlobCreated.Created }, filter["includedEventTypes"]);
        Assert.Equal(("StringIn", "data.api"), (condition["operatorType"], condition["key"]));
        Assert.Equal(Sorted(BlobCreated.Finished), Sorted(((List<object?>)condition["values"]!).Cast<string>()));
        Assert.Equal("/blobServices/default/containers/" + Containers.Landing(""), filter["subjectBeginsWith"]);
        Assert.Equal(Queues.Arrivals, subscription.At("properties.deliveryWithResourceIdentity.destination.properties.queueName"));
        Assert.Contains(subscription.At("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName") as string, OfTheHost.Keys);
    }

    [Fact]
    public void The_app_only_reads_what_agencies_drop_and_writes_only_what_it_makes()
    {
        const string Reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", Contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

        Assert.Equal(Sorted(Containers.Agencies.Select(Containers.Landing)), Sorted(ContainersWith(Reader)));
        Assert.Equal(Sorted(Containers.All.Except(Containers.Agencies.Select(Containers.Landing))), Sorted(ContainersWith(Contributor)));

        IEnumerable<string> ContainersWith(string role) => Templates.Single(template => template.File == "roles.bicep").Declarations.OfType<Declaration.Resource>()
            .Where(one => one.Type == "Microsoft.Authorization/roleAssignments" && one.Value is Expression.For)
            .Select(one => (Expression.For)one.Value)
            .Where(loop => loop.Body is Expression.Object body && body.Properties.Single(property => property.Key == "scope").Value is Expression.Indexed)
            .Where(loop => Roles(loop.Body).Contains(role))
            .SelectMany(loop => Assert.IsType<List<object?>>(Templates.Single(template => template.File == "roles.bicep").Value(loop.Source)).Cast<string>());

        IEnumerable<object?> Roles(Expression within) => within.Children.SelectMany(Roles)
            .Append(within is Expression.Name ? Templates.Single(template => template.File == "roles.bicep").Value(within) : null);
    }

    [Fact]
    public void No_account_namespace_or_vault_can_be_opened_by_a_key_or_by_anyone()
    {
        var accounts = Resources.Where(one => one is { Type: "Microsoft.Storage/storageAccounts", Existing: false }).ToList();
        var vault = Resources.Single(one => one is { Type: "Microsoft.KeyVault/vaults", Existing: false });

        Assert.Equal(2, accounts.Count);
        Assert.All(accounts, account => Assert.Equal(
            (false, false, "TLS1_2"),
            (account.At("properties.allowBlobPublicAccess"), account.At("properties.allowSharedKeyAccess"), account.At("properties.minimumTlsVersion"))));
        Assert.All(Resources.Where(one => one.Type.EndsWith("/blobServices/containers", StringComparison.Ordinal) && !one.Existing),
            container => Assert.Equal("None", container.At("properties.publicAccess")));
        Assert.Equal(true, Resources.Single(one => one is { Type: "Microsoft.ServiceBus/namespaces", Existing: false }).At("properties.disableLocalAuth"));
        Assert.Equal((true, true), (vault.At("properties.enableRbacAuthorization"), vault.At("properties.enablePurgeProtection")));
        Assert.StartsWith("@Microsoft.KeyVault(", ((Expression.Text)((Expression.Object)AppSettings.Body.Properties.Single(property => property.Key == "properties").Value)
            .Properties.Single(property => property.Key == "PseudonymKey").Value).Parts[0]);
        Assert.All(Templates.SelectMany(template => template.Declarations.OfType<Declaration.Parameter>()).Where(one => one.Symbol == "pseudonymKey"), key => Assert.True(key.Secure));
    }

    static Template Main => Templates.Single(template => template.File == "main.bicep");

    static IEnumerable<Made> Named(string kind) => Resources.Where(one => one.Type.EndsWith(kind, StringComparison.Ordinal));

    static IEnumerable<string> Made(string kind) => Named(kind).Where(one => !one.Existing).Select(one => one.Name ?? "?");

    static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    static List<JsonElement> Bindings(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("bindings").EnumerateArray().Select(binding => binding.Clone())];
    }
}
