namespace FrontDoor.Domain;

/// <summary>Every feed the pipeline knows, loaded strictly from the contracts beside it.</summary>
public sealed class Contracts
{
    /// <summary>The contracts that ship with the pipeline.</summary>
    public static Contracts Shipped() => throw new NotImplementedException();

    /// <summary>The contracts in a folder of JSON files: an unknown key, a missing one or a contradiction is an error naming file, line and key.</summary>
    public static Contracts Load(string folder) => throw new NotImplementedException();
}
