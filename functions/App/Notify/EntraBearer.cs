using Azure.Core;

namespace FrontDoor.App;

/// <summary>Authorization by the app's identity.</summary>
sealed class EntraBearer(TokenCredential identity) : ServiceBusAuthorization
{
    static readonly string[] Scopes = ["https://servicebus.azure.net/.default"];

    /// <summary>The identity keeps its token itself until it is nearly over; asking for claims is what makes it fetch another.</summary>
    protected override async ValueTask<string> Header(bool fresh, CancellationToken cancel)
    {
        var wanted = new TokenRequestContext(Scopes, claims: fresh ? "{}" : null);
        return "Bearer " + (await identity.GetTokenAsync(wanted, cancel)).Token;
    }
}
