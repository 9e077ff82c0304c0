namespace FrontDoor.Formats.Csv;

/// <summary>Where a record starts: its first byte, and the 1-based physical line that is on.</summary>
public readonly record struct RecordPlace(long Offset, int Line)
{
    public static RecordPlace First => new(0, 1);
}
