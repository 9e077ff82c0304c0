namespace FrontDoor.Formats.Rows;

/// <summary>What a record below the header is.</summary>
public enum RecordKind
{
    Row,
    /// <summary>Empty, or separators alone: counted, and nothing else.</summary>
    Blank,
    /// <summary>Could not be split into the header's columns.</summary>
    Unsplit,
    /// <summary>A total, a signature, an end mark, a header again: not a row, listed on the receipt.</summary>
    Footer,
}
