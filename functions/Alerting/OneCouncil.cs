namespace FrontDoor.Alerting;

/// <summary>Finds the council of several rows, if they are all of one.</summary>
public sealed class OneCouncil
{
    bool _met;

    /// <summary>Null if there was no row, if the council of a row is not known, or if there are several.</summary>
    public string? Code { get; private set; }

    /// <param name="code">Null if it is not known.</param>
    public void Add(string? code) => (Code, _met) = (_met && code != Code ? null : code, true);
}
