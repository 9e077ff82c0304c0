using System.Text;

namespace FrontDoor.Ingestion.Tests;

/// <summary>One kind of real mess: a file that has it, what becomes of the file, and the words for it in docs/mess.md.</summary>
sealed record Mess(string Group, string Kind, string Outcome)
{
    public required byte[] File { get; init; }
    public required int Accepted { get; init; }
    public int Rejected { get; init; }
    public int Blank { get; init; }
    public string? Refusal { get; init; }

    /// <summary>Every row of rejects but absent columns, as code@line, by line and code.</summary>
    public string Codes { get; init; } = "";

    /// <summary>What the receipt says in so many words.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>A question to restricted/identities or the lake, and its answer.</summary>
    public (string Sql, string Answer)? Ask { get; init; }

    public override string ToString() => $"{Group}: {Kind}";

    public static byte[] Bytes(params IEnumerable<object> pieces) =>
        [.. pieces.SelectMany(piece => piece as byte[] ?? Encoding.UTF8.GetBytes((string)piece))];
}
