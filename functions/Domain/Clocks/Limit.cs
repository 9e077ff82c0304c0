namespace FrontDoor.Domain.Clocks;

/// <summary>How long a sender has: a number and what it counts.</summary>
public sealed record Limit(int N, TimeUnit Unit)
{
    /// <summary>The lake's limit_text: "24 h", "1 working day".</summary>
    public string Text => field ??= Before is null ? Length : $"{Length} before {Before}";

    /// <summary>The words for the moment it ends before; null: it counts from the start.</summary>
    public string? Before { get; init; }

    /// <summary>The text once more, for what is written in bytes.</summary>
    internal ReadOnlySpan<byte> Utf8 => utf8 ??= System.Text.Encoding.ASCII.GetBytes(Text);

    byte[]? utf8;

    string Length => $"{N} {(N == 1 ? TimeUnits.Of(Unit).One : TimeUnits.Of(Unit).Many)}";

    // The text above is kept once made, and is no part of what makes two limits the same.
    public bool Equals(Limit? other) => other is not null && (N, Unit, Before) == (other.N, other.Unit, other.Before);

    public override int GetHashCode() => HashCode.Combine(N, Unit, Before);
}

/// <summary>A degree of lateness: reached at this many hours, for this risk or for any.</summary>
public sealed record Band(Severity Severity, int Hours, RiskGrade? Risk = null);
