namespace FrontDoor.Domain.Feeds;

/// <summary>A file format that a contract can name, as the readers of files declare it.</summary>
/// <param name="Words">What a person calls it.</param>
public sealed record ContractFormat(string Name, string Words);
