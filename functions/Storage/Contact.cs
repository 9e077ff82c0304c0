namespace FrontDoor.Storage;

/// <summary>The contact on a receipt for a partner's questions. A part that is not known is null.</summary>
public sealed record Contact
{
    /// <summary>The settings that hold it: name, e-mail, telephone. A double underscore separates section and key.</summary>
    public static readonly IReadOnlyList<string> Settings = ["Contact__Name", "Contact__Email", "Contact__Telephone"];

    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Telephone { get; init; }

    /// <summary>The contact from these settings; null if all are empty.</summary>
    public static Contact? Read(Func<string, string?> setting)
    {
        var said = Settings.Select(setting).Select(value => value?.Trim() is { Length: > 0 } text ? text : null).ToList();
        return said.TrueForAll(value => value is null) ? null : new() { Name = said[0], Email = said[1], Telephone = said[2] };
    }

    /// <summary>For instance "Front door data team, data@council.example, 01234 567890".</summary>
    public override string ToString() => string.Join(", ", ((string?[])[Name, Email, Telephone]).OfType<string>());
}
