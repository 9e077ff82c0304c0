using System.Text;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Json;

/// <summary>Reads the bytes of one piece of a JSON file at a time, no more than a record may have.</summary>
sealed class JsonPieceReader(string path) : IDisposable
{
    /// <summary>A record, or a FHIR resource, of more bytes is not read: a photograph, not a referral.</summary>
    public const int LongestPiece = 16 << 20;

    readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    byte[] _bytes = new byte[1 << 14];

    /// <summary>Its bytes, good until the next call; empty for a piece that is too long.</summary>
    public ReadOnlySpan<byte> Read(JsonPiece piece) => Memory(piece).Span;

    public ReadOnlyMemory<byte> Memory(JsonPiece piece)
    {
        if (piece.Length > LongestPiece) return default;
        var length = (int)piece.Length;
        if (_bytes.Length < length) _bytes = new byte[Math.Max(length, _bytes.Length * 2)];
        var read = RandomAccess.Read(_file.SafeFileHandle, _bytes.AsSpan(0, length), piece.Start);
        return read == length ? _bytes.AsMemory(0, length) : throw new EndOfStreamException("A text of ours is shorter than it was.");
    }

    /// <summary>How the piece begins, for the partner's reject file and quarantine.</summary>
    public string Original(JsonPiece piece)
    {
        var start = new byte[Math.Min(piece.Length, TranscriptWriter.OriginalAtMost)];
        return Encoding.UTF8.GetString(start, 0, RandomAccess.Read(_file.SafeFileHandle, start, piece.Start));
    }

    public void Dispose() => _file.Dispose();
}
