namespace FrontDoor.App.Hosting;

/// <summary>One app setting: its name, what to put there, and a check of its value.</summary>
/// <param name="Name">The name as an environment variable; a double underscore separates section and key.</param>
/// <param name="Wrong">What is wrong with a value, as the end of a sentence without the value; null if nothing is.</param>
sealed record Setting(string Name, string Meaning, Func<string, string?>? Wrong = null)
{
    /// <summary>Whether the app needs it to start.</summary>
    public bool Required { get; init; }

    /// <summary>Whether whoever knows the value can read data or act.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The default; null if there is none.</summary>
    public string? Default { get; init; }

    /// <summary>The name within <see cref="IConfiguration"/>.</summary>
    public string Key { get; } = Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);

    /// <summary>The value; null if it is absent or empty, as a template sets an unused one.</summary>
    public string? In(IConfiguration configuration) => configuration[Key]?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? Fault(IConfiguration configuration) => In(configuration) switch
    {
        null => Required ? Said("is missing") : null,
        var value => Wrong?.Invoke(value) is { } found ? Said(found) : null,
    };

    public string Said(string found) => $"The setting {Name} {found}; put there: {Meaning}.";
}
