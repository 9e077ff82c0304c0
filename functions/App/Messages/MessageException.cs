namespace FrontDoor.App.Messages;

/// <summary>A queue's message is not what its function takes. It is brought again, and set aside in the end.</summary>
sealed class MessageException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
