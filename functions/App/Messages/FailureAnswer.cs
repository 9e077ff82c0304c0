namespace FrontDoor.App.Messages;

/// <summary>What a caller over HTTP gets when nothing could be done: a code of ours, never a message that could hold a person's
/// data.</summary>
sealed record FailureAnswer(string Error);
