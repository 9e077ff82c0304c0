using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace FrontDoor.Tests;

/// <summary>What was asked of files of these names and bytes before: the same files have the same answer, and to open an engine costs more
/// than to read them.</summary>
static class KnownAnswers
{
    static readonly ConcurrentDictionary<(string Files, string Sql), List<string>> s_known = new();

    /// <param name="ask">Answers statements, in their order, with an engine.</param>
    public static List<List<string>> Of(string folder, IReadOnlyList<string> statements,
        Func<IReadOnlyList<string>, List<List<string>>> ask)
    {
        var files = Fingerprint(folder);
        List<string> unknown = [.. statements.Where(sql => !s_known.ContainsKey((files, sql)))];
        if (unknown.Count > 0)
            foreach (var (sql, rows) in unknown.Zip(ask(unknown))) s_known[(files, sql)] = rows;
        return [.. statements.Select(sql => s_known[(files, sql)].ToList())];
    }

    static string Fingerprint(string folder)
    {
        if (!Directory.Exists(folder)) return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, path)}\0{content.Length}\0"));
            hash.AppendData(content);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
