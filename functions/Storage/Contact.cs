namespace FrontDoor.Storage;

/// <summary>Whom a partner asks about a receipt; what is null is not known.</summary>
public sealed record Contact
{
    /// <summary>The settings that say it, in the order of name, e-mail and telephone; a double underscore parts section from key.</summary>
    public static readonly IReadOnlyList<string> Settings = ["Contact__Name", "Contact__Email", "Contact__Telephone"];

    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Telephone { get; init; }

    /// <summary>What these settings say; null where they say nothing.</summary>
    public static Contact? Read(Func<string, string?> setting)
    {
        var said = Settings.Select(setting).Select(value => value?.Trim() is { Length: > 0 } text ? text : null).ToList();
        return said.TrueForAll(value => value is null) ? null : new() { Name = said[0], Email = said[1], Telephone = said[2] };
    }

    /// <summary>"Front door data team, data@council.example, 01234 567890".</summary>
    public override string ToString() => string.Join(", ", ((string?[])[Name, Email, Telephone]).OfType<string>());
}
