namespace FrontDoor.App.Tests.Chaos;

/// <summary>How a request to storage goes wrong on its way.</summary>
public enum StorageFault
{
    /// <summary>It takes up to a second more.</summary>
    Slow,

    /// <summary>503 ServerBusy; nothing was done.</summary>
    Busy,

    /// <summary>500 InternalError; nothing was done.</summary>
    Error,

    /// <summary>500 InternalError; it was done all the same.</summary>
    ErrorThoughDone,

    /// <summary>The connection is cut before it gets there.</summary>
    NotSent,

    /// <summary>The connection is cut in the middle of its body.</summary>
    SentInPart,

    /// <summary>It was done, and the connection is cut before the answer.</summary>
    Unanswered,

    /// <summary>It was done, and the connection is cut in the middle of the answer.</summary>
    AnsweredInPart,

    /// <summary>It gets there twice, and the answer is that to the second: a conditional write is refused for itself.</summary>
    SentTwice,

    /// <summary>Just before a conditional write, another writes the same object, with the same content: 412.</summary>
    Overtaken,
}
