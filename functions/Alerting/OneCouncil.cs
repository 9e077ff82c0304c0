namespace FrontDoor.Alerting;

/// <summary>The council that all of several rows are of, if there is one.</summary>
public sealed class OneCouncil
{
    bool _met;

    /// <summary>Null: no row was met, of one it is not known, or there are several.</summary>
    public string? Code { get; private set; }

    /// <param name="code">Null where it is not known.</param>
    public void Add(string? code) => (Code, _met) = (_met && code != Code ? null : code, true);
}
