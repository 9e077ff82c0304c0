namespace FrontDoor.Stages;

/// <summary>Tells JSON that was written as one JSON string, as systems do that turn their text into JSON twice, from a CSV that begins with a quoted name.</summary>
static class JsonInText
{
    /// <summary>What its sender is told.</summary>
    public const string Fault = "JSON within a text: the list of objects was turned into a JSON string, and stands in quotes with backslashes";

    /// <summary>Behind the quote an object or a list begins, and a quote in it has a backslash, which no CSV writes.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'"', ..]) return false;
        var rest = text[1..];
        var brackets = 0;
        while (!rest.IsEmpty)
        {
            if (rest[0] is (byte)'[' or (byte)'{') brackets++;
            else if (rest.StartsWith("\\n"u8) || rest.StartsWith("\\r"u8) || rest.StartsWith("\\t"u8)) rest = rest[1..];
            else if (rest[0] != ' ') break;
            rest = rest[1..];
        }
        return brackets > 0 && (rest.StartsWith("\\\""u8) || rest.StartsWith("\\u0022"u8) || rest.StartsWith("\\\\\\\""u8) || rest.StartsWith("]\""u8));
    }
}
