using System.Globalization;

namespace FrontDoor.App;

/// <summary>Reads settings by name and remembers every fault, so that one start tells all of them.</summary>
sealed class SettingsReader(Func<string, string?> environment)
{
    /// <summary>So a setting begins whose secret Azure could not fetch; it hands on the reference itself.</summary>
    const string Unresolved = "@Microsoft.KeyVault(";

    readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public void Fault(string name, string found) => _faults.Add($"The setting {name} {found}; put there: {Of(name).Meaning}.");

    public string? Text(string name)
    {
        var setting = Of(name);
        var value = environment(name)?.Trim();
        if (!string.IsNullOrEmpty(value)) return value;
        if (setting.Required) Fault(name, "is missing");
        return null;
    }

    public int Number(string name, int least, int most)
    {
        var text = Text(name) ?? Of(name).Default;
        if (text is null) return least;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(name, $"is not a whole number from {least} to {most}");
        return least;
    }

    public bool Flag(string name)
    {
        if (bool.TryParse(Text(name) ?? Of(name).Default, out var flag)) return flag;
        Fault(name, "is neither true nor false");
        return false;
    }

    public IReadOnlyList<string> List(string name) =>
        (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public byte[] Secret(string name, int atLeast)
    {
        if (Text(name) is not { } text) return [];
        if (text.StartsWith(Unresolved, StringComparison.OrdinalIgnoreCase))
        {
            Fault(name, "is a key vault reference that was not resolved (no such secret, or no right to read it yet when the settings were last applied)");
            return [];
        }
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) Fault(name, "is not base64");
        else if (length < atLeast) Fault(name, $"has {length} bytes and needs {atLeast}");
        return bytes[..length];
    }

    /// <summary>An address whose traffic cannot be overheard: https, or this machine itself.</summary>
    public Uri? Address(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            return address;
        Fault(name, "is not an https address");
        return null;
    }

    static Setting Of(string name) =>
        Settings.All.FirstOrDefault(setting => setting.Name == name)
        ?? throw new InvalidOperationException($"The code reads the setting {name}, which is not in Settings.All.");
}
