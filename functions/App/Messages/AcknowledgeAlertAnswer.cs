namespace FrontDoor.App.Messages;

/// <summary>How an alert stands after it was attended to. Never the reason.</summary>
/// <param name="State">acknowledged, closed, or resolved where what it told of had ended by itself.</param>
/// <param name="Changed">False: it was so before, and nothing was changed.</param>
/// <param name="By">Who acknowledged or closed it, in their own word; absent where nobody did.</param>
/// <param name="AfterHours">From when it was raised; absent where nobody did.</param>
sealed record AcknowledgeAlertAnswer(string NoticeId, string State, bool Changed, string? By, DateTimeOffset? At, double? AfterHours,
    double? AfterWorkingHours);

/// <summary>What was wrong with the request: what was found, what was expected, what to do next. Never a value of the body.</summary>
sealed record AcknowledgeAlertFault(string Error, string Found, string Expected, string Next);
