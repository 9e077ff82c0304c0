using System.Text;

namespace FrontDoor.App.Hosting;

/// <summary>docs/settings.md: every setting, from the list the app checks at its start.</summary>
static class SettingsGuide
{
    /// <summary>Settings that the Functions host reads itself, or that tell it where telemetry goes; the app never reads them.</summary>
    public static readonly IReadOnlyList<Setting> OfHost =
    [
        new("AzureWebJobsStorage__accountName", "the account in which the host keeps its leases, keys and timer schedules; it holds no "
            + "agency's data"),
        new("AzureWebJobsStorage__credential", "managedidentity"),
        new("AzureWebJobsStorage__clientId", "client id of the identity that reaches that account"),
        new("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "the identity that sends the host's telemetry"),
        new("OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", "client id of the identity that the app registration of the pages trusts; App "
            + "Service reads it to sign people in without a secret") { Default = "not set: no one signs in" },
    ];

    /// <summary>Environment variables that <c>./pipeline</c> reads on a person's machine.</summary>
    static readonly IReadOnlyList<Setting> s_ofCommands =
    [
        new("Contact__Name, Contact__Email, Contact__Telephone",
            "as above: ingest and check put them on receipts, feeds --export in packs"),
        new("DataStorage", "connection string that query, late, report and handover use with --account, where it names the same account")
            { IsSecret = true },
        new("ServiceBus, ServiceBus__fullyQualifiedNamespace", "as above: ./pipeline alerts reads that topic, and doctor checks its "
            + "subscriptions")
        { IsSecret = true },
        new("FRONT_DOOR_APP_KEY", "function key of a deployed app, for alerts ack and close with --app") { IsSecret = true },
        new("COLUMNS", "width of the output in columns, 40 or more") { Default = "that of the terminal; 80 in a pipe" },
        new("NO_COLOR", "any value: no colours"),
        new("NUGET_PACKAGES", "the folder in which NuGet keeps packages"),
    ];

    public static string Page()
    {
        var text = new StringBuilder();
        text.Append("# Settings\n\nThis page is written from the list that the app checks at its start. The app does not start while a "
            + "setting is missing or wrong. It names each one, and never logs a value. `infra/app.bicep` sets them, and a test compares "
            + "the two. [deployment.md](deployment.md) says which parameters fill them.\n\nA double underscore separates a section from "
            + "its key. In a configuration file it is a colon.\n");
        Table("Read by the app", Settings.All);
        Table("Read by the Functions host", OfHost);
        Table("Read by `./pipeline` on your machine", s_ofCommands);
        return text.ToString();

        void Table(string title, IEnumerable<Setting> settings)
        {
            text.Append($"\n## {title}\n\n| setting | what to put there | default | secret |\n| --- | --- | --- | --- |\n");
            foreach (var setting in settings)
                text.Append($"| {string.Join(", ", setting.Name.Split(", ").Select(name => $"`{name}`"))} | {Cell(setting.Meaning)} | "
                    + $"{(setting.Required ? "none: needed" : setting.Default ?? "not set")} | {(setting.IsSecret ? "yes" : "no")} |\n");
        }
    }

    static string Cell(string meaning) => meaning.Replace("<", "&lt;", StringComparison.Ordinal);
}
