using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Alerts;

namespace FrontDoor.App.Tests;

/// <summary>A notice to change with <c>with</c>.</summary>
static class Given
{
    public static Notice Notice(string id = "0123456789abcdef0123456789abcdef") => new()
    {
        NoticeId = id,
        Kind = AlertKind.Late,
        Agency = "police",
        Feed = "domestic-abuse",
        Sender = "northshire-police",
        Severity = Severity.Serious,
        SubjectKey = "aaaabbbbccccddddaaaabbbbccccdddd",
        RaisedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        WorstHours = 97.5,
        Count = 1,
        Text = "A notification came 97.5 hours after the incident; the limit is 24 – see the receipt.",
        FileId = "ffffeeeeddddccccffffeeeeddddcccc",
    };
}
