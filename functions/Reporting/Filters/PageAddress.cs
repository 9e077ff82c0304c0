namespace FrontDoor.Reporting.Filters;

/// <summary>A page and what it is narrowed to.</summary>
public sealed record PageAddress(PageName Page, Filter Filter)
{
    public static PageAddress Record(string key) => new(PageName.Record, new Filter { Id = key });

    public static PageAddress File(string id) => new(PageName.File, new Filter { Id = id });

    public static PageAddress Partner(string sender) => new(PageName.Partner, new Filter { Sender = sender });
}

/// <summary>How a page's address is written in a link.</summary>
public interface ILinks
{
    /// <summary>Null: that page cannot be reached from here, and its name is shown without a link.</summary>
    string? To(PageAddress address);

    string Asset(string name);

    /// <summary>Whether someone answers: filters can be chosen, and alerts acknowledged.</summary>
    bool IsServed { get; }

    /// <summary>Whether the page has its style sheets and scripts in itself.</summary>
    bool IsOneFile => false;
}

/// <summary>Of a page that is one file and leads nowhere.</summary>
public sealed class NoLinks : ILinks
{
    public bool IsServed => false;

    public bool IsOneFile => true;

    public string? To(PageAddress address) => null;

    public string Asset(string name) => throw new InvalidOperationException("A page that is one file has its assets in itself.");
}

/// <summary>Links between pages that are served, each relative to the others.</summary>
public sealed class ServedLinks : ILinks
{
    public bool IsServed => true;

    public string? To(PageAddress address)
    {
        var query = string.Join('&', address.Filter.Pairs().Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return query.Length == 0 ? address.Page.Slug() : $"{address.Page.Slug()}?{query}";
    }

    public string Asset(string name) => $"assets/{name}";
}
