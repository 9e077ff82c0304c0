namespace FrontDoor.App;

/// <summary>A request that is not what the Functions host sends.</summary>
sealed class BadInvocation(int status, string code) : Exception($"{code} ({status})")
{
    public int Status { get; } = status;
    public string Code { get; } = code;
}
