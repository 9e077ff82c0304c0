namespace FrontDoor.App;

/// <summary>One app setting: its name, what it means and what to put there.</summary>
/// <param name="Default">What holds when it is absent; null where there is no default.</param>
/// <param name="Required">Whether the app stops without it.</param>
public sealed record Setting(string Name, string Meaning, bool Required = false, string? Default = null);
