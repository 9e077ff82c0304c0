using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>A JSON document in the containers state and restricted. docs/state.md says what each is for.</summary>
public interface IStateDocument
{
    /// <summary>The schema that this edition writes, and the newest that it reads; from 1.</summary>
    static virtual int Newest => 1;

    /// <summary>How the document is written as JSON.</summary>
    static virtual JsonSerializerContext Json => throw new NotSupportedException("A document of state names its JSON.");

    /// <summary>The schema this document was written in.</summary>
    int Schema { get; }
}
