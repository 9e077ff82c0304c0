using System.Security.Cryptography;
using System.Text;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;

namespace FrontDoor.Reporting.Publishing;

/// <summary>Makes the files of a folder for inspectors: figures, control charts, method, definitions, rules, and the list of files. The
/// same lake and request give the same bytes.</summary>
public sealed class EvidencePack(Report report, ReportFiles files)
{
    /// <param name="lake">As it was known at the moment that the evidence is of.</param>
    /// <param name="scratchRoot">Where a file may lie while it is made.</param>
    public async Task<IReadOnlyList<ReportFile>> Of(EvidenceRequest request, ReportLake lake, string scratchRoot, CancellationToken cancel)
    {
        var made = await files.Of(report.Evidence(request.From, request.To, lake,
            new(request.RulesVersion, RulesHash(request), [.. request.Rules.Select(rule => (rule.Name, rule.Sha256))], request.Receipts),
            cancel), scratchRoot, cancel);
        var manifest = new ReportManifest
        {
            Report = "evidence",
            From = request.From,
            To = request.To,
            AsOf = lake.Now,
            RulesVersion = request.RulesVersion,
            RulesSha256 = RulesHash(request),
            Files = [.. made.Select(ListedFile.Of).OrderBy(file => file.Name, StringComparer.Ordinal)],
        };
        return [.. made, new(ReportManifest.Name, manifest.ToJson())];
    }

    /// <summary>The hash of the list of rules, each a line as sha256sum writes it.</summary>
    static string RulesHash(EvidenceRequest request) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(request.Rules.Select(rule => $"{rule.Sha256}  {rule.Name}\n")))));
}
