namespace FrontDoor.Domain.Feeds;

/// <summary>What a defect does: refuse the whole file, reject the row, or let it in with a warning.</summary>
public enum Tier : byte
{
    Warning,
    Row,
    File,
}

/// <summary>A kind of defect: its published code, what it does unless a contract says otherwise, what the sender should do about it, and an
/// invented example.</summary>
public sealed record Defect(string Code, Tier Tier, string Meaning, string Advice, string Example)
{
    /// <summary>The code in UTF-8.</summary>
    public byte[] CodeText { get; } = System.Text.Encoding.UTF8.GetBytes(Code);

    /// <summary>The advice in UTF-8.</summary>
    public byte[] AdviceText { get; } = System.Text.Encoding.UTF8.GetBytes(Advice);

    public override string ToString() => Code;
}
