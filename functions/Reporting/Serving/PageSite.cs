using System.Text;
using FrontDoor.Alerting;
using FrontDoor.Reporting.Access;
using FrontDoor.Reporting.Assets;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Rendering;
using Microsoft.AspNetCore.Http;

namespace FrontDoor.Reporting.Serving;

/// <summary>Answers every request for a page: who asks, whether they may, what is narrowed to, and the page or why there is none.</summary>
/// <param name="acknowledge">Does something about an alert and puts it into the lake.</param>
public sealed class PageSite(Report report, PageRenderer renderer, Gate gate, ILakes lakes, Acknowledge acknowledge)
{
    const string AcknowledgePath = "acknowledge", AssetsPath = "assets/";
    const int LongestRole = 100, LongestReason = 4000, IdLength = 32;

    static readonly ServedLinks s_links = new();

    /// <param name="path">Below the address of the pages, without a slash before it.</param>
    public async Task<PageAnswer> Answer(HttpRequest request, string path, CancellationToken cancel)
    {
        if (path.StartsWith(AssetsPath, StringComparison.Ordinal)) return await OfAsset(path[AssetsPath.Length..]);
        if (gate.Admit(request) is not { } viewer)
            return await Refused(StatusCodes.Status403Forbidden, "You may not see this",
                "These pages are for people whom the council gave a role. Sign in, or ask for one.", null);
        if (HttpMethods.IsPost(request.Method)) return path == AcknowledgePath ? await Acknowledged(request, viewer, cancel)
            : await NoPage(viewer);
        if (path.Length == 0) return PageAnswer.SeeOther((request.Path.Value!.EndsWith('/') ? "" : "pages/") + s_links.To(viewer.Home));
        if (PageNames.Find(path) is not { } page) return await NoPage(viewer);
        try
        {
            var address = new PageAddress(page, report.Filters.Read(page, request.Query.SelectMany(pair =>
                pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))));
            var model = await lakes.Ask(address.Filter.AsOf, lake =>
                viewer.MaySee(address, () => Report.SenderOfFile(address.Filter, lake, cancel)) ? report.Of(address, lake, cancel)
                    : null, cancel);
            return model is null
                ? await Refused(StatusCodes.Status403Forbidden, "You may not see this", "Your role does not include this page.", viewer)
                : address.Filter.Csv is { } csv ? await OfTable(model, csv, viewer)
                : PageAnswer.Html(StatusCodes.Status200OK, await renderer.Page(model, s_links, viewer));
        }
        catch (FilterException wrong)
        {
            return await Refused(StatusCodes.Status400BadRequest, "This address is not right", wrong.Message, viewer);
        }
        catch (NothingThereException nothing)
        {
            return await Refused(StatusCodes.Status404NotFound, "There is nothing there", nothing.Message, viewer);
        }
    }

    async Task<PageAnswer> OfAsset(string name) => Asset.All.TryGetValue(name, out var asset)
        ? new PageAnswer(StatusCodes.Status200OK, asset.ContentType, asset.Bytes) { NeverChanges = true } : await NoPage(null);

    async Task<PageAnswer> OfTable(PageModel model, string name, Viewer viewer) =>
        model.Tables.FirstOrDefault(table => table.Name == name) is { } table
        ? new PageAnswer(StatusCodes.Status200OK, "text/csv; charset=utf-8", Encoding.UTF8.GetBytes(table.Csv()))
        { FileName = $"{model.Address.Page.Slug()}-{table.Name}.csv" }
        : await Refused(StatusCodes.Status404NotFound, "There is nothing there", "This page has no table of that name.", viewer);

    async Task<PageAnswer> Acknowledged(HttpRequest request, Viewer viewer, CancellationToken cancel)
    {
        if (!viewer.MayAcknowledge) return await Refused(StatusCodes.Status403Forbidden, "You may not do this",
            "Duty managers and operators acknowledge alerts.", viewer);
        if (!Gate.IsFromOurPage(request)) return await Refused(StatusCodes.Status403Forbidden, "You may not do this",
            "The form did not come from these pages. Open Today and send it from there.", viewer);
        if (!request.HasFormContentType) return await Wrong("a form");
        var form = await request.ReadFormAsync(cancel);
        var (id, by, reason) = ($"{form["id"]}".ToLowerInvariant(), viewer.Name ?? $"{form["by"]}".Trim(), $"{form["reason"]}".Trim());
        AlertAction? act = $"{form["act"]}" switch { "acknowledge" => AlertAction.Acknowledge, "close" => AlertAction.Close, _ => null };
        if (act is null) return await Wrong("acknowledge or close");
        if (id.Length != IdLength || !id.All(char.IsAsciiHexDigit)) return await Wrong("the id of an alert");
        if (by.Length is 0 or > LongestRole) return await Wrong($"your role, in at most {LongestRole} characters");
        if (reason.Length is 0 or > LongestReason) return await Wrong($"a reason, in at most {LongestReason} characters");
        var result = await acknowledge(id, act.Value, by, reason, cancel);
        lakes.LookAgain();
        return result is AcknowledgeAlertResult.Unknown
            ? await Refused(StatusCodes.Status404NotFound, "There is nothing there", "No alert with that id can be acknowledged.", viewer)
            : PageAnswer.SeeOther(s_links.To(new(PageName.Today, new Filter { Done = id }))!);

        Task<PageAnswer> Wrong(string expected) => Refused(StatusCodes.Status400BadRequest, "This form is not right",
            $"Expected was {expected}. Nothing was changed; go back and try again.", viewer);
    }

    Task<PageAnswer> NoPage(Viewer? viewer) => Refused(StatusCodes.Status404NotFound, "There is nothing there",
        "There is no page of that name.", viewer);

    async Task<PageAnswer> Refused(int status, string title, string text, Viewer? viewer) =>
        PageAnswer.Html(status, await renderer.Refusal(title, text, s_links, viewer));
}

/// <summary>Acknowledges an alert, or closes it.</summary>
public delegate Task<AcknowledgeAlertResult> Acknowledge(string noticeId, AlertAction act, string by, string reason,
    CancellationToken cancel);
