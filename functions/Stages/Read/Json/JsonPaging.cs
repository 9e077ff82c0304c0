using System.Globalization;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What stands beside a list of records and says that the list is not all there is: a next page, or how many records there are.</summary>
static class JsonPaging
{
    static readonly HashSet<string> NextPage =
        ["next", "nextlink", "nexturl", "nexturi", "nextpage", "nextpagelink", "nextpageurl", "nexthref", "odatanextlink", "nextpagetoken", "nexttoken", "nextcursor", "continuationtoken", "nextrecordsurl"];

    static readonly HashSet<string> HasMore = ["hasmore", "hasnext", "hasnextpage", "more", "moreresults", "morerecords", "moreavailable", "exceededtransferlimit", "istruncated"];

    static readonly HashSet<string> Total = ["total", "totalcount", "totalrecords", "totalresults", "totalitems", "totalelements", "totalsize", "totalrows", "odatacount", "recordstotal", "numfound", "totalmatched", "numbermatched"];

    static readonly HashSet<string> Count = ["count", "recordcount", "rowcount", "numberofrecords", "noofrecords", "numberreturned"];

    static readonly HashSet<string> Pages = ["totalpages", "pagecount", "lastpage", "numberofpages", "pages"];

    static readonly HashSet<string> PageNumber = ["page", "pagenumber", "currentpage", "pageno", "number"];

    /// <summary>Names around these; a name around any other belongs to something else.</summary>
    static readonly HashSet<string> Around = ["", "meta", "metadata", "page", "paging", "pagination", "pageinfo", "links", "link", "cursor", "cursors", "info", "summary", "header", "response", "result", "results", "d", "data", "hits", "body", "envelope"];

    /// <summary>The file is a page of several, or has another number of records than it says; null where it says neither.</summary>
    /// <param name="beside">What stands beside the list, by its path.</param>
    public static FileDefect? Tell(IReadOnlyDictionary<string, string> beside, int records)
    {
        var isNext = beside.Any(one => Is(one.Key, NextPage) && IsSomething(one.Value)) || beside.Any(one => Is(one.Key, HasMore) && one.Value is "true");
        int? Number(HashSet<string> names) => beside.Where(one => Is(one.Key, names)).Select(one => Whole(one.Value)).Where(number => number is not null).Max();
        var total = Number(Total);
        var isOneOfPages = Number(Pages) is { } pages && pages > 1 && Number(PageNumber) is not null;
        if (isNext || isOneOfPages || total > records)
        {
            var of = total > records ? $"{records} of {total} records" : records == 1 ? "1 record" : $"{records} records";
            return new FileDefect(Defects.FilePage, 0, null, string.Create(CultureInfo.InvariantCulture, $"{of}{(isNext ? ", and a next page is named" : isOneOfPages ? ", on one page of several" : "")}"));
        }
        return (total ?? Number(Count)) is { } stated && stated != records
            ? new FileDefect(Defects.CountMismatch, 0, null, string.Create(CultureInfo.InvariantCulture, $"the file says {stated}, {records} were read")) : null;
    }

    static bool Is(string path, HashSet<string> names)
    {
        var steps = path.Split('.');
        if (path.Contains("@odata.", StringComparison.OrdinalIgnoreCase)) steps = [.. steps[..^2], steps[^2] + steps[^1]];
        if (steps is [.., _, "href"]) steps = steps[..^1];
        return names.Contains(Spellings.Plain(steps[^1])) && Array.TrueForAll(steps[..^1], step => Around.Contains(Spellings.Plain(step)));
    }

    static bool IsSomething(string value) => value is not ("" or "null" or "false" or "0" or "\"\"");

    static int? Whole(string value) => int.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
