namespace FrontDoor.Reporting.Publishing;

/// <summary>A file of a report.</summary>
public sealed record ReportFile(string Name, byte[] Bytes);
