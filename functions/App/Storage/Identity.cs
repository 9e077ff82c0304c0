using Azure.Core;
using Azure.Identity;

namespace FrontDoor.App;

/// <summary>As whom the app reaches Azure.</summary>
static class Identity
{
    const string Managed = "managedidentity";

    public static TokenCredential Of(string? kind, string? clientId) => (kind, clientId) switch
    {
        (null, null) => new DefaultAzureCredential(),
        (_, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        (_, { } id) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)),
    };

    public static string? Kind(SettingsReader read, string name)
    {
        var kind = read.Text(name);
        if (kind is not (null or Managed)) read.Fault(name, "is not managedidentity");
        return kind;
    }
}
