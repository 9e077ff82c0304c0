namespace FrontDoor.Formats.Csv;

/// <summary>The physical lines of a text. A line end at its very end begins no other.</summary>
ref struct PhysicalLines
{
    ReadOnlySpan<byte> _rest;

    public PhysicalLines(ReadOnlySpan<byte> text, bool skipsFirst)
    {
        _rest = text;
        if (skipsFirst) MoveNext();
    }

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly PhysicalLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        var end = _rest.IndexOfAny("\r\n"u8);
        Current = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + (_rest[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        return true;
    }
}
