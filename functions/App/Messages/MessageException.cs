namespace FrontDoor.App.Messages;

/// <summary>A queue message that its function cannot read. It is delivered again, and set aside in the end.</summary>
sealed class MessageException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
