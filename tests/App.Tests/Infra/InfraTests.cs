using System.Reflection;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using System.Xml;
using FrontDoor.Alerting;
using FrontDoor.App.Hosting;
using FrontDoor.Reporting.Access;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;
using Microsoft.Azure.Functions.Worker;

namespace FrontDoor.App.Tests;

/// <summary>The deployment and the code name the same things, both ways.</summary>
public sealed partial class InfraTests
{
    const string Assignments = "Microsoft.Authorization/roleAssignments";
    const string Reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", Contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    const string TheApp = "userAssignedIdentities/northshire-app";

    static readonly Deployed AppSettings = Deployment.Of("Microsoft.Web/sites/config").Single(one => one.Own == "appsettings");

    static readonly IReadOnlyList<string> Set = [.. AppSettings.Element("properties")!.Value.EnumerateObject()
        .Select(setting => setting.Name)];

    static readonly IReadOnlyList<MethodInfo> s_functions =
        [.. typeof(Settings).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))];

    /// <summary>Containers of the host's account: the code knows none of them.</summary>
    static readonly Dictionary<string, string> OfTheHost = new()
    {
        ["app-package"] = "the plan runs the app from the package deployed here",
        ["event-dead-letters"] = "Event Grid leaves here what it could not deliver; RecoverFiles finds the file by listing, not by this",
    };

    /// <summary>App settings that the Functions host reads, and a library of the app may.</summary>
    static readonly IReadOnlyList<string> ReadByTheHost = [.. SettingsGuide.OfHost.Select(setting => setting.Name)];

    /// <summary>Settings that the code reads and a deployment leaves unset.</summary>
    static readonly Dictionary<string, string> NotDeployed = new()
    {
        ["DataStorage"] = "a connection string, for development; the account allows no keys",
        ["ServiceBus"] = "a connection string, for development; the namespace allows no keys",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "a receiver of one's own; a deployment sends to Azure Monitor",
        ["StopWithStandardInput"] = "the local host sets it, so that no app outlives it",
    };

    [Fact]
    public void One_kind_of_resource_has_one_api_version_and_only_names_that_are_known()
    {
        Assert.True(Deployment.Resources.Count >= 80, $"saw {Deployment.Resources.Count} resources");
        Assert.All(Deployment.Resources.GroupBy(one => one.Type), kind => Assert.Single(kind.Select(one => one.ApiVersion).Distinct()));
        Assert.All(Deployment.Resources.Where(one => one.Type != Assignments),
            one => Assert.DoesNotContain("[", one.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_right_is_given_on_a_resource_that_is_deployed()
    {
        var ids = Deployment.Resources.Select(one => one.Id).ToHashSet();

        Assert.True(Deployment.Of(Assignments).Count() >= 25, $"saw {Deployment.Of(Assignments).Count()} rights");
        Assert.All(Deployment.Of(Assignments), right => Assert.Contains(ScopeOf(right), ids));
    }

    [Fact]
    public void The_containers_of_the_code_are_those_of_the_deployment() =>
        Assert.Equal(Sorted(Containers.All.Concat(OfTheHost.Keys)), Sorted(Named("/containers")));

    [Fact]
    public void What_is_kept_how_long_is_said_of_every_container_but_the_state_that_makes_a_file_sent_twice_be_known()
    {
        var policy = Deployment.Of("/managementPolicies").Single();
        var rules = policy.Element("properties.policy.rules")!.Value.EnumerateArray().Select(rule => rule.GetProperty("definition"))
            .ToList();
        IEnumerable<string> Prefixes(string action) => rules
            .Where(rule => rule.GetProperty("actions").TryGetProperty(action, out _))
            .SelectMany(rule => rule.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray()
            .Select(prefix => prefix.GetString()!));

        Assert.Equal(Sorted(Containers.All.Except([Containers.State]).Select(container => container + "/")), Sorted(Prefixes("baseBlob")));
        Assert.Equal(Sorted(Containers.All.Select(container => container + "/")), Sorted(Prefixes("version")));
    }

    [Fact]
    public void The_queues_of_the_code_are_those_of_the_deployment() =>
        Assert.Equal(
            Sorted([Queues.Arrivals, Queues.Arrivals + Queues.PoisonSuffix, Queues.Notices, Queues.Notices + Queues.PoisonSuffix,
                Queues.LateReferrals]),
            Sorted(Named("/queues")));

    [Fact]
    public void The_topic_of_the_code_is_that_of_the_deployment()
    {
        Assert.Equal([Queues.AlertsTopic], Named("/namespaces/topics"));

        var topic = Deployment.Of("/namespaces/topics").Single();
        Assert.Equal("True", topic.At("properties.requiresDuplicateDetection"));
        Assert.Equal((AlertTopic.DuplicateWindow, AlertTopic.TimeToLive),
            (XmlConvert.ToTimeSpan(topic.At("properties.duplicateDetectionHistoryTimeWindow")!),
                XmlConvert.ToTimeSpan(topic.At("properties.defaultMessageTimeToLive")!)));
    }

    [Fact]
    public void The_subscriptions_of_the_code_are_those_of_the_deployment_with_the_same_filters()
    {
        var made = Deployment.Of("/topics/subscriptions").ToList();
        string OfRule(string name) =>
            Deployment.Of("/subscriptions/rules").Single(rule => rule.Name.EndsWith($"/{name}/$Default", StringComparison.Ordinal))
            .At("properties.sqlFilter.sqlExpression")!;

        Assert.Equal(Subscription.All.Select(one => (one.Name, one.Filter)), made.Select(one => (one.Own, OfRule(one.Own))));
        Assert.All(made, one => Assert.Equal($"{AlertTopic.MaxDeliveryCount}", one.At("properties.maxDeliveryCount")));
        Assert.All(made, one => Assert.Null(one.At("properties.lockDuration"))); // the default, which the code has
        // what nobody reads must not fill the topic
        Assert.Equal(Subscription.All.Where(one => one.KeepsExpired).Select(one => one.Name),
            made.Where(one => one.At("properties.deadLetteringOnMessageExpiration") == "True").Select(one => one.Own));
    }

    [Fact]
    public void The_settings_of_the_code_are_those_of_the_deployment()
    {
        Assert.Contains("PseudonymKey", Set);
        Assert.Equal(Sorted(Settings.All.Select(setting => setting.Name).Except(NotDeployed.Keys).Except(ReadByTheHost)),
            Sorted(Set.Except(ReadByTheHost)));
        Assert.Empty(NotDeployed.Keys.Except(Settings.All.Select(setting => setting.Name)));
        Assert.Empty(ReadByTheHost.Except(Set));
    }

    [Fact]
    public void The_page_of_settings_is_written_from_the_list()
    {
        var path = Repository.Path("docs", "settings.md");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(path, SettingsGuide.Page());

        Assert.Equal(SettingsGuide.Page(), File.ReadAllText(path));
        Assert.All(Set, name => Assert.Contains($"`{name}`", SettingsGuide.Page(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_function_listens_to_a_queue_there_is_by_a_connection_there_is()
    {
        var triggers = s_functions.SelectMany(function => function.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()).OfType<QueueTriggerAttribute>().ToList();

        Assert.Equal(4, triggers.Count);
        Assert.All(triggers, trigger => Assert.Contains(trigger.QueueName, Named("/queues")));
        Assert.All(triggers, trigger => Assert.Contains(Settings.All, setting => setting.Name == trigger.Connection + "__queueServiceUri"));
        // the host tries this name first: a connection named Storage is the host's account
        Assert.All(triggers, trigger => Assert.DoesNotContain(Set, setting =>
            setting.StartsWith("AzureWebJobs" + trigger.Connection, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_guide_names_every_function()
    {
        var guide = File.ReadAllText(Repository.Path("docs", "deployment.md"));

        Assert.Equal(11, s_functions.Count);
        Assert.All(s_functions, function =>
            Assert.Contains($"`{function.GetCustomAttribute<FunctionAttribute>()!.Name}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void The_plan_runs_an_isolated_worker_on_the_runtime_the_app_is_built_for()
    {
        var runtime = Deployment.Of("Microsoft.Web/sites").Single().Element("properties.functionAppConfig.runtime")!.Value;
        var framework = typeof(Settings).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

        Assert.Equal("dotnet-isolated", runtime.GetProperty("name").GetString());
        Assert.Equal(framework, ".NETCoreApp,Version=v" + runtime.GetProperty("version").GetString());
        // Flex Consumption refuses what the plan itself says
        Assert.DoesNotContain(Set,
            name => name.StartsWith("FUNCTIONS_", StringComparison.Ordinal) || name.StartsWith("WEBSITE_", StringComparison.Ordinal));
    }

    [Fact]
    public void Events_are_those_the_code_takes_for_whole_files_and_go_where_it_listens()
    {
        var subscription = Deployment.Of("Microsoft.EventGrid/systemTopics/eventSubscriptions").Single();
        var condition = Assert.Single(subscription.Element("properties.filter.advancedFilters")!.Value.EnumerateArray());

        Assert.Equal([BlobCreated.Created], subscription.Texts("properties.filter.includedEventTypes"));
        Assert.Equal(("StringIn", "data.api"), (condition.GetProperty("operatorType").GetString(),
            condition.GetProperty("key").GetString()));
        Assert.Equal(Sorted(BlobCreated.Finished),
            Sorted(condition.GetProperty("values").EnumerateArray().Select(value => value.GetString()!)));
        Assert.Equal("/blobServices/default/containers/" + Containers.Landing(""), subscription.At("properties.filter.subjectBeginsWith"));
        Assert.Equal(Queues.Arrivals, subscription.At("properties.deliveryWithResourceIdentity.destination.properties.queueName"));
        Assert.Contains(subscription.At("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName"),
            OfTheHost.Keys);
    }

    [Fact]
    public void What_a_scan_found_comes_to_the_same_queue_and_files_wait_for_it()
    {
        var subscription = Deployment.Of("Microsoft.EventGrid/topics/eventSubscriptions").Single();

        Assert.Equal([BlobCreated.Scanned], subscription.Texts("properties.filter.includedEventTypes"));
        Assert.Equal(Queues.Arrivals, subscription.At("properties.deliveryWithResourceIdentity.destination.properties.queueName"));
        Assert.Equal("True", Deployment.Of("Microsoft.Security/defenderForStorageSettings").Single()
            .At("properties.malwareScanning.onUpload.isEnabled"));
        Assert.Equal("True", AppSettings.At("properties.RequireMalwareScan"));
    }

    [Fact]
    public void The_app_only_reads_what_agencies_drop_and_writes_only_what_it_makes()
    {
        Assert.Equal(Sorted(Containers.Agencies.Select(Containers.Landing)), Sorted(ContainersOf(TheApp, Reader)));
        Assert.Equal(Sorted(Containers.All.Except(Containers.Agencies.Select(Containers.Landing))),
            Sorted(ContainersOf(TheApp, Contributor)));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-00000000000a", new[] { "lake", "reports" })]          // analysts
    [InlineData("00000000-0000-0000-0000-00000000000b", new[] { "quarantine", "restricted" })] // operators
    [InlineData("00000000-0000-0000-0000-00000000000c", new[] { "reports" })]                  // duty managers
    [InlineData("00000000-0000-0000-0000-000000000001", new[] { "receipts-police" })]          // a sender
    public void People_read_only_the_containers_that_are_theirs(string principal, string[] containers)
    {
        Assert.Equal(containers, Sorted(ContainersOf(principal, Reader)));
        Assert.Empty(ContainersOf(principal, Contributor));
    }

    [Fact]
    public void A_sender_drops_files_into_its_own_folder_and_reads_its_own_receipts()
    {
        var drop = Deployment.Of("Microsoft.Authorization/roleDefinitions").Single();
        // northshire-nhs
        var rights = Deployment.Of(Assignments).Where(right => right.At("properties.principalId") == "00000000-0000-0000-0000-000000000002")
            .ToList();

        Assert.Equal(
            ["landing-health", "receipts-health"],
            Sorted(rights.Select(right => ScopeOf(right).Split('/')[^1])));
        Assert.All(rights, right =>
            Assert.Contains("StringStartsWith 'northshire-nhs/'", right.At("properties.condition"), StringComparison.Ordinal));
        Assert.Equal(drop.Id, rights.Single(right => ScopeOf(right).EndsWith("landing-health", StringComparison.Ordinal))
            .At("properties.roleDefinitionId"));
        Assert.DoesNotContain(drop.Element("properties.permissions")!.Value.EnumerateArray()
            .SelectMany(one => one.GetProperty("dataActions").EnumerateArray()),
            action => action.GetString()!.EndsWith("/read", StringComparison.Ordinal)
                || action.GetString()!.EndsWith("/delete", StringComparison.Ordinal));
    }

    [Fact]
    public void No_account_namespace_or_vault_can_be_opened_by_a_key_or_by_anyone()
    {
        var accounts = Deployment.Of("Microsoft.Storage/storageAccounts").ToList();
        var vault = Deployment.Of("Microsoft.KeyVault/vaults").Single();

        Assert.Equal(2, accounts.Count);
        Assert.All(accounts, account => Assert.Equal(
            ("False", "False", "TLS1_2"),
            (account.At("properties.allowBlobPublicAccess"), account.At("properties.allowSharedKeyAccess"),
                account.At("properties.minimumTlsVersion"))));
        Assert.All(Deployment.Of("/blobServices/containers"), container => Assert.Equal("None", container.At("properties.publicAccess")));
        Assert.Equal("True", Deployment.Of("Microsoft.ServiceBus/namespaces").Single().At("properties.disableLocalAuth"));
        Assert.Equal(("True", "True"), (vault.At("properties.enableRbacAuthorization"), vault.At("properties.enablePurgeProtection")));
        Assert.Equal(["ftp", "scm"],
            Sorted(Deployment.Of("/basicPublishingCredentialsPolicies").Where(way => way.At("properties.allow") == "False")
                .Select(way => way.Own)));
        Assert.Contains("@Microsoft.KeyVault(", AppSettings.At("properties.PseudonymKey"), StringComparison.Ordinal);
        // secure: never evaluated, never shown
        Assert.Equal(["[parameters('alertSigningKey')]", "[parameters('pseudonymKey')]"],
            Sorted(Deployment.Of("/vaults/secrets").Select(secret => secret.At("properties.value")!)));
    }

    [Fact]
    public void What_is_watched_is_measured_and_is_in_the_runbook()
    {
        var rules = Deployment.Of("Microsoft.Insights/scheduledQueryRules").ToList();
        var queries = rules.SelectMany(rule => rule.Element("properties.criteria.allOf")!.Value.EnumerateArray())
            .Select(one => one.GetProperty("query").GetString()!).ToList();
        var shown = Deployment.Of("Microsoft.Insights/workbooks").Single().At("properties.serializedData")!;
        var measured = File.ReadAllText(Repository.Path("docs", "telemetry.md"));
        var headings = File.ReadLines(Repository.Path("docs", "runbook.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..]).ToHashSet();
        var functions = s_functions.Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name).ToHashSet();

        Assert.Equal(7, rules.Count);
        Assert.All(rules, rule => Assert.Contains(rule.At("properties.description")!.Split("Runbook: ")[1].TrimEnd('.'), headings));
        Assert.All(queries.Append(shown).SelectMany(query => Metric.Matches(query)),
            metric => Assert.Contains($"`{metric.Value}`", measured, StringComparison.Ordinal));
        Assert.All(queries.SelectMany(query => Capitalised.Matches(query)), name => Assert.Contains(name.Groups["name"].Value, functions));
    }

    [GeneratedRegex(@"frontdoor\.[a-z_.]*[a-z_]")]
    static partial Regex Metric { get; }

    [GeneratedRegex("\"(?<name>[A-Z]\\w+)\"")]
    static partial Regex Capitalised { get; }

    [Fact]
    public void People_sign_in_before_anything_but_what_programs_call_and_without_a_secret()
    {
        var signIn = Deployment.Of("Microsoft.Web/sites/config").Single(one => one.Own == "authsettingsV2");
        var site = Deployment.Of("Microsoft.Web/sites").Single();
        var open = s_functions.Where(function => function.GetCustomAttribute<FunctionAttribute>()!.Name != "Pages")
            .SelectMany(function => function.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
            .Select(trigger => $"/api/{trigger.Route!.Split('/')[0]}{(trigger.Route.Contains('/', StringComparison.Ordinal) ? "/*" : "")}");

        Assert.Equal(("True", "True", "RedirectToLoginPage"), (signIn.At("properties.platform.enabled"),
            signIn.At("properties.globalValidation.requireAuthentication"),
            signIn.At("properties.globalValidation.unauthenticatedClientAction")));
        Assert.Equal(Sorted(open), Sorted(signIn.Texts("properties.globalValidation.excludedPaths")));
        const string Entra = "properties.identityProviders.azureActiveDirectory";
        Assert.Equal("00000000-0000-0000-0000-0000000000f0", signIn.At($"{Entra}.registration.clientId"));
        Assert.Contains(signIn.At($"{Entra}.registration.clientSecretSettingName")!, Set);
        // people of this tenant only
        Assert.Contains($"{Guid.Empty}", signIn.At($"{Entra}.registration.openIdIssuer"), StringComparison.Ordinal);
        // the identity by which the registration is proved has no right of its own
        Assert.Contains("northshire-sign-in", site.Element("identity")!.Value.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Deployment.Of(Assignments),
            right => right.At("properties.principalId")!.Contains("northshire-sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_makes_the_roles_that_the_pages_know()
    {
        var guide = File.ReadAllText(Repository.Path("docs", "deployment.md"));

        Assert.Equal(Sorted([Viewer.DutyManager, Viewer.Analyst, Viewer.Operator, $"{Viewer.Partner}northshire-police"]),
            Sorted(Regex.Matches(guide, "\"value\": \"([^\"]+)\"").Select(role => role.Groups[1].Value)));
    }

    [Fact]
    public void A_webhook_is_posted_to_by_an_identity_that_may_read_one_subscription_and_nothing_else()
    {
        var poster = Deployment.Of("Microsoft.Logic/workflows").Single();
        var rights = Deployment.Of(Assignments)
            .Where(right => right.At("properties.principalId")!.Contains("Microsoft.Logic/workflows", StringComparison.Ordinal)).ToList();

        Assert.Equal("SystemAssigned", poster.At("identity.type"));
        Assert.EndsWith("/topics/alerts/subscriptions/critical", ScopeOf(Assert.Single(rights)), StringComparison.Ordinal);
        Assert.EndsWith("4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", rights[0].At("properties.roleDefinitionId"), StringComparison.Ordinal);
        // secure: never evaluated, never shown
        Assert.Equal("[parameters('webhookAddress')]", poster.At("properties.parameters.address.value"));
        Assert.Equal(["Succeeded"], poster.Texts("properties.definition.actions.complete.runAfter.post"));
        Assert.Equal(["inputs"], poster.Texts("properties.definition.actions.post.runtimeConfiguration.secureData.properties"));
    }

    /// <summary>What the right is a right on: the id of an assignment begins with it.</summary>
    static string ScopeOf(Deployed right)
    {
        const string Expression = "[extensionResourceId('";
        var id = right.Id.StartsWith(Expression, StringComparison.Ordinal) ? right.Id[Expression.Length..].Split('\'')[0] : right.Id;
        return id.Split("/providers/" + Assignments)[0];
    }

    static IEnumerable<string> ContainersOf(string principal, string role) => Deployment.Of(Assignments)
        .Where(right => right.At("properties.principalId")!.Contains(principal, StringComparison.Ordinal)
        && right.At("properties.roleDefinitionId")!.EndsWith(role, StringComparison.Ordinal))
        .Select(ScopeOf)
        .Where(scope => scope.Contains("/containers/", StringComparison.Ordinal))
        .Select(scope => scope.Split('/')[^1]);

    static string[] Named(string kind) => [.. Deployment.Of(kind).Select(one => one.Own)];

    static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
