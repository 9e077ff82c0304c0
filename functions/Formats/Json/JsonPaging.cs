using System.Globalization;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Json;

/// <summary>What stands beside a list of records and says that the list is not all there is: a next page, or how many records there
/// are.</summary>
static class JsonPaging
{
    static readonly HashSet<string> NextPage =
        ["next", "nextlink", "nexturl", "nexturi", "nextpage", "nextpagelink", "nextpageurl", "nexthref", "odatanextlink", "nextpagetoken",
        "nexttoken", "nextcursor", "continuationtoken", "nextrecordsurl", "lastevaluatedkey"];

    static readonly HashSet<string> HasMore = ["hasmore", "hasnext", "hasnextpage", "more", "moreresults", "morerecords", "moreavailable",
        "exceededtransferlimit", "istruncated"];

    /// <summary>False where there is more.</summary>
    static readonly HashSet<string> IsLast = ["last", "islast", "lastpage", "islastpage", "done", "complete", "iscomplete"];

    /// <summary>Something, or more than nought, on any page but the first.</summary>
    static readonly HashSet<string> Before = ["previous", "prev", "previouspage", "prevpage", "previouslink", "prevlink", "previousurl",
        "offset", "skip"];

    static readonly HashSet<string> Total = ["total", "totalcount", "totalrecords", "totalresults", "totalitems", "totalelements",
        "totalsize", "totalrows", "odatacount", "recordstotal", "numfound", "totalmatched", "numbermatched"];

    static readonly HashSet<string> Count = ["count", "recordcount", "rowcount", "numberofrecords", "noofrecords", "numberreturned"];

    static readonly HashSet<string> Pages = ["totalpages", "pagecount", "lastpage", "numberofpages", "pages"];

    static readonly HashSet<string> PageNumber = ["page", "pagenumber", "currentpage", "pageno", "number"];

    /// <summary>Names around these; a name around any other belongs to something else.</summary>
    static readonly HashSet<string> Around = ["", "meta", "metadata", "page", "paging", "pagination", "pageinfo", "links", "link", "cursor",
        "cursors", "info", "summary", "header", "response", "result", "results", "d", "data", "hits", "body", "envelope"];

    /// <summary>The file is a page of several, or has another number of records than it says; null where it says neither.</summary>
    /// <param name="beside">What stands beside the list, by its path.</param>
    /// <param name="list">The path of the list; null where there is none.</param>
    public static FileDefect? Tell(IReadOnlyDictionary<string, string> beside, string? list, int records)
    {
        bool Is(string path, HashSet<string> names) => IsOf(path, names, list);
        var isNext = beside.Any(
            one => Is(one.Key, NextPage) && IsSomething(one.Value) || Is(one.Key, HasMore) && one.Value is "true"
                || Is(one.Key, IsLast) && one.Value is "false");
        var isLater = beside.Any(one => Is(one.Key, Before) && IsSomething(one.Value));
        int? Number(HashSet<string> names) =>
            beside.Where(one => Is(one.Key, names)).Select(one => Whole(one.Value)).Where(number => number is not null).Max();
        var total = Number(Total);
        var isOneOfPages = Number(Pages) is { } pages && pages > 1 && Number(PageNumber) is not null;
        if (isNext || isLater || isOneOfPages || total > records)
        {
            var of = total > records ? $"{records} of {total} records" : records == 1 ? "1 record" : $"{records} records";
            return new FileDefect(Defects.FilePage, 0, null,
                string.Create(CultureInfo.InvariantCulture,
                    $"{of}{(isNext ? ", and a next page is named" : isLater || isOneOfPages ? ", on one page of several" : "")}"));
        }
        return (total ?? Number(Count)) is { } stated && stated != records
            ? new FileDefect(Defects.CountMismatch, 0, null,
            string.Create(CultureInfo.InvariantCulture, $"the file says {stated}, {records} were read")) : null;
    }

    static bool IsOf(string path, HashSet<string> names, string? list)
    {
        var steps = path.Split('.');
        var odata = Array.FindIndex(steps, step => step.EndsWith("odata", StringComparison.OrdinalIgnoreCase));
        if (odata >= 0 && odata < steps.Length - 1) steps = [.. steps[..odata], steps[odata] + steps[odata + 1]];
        // as Elasticsearch and DynamoDB have it
        if (steps is [.., _, "href"] or [.., "total", "value"] or ["LastEvaluatedKey", _]) steps = steps[..^1];
        var name = steps[^1] == "__count" ? "odatacount" : Spellings.Plain(steps[^1]);
        if (!names.Contains(name)) return false;
        var around = string.Join('.', steps[..^1]);
        return list is not null && list.StartsWith(around + '.', StringComparison.Ordinal)
            || Array.TrueForAll(steps[..^1], step => Around.Contains(Spellings.Plain(step)));
    }

    static bool IsSomething(string value) => value is not ("" or "null" or "false" or "0" or "\"\"");

    static int? Whole(string value) =>
        int.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
