using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Xml;

namespace FrontDoor.Formats.Detection;

/// <summary>Recognises a file by its bytes, never by its name.</summary>
static class Sniff
{
    public static Sniffed Of(FileStart file)
    {
        if (file.Bytes.Length == 0) return Sniffed.Not(Defects.FileEmpty, null);
        foreach (var format in FileFormats.All.Reverse())
            if (format.OfBytes(file) is { } binary) return binary;
        if (NotTaken.OfBytes(file.Bytes) is { } refused) return refused;
        if (file.IsBinary) return Sniffed.Not(Defects.FileFormat, "a binary file");
        if (file.Text.IsEmpty && file.IsWhole) return Sniffed.Not(Defects.FileEmpty, null);
        if (WebPage.Mail(file.Text) is { } mail) return mail;
        if (OfText(file.Text, file) is { } text) return text;
        // A marking above JSON, XML or a web page is no part of it; above rows it is a title.
        var above = ByteOrderMark.Above(file.Text);
        return (above > 0 ? OfText(file.Text[above..], file) : null) ?? new(FileFormats.OtherText);
    }

    static Sniffed? OfText(ReadOnlySpan<byte> text, FileStart file)
    {
        foreach (var format in FileFormats.All.Reverse())
            if (format.OfText(text, file) is { } found) return found;
        return null;
    }
}
