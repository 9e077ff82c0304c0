using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Damages a file as transports, exports, people and attackers do. The same random numbers give the same damage.</summary>
sealed partial class Mutation(Random random)
{
    const int LongestFile = 4 << 20;

    /// <summary>Texts that mean something to some reader, as bytes written in Latin-1.</summary>
    static readonly string[] Tokens =
    [
        "\"", "\"\"", "\"\"\"", "'", ",", ";", "\t", "|", ",,,,", "\r", "\n", "\r\n", "\n\r", "\n\n", "\x85", "\xC2\x85", "\xE2\x80\xA8",
            "\0", "\0\0\0\0",
        "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", "\xC2\xA0", "\xA0", "\x96", "\xE2\x80\x93", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80",
            "\xF0\x9F\x98\x80", "\xFF", "\x1A", "\x1E", "\x1F", "\x0B", "\f",
        "=cmd|' /C calc'!A0", "@SUM(A1)", "4.3E+10", "1E+308", "99999999999999999999", "-1", "#REF!", "\\", "\\\"", "\\ud800", "\\u0000",
            "\\udc00\\ud800", "{", "}", "[", "]", ":", "{}", "[]", "null", "true",
        "&lt;", "&#0;", "&#xD800;", "&unknown;", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<![CDATA[", "]]>", "<!--", "-->", "<", ">", "</", "<a>",
            "</a>", "<a/>", "<?pi?>", " x='1'", "PK\x03\x04", "PK\x05\x06", "\x1F\x8B",
        "Total records: 7", "End of report", "Grand total", "*** END ***", "PPN Reference", "sep=;", "ZZ99 3VZ", "24:00", "T", "Z",
            "+01:00",
    ];

    static readonly string[] Times =
    [
        "31/02/2019 10:00", "29/02/2019", "29/02/2020 23:59", "00/00/0000 00:00", "32/01/2019 10:00", "01/13/2019 10:00",
            "12/31/2018 23:00",
            "31/12/9999 23:59", "01/01/1900", "01/01/1970 00:00", "01/01/0001 00:00", "04/01/2019 24:00",
        "04/01/2019 24:01", "04/01/2019 25:61", "04/01/19 10:00", "04/01/69 10:00", "4/1/2019 9.30am", "04/01/2019", "2019-01-04T20:30:00Z",
            "2019-01-04T20:30:00+14:00", "2019-01-04T20:30:00-99:99", "2019-13-45T99:99:99", "31/03/2019 01:30",
        "27/10/2019 01:30", "43469.85", "43469", "-1", "60", "2958466", "1E+308", "0", "04-Jan-2019", "2019-Jan-04 20:30:00", "20190104",
            "yesterday", "04/01/2019 20:30 or so", "?", "N/A", "04/01/02019 10:00", "1546633800", "'04/01/2019 20:30", "=TODAY()",
                "05/01/2019 06:59", "05/01/2019 07:01",
    ];

    [GeneratedRegex(@"\d{2}/\d{2}/\d{4}(?: \d{2}:\d{2})?|\d{4}-\d{2}-\d{2}(?:[T ][0-9:.]+Z?)?")]
    static partial Regex AnyTime { get; }

    /// <summary>What was done, to tell of a failure.</summary>
    public List<string> Done { get; } = [];

