using System.Text.Json;

namespace FrontDoor.Formats.Json;

/// <summary>The tokens of a JSON text in UTF-8, one after another, with where each lies in the file. Memory holds a block, never the
/// text.</summary>
/// <remarks>Strict as the standard (RFC 8259) is: no comments, no comma after the last, one value.</remarks>
sealed class JsonTokens : IDisposable
{
    public const int DeepestNesting = 64;

    /// <summary>A single text of more bytes than this is no field of a referral.</summary>
    public const int LongestToken = 16 << 20;

    static readonly JsonReaderOptions Strict = new() { MaxDepth = DeepestNesting };

    readonly FileStream _file;
    readonly CancellationToken _cancel;
    byte[] _buffer = new byte[1 << 16];
    int _from;
    int _to;
    long _base;
    bool _ended;
    int _value;
    int _length;
    bool _escaped;
    JsonReaderState _state = new(Strict);

    public JsonTokens(string path, CancellationToken cancel)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        _cancel = cancel;
        Fill();
        if (_buffer.AsSpan(0, _to).StartsWith("\uFEFF"u8)) _from = 3;
    }

    public JsonTokenType Type { get; private set; }

    /// <summary>Byte offset of the token's first byte.</summary>
    public long Start { get; private set; }

    /// <summary>Byte offset after the token.</summary>
    public long End { get; private set; }

    /// <summary>The next token; false after the last.</summary>
    /// <exception cref="JsonFaultException">The text is not JSON here.</exception>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_from, _to - _from), _ended, _state);
            bool isRead;
            try
            {
                isRead = reader.Read();
            }
            catch (JsonException error)
            {
                var isCutOff = _ended && IsBegun();
                throw new JsonFaultException(isCutOff ? "cut off: the file ends before its JSON is closed"
                    : WhatIsWrong(_from + (int)reader.BytesConsumed, reader.CurrentDepth), (error.LineNumber ?? 0)
                    + 1, (error.BytePositionInLine ?? 0) + 1)
                { IsCutOff = isCutOff };
            }
            if (isRead) Take(ref reader);
            (_state, _from) = (reader.CurrentState, _from + (int)reader.BytesConsumed);
            if (isRead) return true;
            if (_ended) return false;
            Fill();
        }
    }

    /// <summary>The token as text: a string without its escapes, anything else as it is written.</summary>
    public string Text() => JsonText.Of(_buffer.AsSpan(_value, _length), _escaped);

    /// <summary>Goes to the end of the object or list whose start was read.</summary>
    public void Skip()
    {
        for (var open = 1; open > 0 && Read();)
            open += Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray =>
                1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0
            };
    }

    /// <summary>A fault at the current token.</summary>
    public JsonFaultException Fault(string what) => Fault(what, Start);

    public void Dispose() => _file.Dispose();

    /// <param name="at">Behind the last token that was one.</param>
    string WhatIsWrong(int at, int depth)
    {
        var rest = _buffer.AsSpan(at.._to).TrimStart(" \t\r\n"u8);
        if (depth == 0 && Type is JsonTokenType.EndArray or JsonTokenType.EndObject)
            return "not JSON: something follows the end of the first list or object; put all records into one list";
        if (depth == 0 && Type == JsonTokenType.None && rest is not [(byte)'[' or (byte)'{', ..])
            return "not JSON: something stands before the list, a comment or a piece of a program";
        var behind = rest.TrimStart(" \t\r\n,:"u8);
        // as Python prints what it holds
        if (behind is [(byte)'\'', ..]) return "not JSON: names and texts stand in single quotes, where JSON has double quotes";
        if (behind is [(byte)']' or (byte)'}', ..]
            && (rest is [(byte)',', ..] || _buffer.AsSpan(..at).TrimEnd(" \t\r\n"u8) is [.., (byte)',']))
            return "not JSON: a comma stands behind the last value";
        if (behind.StartsWith("NaN"u8) || behind.StartsWith("Infinity"u8) || behind.StartsWith("-Infinity"u8))
            return "not JSON: NaN and Infinity are no values of it; write null";
        return behind.StartsWith("//"u8) || behind.StartsWith("/*"u8) ? "not JSON: it has comments" : "not JSON";
    }

    /// <summary>What is left is JSON as far as it goes.</summary>
    bool IsBegun()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_from, _to - _from), isFinalBlock: false, _state);
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    void Take(ref Utf8JsonReader reader)
    {
        Type = reader.TokenType;
        (Start, End) = (_base + _from + reader.TokenStartIndex, _base + _from + reader.BytesConsumed);
        var quoted = Type is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
        (_value, _length, _escaped) = (_from + (int)reader.TokenStartIndex + quoted, reader.ValueSpan.Length, reader.ValueIsEscaped);
    }

    void Fill()
    {
        _cancel.ThrowIfCancellationRequested();
        if (_to - _from >= LongestToken) throw Fault($"a single value of more than {LongestToken >> 20} MB", _base + _from);
        if (_from == 0 && _to == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        else
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_base, _from, _to) = (_base + _from, 0, _to - _from);
        }
        var read = _file.Read(_buffer, _to, _buffer.Length - _to);
        (_to, _ended) = (_to + read, read == 0);
    }

    // Only a refusal asks which line it is, so lines are counted then.
    JsonFaultException Fault(string what, long at)
    {
        using var file = new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var (line, start) = (1L, 0L);
        for (var counted = 0L; counted < at;)
            if (file.ReadByte() is var next && ++counted > 0 && next == '\n') (line, start) = (line + 1, counted);
        return new JsonFaultException(what, line, at - start + 1);
    }
}
