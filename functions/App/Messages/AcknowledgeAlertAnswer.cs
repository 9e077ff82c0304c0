namespace FrontDoor.App.Messages;

/// <summary>The state of an alert after it was acknowledged or closed. Never the reason.</summary>
/// <param name="State">acknowledged, closed, or resolved if it had ended by itself.</param>
/// <param name="Changed">False if it was so before, and nothing was changed.</param>
/// <param name="By">Who acknowledged or closed it, in their own words; absent if no one did.</param>
/// <param name="AfterHours">Hours since it was raised; absent if no one did.</param>
sealed record AcknowledgeAlertAnswer(string NoticeId, string State, bool Changed, string? By, DateTimeOffset? At, double? AfterHours,
    double? AfterWorkingHours);

/// <summary>What was wrong with a request: what was found, what was expected, what to do next. Never a value of the body.</summary>
sealed record AcknowledgeAlertFault(string Error, string Found, string Expected, string Next);
