namespace FrontDoor.Domain.Clocks;

/// <summary>The steps a notification takes on its way, so that hours lost at one are not blamed on another.</summary>
public enum Step : byte
{
    /// <summary>From the clock's start to its writing: the officer.</summary>
    Written,

    /// <summary>From there to its review and grading.</summary>
    Reviewed,

    /// <summary>From there to its sharing: the sender's hub.</summary>
    Sent,

    /// <summary>From there to first receipt: the transport.</summary>
    Arrived,
}
