using System.Text;
using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Assets;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Rendering;

namespace FrontDoor.Reporting.Serving;

/// <summary>Writes the pages as files that need no server: with their tables as CSV, and the records and files that they link to.</summary>
public sealed class PageFiles(Report report, PageRenderer renderer)
{
    /// <summary>Pages of one record or file, at most: a folder is to be read, not searched.</summary>
    const int LinkedAtMost = 500;

    static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Returns how many pages were written.</summary>
    /// <param name="filter">As-of and whether it is for publication.</param>
    public async Task<int> Write(ReportLake lake, Filter filter, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        foreach (var asset in Asset.All.Values) await File.WriteAllBytesAsync(Path.Combine(folder, "assets", asset.Name),
            asset.Bytes, cancel);
        PageName[] first = filter.ForPublication ? [PageName.Timeliness, PageName.Arrivals, PageName.Children, PageName.Definitions]
            : [PageName.Today, PageName.Timeliness, PageName.Arrivals, PageName.Children, PageName.Definitions];
        var senders = filter.ForPublication ? [] : lake.Rows("select distinct sender from files order by sender", cancel)
            .Select(row => row.Text("sender")).Where(report.Filters.Senders.Contains);
        List<PageModel> pages = [.. first.Select(page => new PageAddress(page, filter)).Concat(senders.Select(PageAddress.Partner))
            .Select(Of)];
        if (!filter.ForPublication)
            for (var at = 0; at < pages.Count && pages.Count < LinkedAtMost; at++)
                foreach (var address in Linked(pages[at])
                    .Except(pages.Select(page => page.Address with { Filter = Bare(page.Address.Filter) }))
                    .Take(LinkedAtMost - pages.Count).ToList())
                    pages.Add(Of(address));
        var links = new FileLinks([.. pages.Select(page => FileLinks.Name(page.Address))]);
        foreach (var page in pages)
        {
            var name = FileLinks.Name(page.Address);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.html"), await renderer.Page(page, links, Viewer.OnThisMachine),
                s_utf8, cancel);
            foreach (var table in page.Tables)
                await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-{table.Name}.csv"), table.Csv(), s_utf8, cancel);
        }
        return pages.Count;

        PageModel Of(PageAddress address) =>
            report.Of(address with
            {
                Filter = address.Filter with
                {
                    AsOf = filter.AsOf,
                    AsOfTyped = filter.AsOfTyped,
                    ForPublication = filter.ForPublication && address.Page.IsOfFigures()
                }
            }, lake, cancel);
    }

    static Filter Bare(Filter filter) => new() { Id = filter.Id, Sender = filter.Sender };

    static IEnumerable<PageAddress> Linked(PageModel page) =>
        page.Tables.SelectMany(table => table.Shown).SelectMany(row => row)
            .Concat(page.Sections.SelectMany(section => section.Facts).Select(fact => fact.Value))
        .Select(cell => cell.Link).OfType<PageAddress>()
        .Concat(page.Sections.SelectMany(section => section.Alerts).Select(alert => alert.RecordKey).OfType<string>()
            .Select(PageAddress.Record))
        .Where(address => address.Page is PageName.Record or PageName.File).Distinct();

    /// <summary>Links between files of one folder.</summary>
    sealed class FileLinks(HashSet<string> written) : ILinks
    {
        public bool IsServed => false;

        public string? To(PageAddress address) => !written.Contains(Name(address)) ? null
            : address.Filter.Csv is { } table ? $"{Name(address)}-{table}.csv" : $"{Name(address)}.html";

        public string Asset(string name) => $"assets/{name}";

        public static string Name(PageAddress address) => (address.Filter.Id
            ?? (address.Page == PageName.Partner ? address.Filter.Sender : null)) is { } of
            ? $"{address.Page.Slug()}-{of}" : address.Page.Slug();
    }
}
