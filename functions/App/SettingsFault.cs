namespace FrontDoor.App;

/// <summary>Settings that are missing or wrong, each by name with what to put there; never with the value found.</summary>
sealed class SettingsFault(IReadOnlyList<string> faults)
    : Exception("The app cannot start: " + string.Join(" ", faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
