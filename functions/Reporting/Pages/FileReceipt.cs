namespace FrontDoor.Reporting.Pages;

/// <summary>When a file was received, to the millisecond, and the hash of its bytes where it is known. Never its name.</summary>
public sealed record FileReceipt(DateTimeOffset ReceivedAt, string? Sha256);
