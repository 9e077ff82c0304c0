namespace FrontDoor.Storage.State;

/// <summary>A state document that this version of the program cannot read: it is of a newer version, or has no schema.</summary>
public sealed class StateSchemaException : Exception
{
    /// <param name="path">With its container. State has no name of a file or a person in its paths.</param>
    public StateSchemaException(string path, int? found, int newest)
        : base($"{path} has {(found is { } schema ? $"schema {schema}" : "no schema")}. "
            + $"Expected: a schema from 1 to {newest}. {Next(found)} Nothing was changed.")
    {
    }

    static string Next(int? found) => found is null
        ? "State of the first build is not migrated: start with empty containers state and restricted, and deliver the files again."
        : "Run the edition that wrote it, or a newer one.";
}
