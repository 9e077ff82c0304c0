namespace FrontDoor.Stages;

/// <summary>A JSON document in the containers state and restricted. docs/state.md says what each is for.</summary>
public interface IStateDocument
{
    /// <summary>The schema that this edition writes, and the newest that it reads; from 1.</summary>
    static virtual int Newest => 1;

    /// <summary>The schema this document was written in.</summary>
    int Schema { get; }
}
