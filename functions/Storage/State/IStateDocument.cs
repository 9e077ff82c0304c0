using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>A JSON document in the containers state and restricted. docs/state.md says what each is for.</summary>
public interface IStateDocument
{
    /// <summary>The schema that this version of the program writes, and the newest it reads; from 1.</summary>
    static virtual int Newest => 1;

    /// <summary>The JSON serialisation of the document.</summary>
    static virtual JsonSerializerContext Json => throw new NotSupportedException("A document of state names its JSON.");

    /// <summary>The schema this document was written in.</summary>
    int Schema { get; }
}
