namespace FrontDoor.App.Hosting;

/// <summary>One app setting: its name, what to put there, and what makes a value of it wrong.</summary>
/// <param name="Name">As an environment variable; a double underscore parts a section from its key.</param>
/// <param name="Wrong">What is wrong with a value, as the end of a sentence without the value; null: nothing.</param>
sealed record Setting(string Name, string Meaning, Func<string, string?>? Wrong = null)
{
    /// <summary>Whether the app stops without it.</summary>
    public bool Required { get; init; }

    /// <summary>What holds when it is absent; null where there is no default.</summary>
    public string? Default { get; init; }

    /// <summary>The name within <see cref="IConfiguration"/>.</summary>
    public string Key { get; } = Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    /// <summary>Null where it is absent; a template that has nothing to set sets an empty text.</summary>
    public string? In(IConfiguration configuration) => configuration[Key]?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Null where it is right.</summary>
    public string? Fault(IConfiguration configuration) => In(configuration) switch
    {
        null => Required ? Said("is missing") : null,
        var value => Wrong?.Invoke(value) is { } found ? Said(found) : null,
    };

    public string Said(string found) => $"The setting {Name} {found}; put there: {Meaning}.";
}
