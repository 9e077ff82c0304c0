using System.Text.Json;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;

namespace FrontDoor.Reporting.Pages;

/// <summary>Every figure with what is counted, of what, from where; and every clock with its law or agreement.</summary>
static class DefinitionsPage
{
    static readonly IReadOnlyList<Figure> s_figures = Load();

    public static PageModel Of(Asked asked)
    {
        var clocks = asked.Contracts.Feeds.SelectMany(feed => feed.Editions[^1].Clocks.Select(clock =>
            (Feed: feed.Id.ToString(), Clock: clock)));
        return asked.Page(PageName.Definitions, "Definitions",
            new(Tone.Plain, "What is counted, of what, from where, and by which law or agreement."),
            new Section("Figures")
            {
                Table = DataTable.Of("figures", "Figures of these pages", s_figures,
                    ("figure", figure => Cell.Of(figure.Name)),
                    ("counted", figure => Cell.Of(figure.Counted)),
                    ("of", figure => Cell.Of(figure.Of)),
                    ("source and method", figure => Cell.Of(figure.Source))),
            },
            new Section("Clocks")
            {
                Text = "Each feed's clocks, as the contracts in force have them.",
                Table = DataTable.Of("clocks", "Clocks and where their limits come from", clocks,
                    ("feed", one => Cell.Of(one.Feed)),
                    ("clock", one => Cell.Of(one.Clock.Name)),
                    ("edition", one => Cell.Of(one.Clock.Edition)),
                    ("limit", one => Cell.Of(string.Join(", ", one.Clock.Limits.Select(limit => limit.Text).Distinct()))),
                    ("law or agreement", one => Cell.Of(one.Clock.Source))),
            });
    }

    static Figure[] Load()
    {
        using var json = typeof(DefinitionsPage).Assembly.GetManifestResourceStream("pages/figures.json")!;
        return JsonSerializer.Deserialize<Figure[]>(json, JsonSerializerOptions.Web)!;
    }

    sealed record Figure(string Name, string Counted, string Of, string Source);
}