    public byte[] Of(byte[] file)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            file = Once(file);
            if (file.Length > LongestFile) file = file[..LongestFile];
        }
        return file;
    }

    byte[] Once(byte[] file)
    {
        if (file.AsSpan().StartsWith("PK"u8) && random.Next(4) > 0 && Repacked(file) is { } packed) return packed;
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) && random.Next(4) > 0) return Regzipped(file);
        return random.Next(10) < 6 ? Bytes(file) : Text(file);
    }

    byte[] Bytes(byte[] file)
    {
        var (at, length) = (random.Next(file.Length + 1), random.Next(1, 1 + (int)Math.Pow(2, random.Next(12))));
        var end = Math.Min(file.Length, at + length);
        var kind = random.Next(10);
        Done.Add($"bytes {kind} at {at}, {length}");
        switch (kind)
        {
            case 0: // a bit
                if (at < file.Length) file = With(file, at, (byte)(file[at] ^ (1 << random.Next(8))));
                return file;
            case 1:
                return at < file.Length ? With(file, at, (byte)random.Next(256)) : file;
            case 2: // removed
                return [.. file[..at], .. file[end..]];
            case 3: // sent twice
                return [.. file[..end], .. file[at..]];
            case 4: // cut off
                return file[..at];
            case 5: // the beginning lost
                return file[at..];
            case 6:
                var noise = new byte[length];
                random.NextBytes(noise);
                return [.. file[..at], .. noise, .. file[at..]];
            case 7: // holes, as of a file still being written
                return [.. file[..at], .. new byte[end - at], .. file[end..]];
            default:
                return [.. file[..at], .. Token(), .. file[at..]];
        }
    }

    byte[] Text(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var kind = random.Next(14);
        Done.Add($"text {kind}");
        return kind switch
        {
            0 => Encoding.Latin1.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace("\n", One("\r", "\n", "\r\n", "\n\n", "\x85", "\xC2\x85", "\r\r\n", ""), StringComparison.Ordinal)),
            1 or 2 or 3 => Encoding.Latin1.GetBytes(OtherTimes(text)),
            4 => Encoded(file),
            5 => [.. file[..(file.Length / 2)], .. Encoded(file[(file.Length / 2)..])],
            6 or 7 => Lines(text),
            8 => Encoding.Latin1.GetBytes(
                text.Replace(One(",", "\"", "\n", ":", "<", "/", " ", "0"), One(Tokens), StringComparison.Ordinal)),
            9 => Inserted(file, Repeated(One("[", "{\"a\":", "<a>", "[{\"a\":[", "(", "\"", "<a b='c'>"), random.Next(1, 20_000))),
            10 => Inserted(file, Repeated(One(",", ";", "a,", "\"a\":1,", " a='1'", "\n", "\"\n", "\"\",", "<a/>"),
                random.Next(1, 20_000))),
            11 => Inserted(file, Repeated(
                One("x", "\xC3\xA9", " ", "\0", "\"\"", "9"), random.Next(20) == 0 ? random.Next(3 << 20) : random.Next(1 << 16))),
            12 => Inserted(file, Repeated(One(Tokens), random.Next(1, 500))),
            _ => [.. file, .. file],
        };
    }

    byte[] Lines(string text)
    {
        var lines = text.Split('\n').ToList();
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(8))
        {
            case 0:
                lines.Insert(one, lines[other]);
                break;
            case 1:
                lines.RemoveAt(one);
                break;
            case 2:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
            case 3:
                lines.Insert(one, One("", " ", ",,,,,,", "\"", "\0", "Total,,,", "a,b"));
                break;
            case 4:
                lines[one] = Inside(lines[one], One("\"", ",", ",\"", "\",", "\r", "\n"));
                break;
            case 5: // an open quote in every line
                lines = [.. lines.Select(line => Inside(line, "\""))];
                break;
            case 6:
                lines = [.. Enumerable.Repeat(lines, random.Next(2, 30)).SelectMany(each => each)];
                break;
            default:
                lines.Insert(one, lines[0]); // the header again
                break;
        }
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    string OtherTimes(string text)
    {
        var share = random.Next(1, 8);
        return AnyTime.Replace(text, found => random.Next(8) < share ? One(Times) : found.Value);
    }

    byte[] Encoded(byte[] utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        Encoding to = random.Next(5) switch
        {
            0 => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            1 => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            2 => Encoding.Latin1,
            3 => new UTF32Encoding(bigEndian: false, byteOrderMark: true),
            _ => new UTF8Encoding(true),
        };
        return [.. random.Next(3) == 0 ? [] : to.GetPreamble(), .. to.GetBytes(text)];
    }

    /// <summary>The archive packed again, with one of its files damaged, doubled, renamed or swollen.</summary>
    byte[]? Repacked(byte[] file)
    {
        List<(string Name, byte[] Bytes)> files = [];
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file));
            foreach (var entry in zip.Entries)
            {
                if (entry.Length > LongestFile) return null;
                using var stream = entry.Open();
                var bytes = new byte[entry.Length];
                stream.ReadExactly(bytes);
                files.Add((entry.FullName, bytes));
            }
        }
        // damaged before
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException or IOException)
        {
            return null;
        }
        if (files.Count == 0) return null;
        var at = random.Next(files.Count);
        var kind = random.Next(12);
        Done.Add($"packed {kind} in {at}");
        if (kind < 7) files[at] = (files[at].Name, Once(files[at].Bytes));
        else if (kind == 7) files.Add(files[at]);
        else if (kind == 8) files[at] =
            (One("../../etc/a.csv", "C:\\a.csv", "/a.csv", "a.csv\0.exe", "a.zip", new string('n', 5000), "xl/workbook.xml", "mimetype"),
            files[at].Bytes);
        else if (kind == 9) files.Add(("nested.zip", file));
        else if (kind == 10) files.AddRange(Enumerable.Range(0, random.Next(3000)).Select(i => ($"{i}.csv", Array.Empty<byte>())));
        else files[at] = (files[at].Name, [.. files[at].Bytes, .. new byte[random.Next(LongestFile)]]);
        return GoodFile.Zip(files);
    }

    byte[] Regzipped(byte[] file)
    {
        var kind = random.Next(6);
        Done.Add($"gzip {kind}");
        try
        {
            using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return kind switch
            {
                < 3 => GoodFile.Gzip(Once(plain.ToArray())),
                3 => [.. file, .. file], // members one after another are one text
                4 => GoodFile.Gzip(file),
                _ => GoodFile.Gzip([.. plain.ToArray(), .. new byte[random.Next(LongestFile)]]),
            };
        }
        catch (InvalidDataException) // damaged before
        {
            return Bytes(file);
        }
    }

    byte[] Token() => Encoding.Latin1.GetBytes(One(Tokens));

    byte[] Inserted(byte[] file, string text)
    {
        var at = random.Next(file.Length + 1);
        return [.. file[..at], .. Encoding.Latin1.GetBytes(text), .. file[at..]];
    }

    string Inside(string line, string text) => line.Insert(random.Next(line.Length + 1), text);

    string One(params string[] of) => of[random.Next(of.Length)];

    static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    static byte[] With(byte[] file, int at, byte value)
    {
        byte[] changed = [.. file];
        changed[at] = value;
        return changed;
    }
}
