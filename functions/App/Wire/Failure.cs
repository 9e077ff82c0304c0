namespace FrontDoor.App;

/// <summary>What is answered when nothing could be done: a code of ours, never a message that could hold a person's data.</summary>
sealed record Failure(string Error);
