namespace FrontDoor.Reporting.Filters;

/// <summary>The pages there are, in the order of the navigation.</summary>
public enum PageName
{
    Today,
    Timeliness,
    Arrivals,
    Partner,
    Children,
    Definitions,
    Record,
    File,
}

/// <summary>How pages are named in addresses and to people.</summary>
public static class PageNames
{
    public static string Slug(this PageName page) => page.ToString().ToLowerInvariant();

    public static PageName? Find(string slug) =>
        Enum.GetValues<PageName>().Cast<PageName?>().FirstOrDefault(page => page!.Value.Slug() == slug);

    /// <summary>Pages with figures of many records, which can be shown for publication.</summary>
    public static bool IsOfFigures(this PageName page) => page is PageName.Timeliness or PageName.Arrivals or PageName.Children;
}
