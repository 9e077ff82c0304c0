using System.Globalization;
using System.Text;

namespace FrontDoor.Domain.Feeds;

/// <summary>The shared code lists in plain words, as Markdown: docs/codes.md is this page.</summary>
public static class CodeGuide
{
    public static string Page(CodeLists lists)
    {
        var page = new StringBuilder(Opening);
        foreach (var list in lists.Files)
        {
            Codes(page, list);
            if (list.Groups is not null) Groups(page, list);
        }
        return page.ToString();
    }

    const string Opening =
        """
        # Code lists

        The lists that feed contracts share, and every spelling of each code. This page is written from `functions/codes`. A contract's
        column names a list (`"list": "sex"`), may take some of its codes (`"only": ["3A", "3B"]`), and may add spellings of its own
        (`"codes": { "white": ["W1"] }`). A deployment puts lists of its own in the folder `codes` below its `ContractsFolder`; one with a
        name from this page replaces that list.

        ## How spellings are compared

        - Only letters and digits count, in any case: `White - British`, `WHITE BRITISH` and `white/british.` are one. So quotation marks,
          straight or curled, dashes, full stops and blanks make no difference, nor does what a dash or a quotation mark becomes when it is
          decoded twice (`â€“`).
        - A code may come before or after any of its own spellings, and one spelling beside another: `6 - Police`, `Police (6)`,
          `WBRI: White British`.
        - A number or letter with a bracket after it counts the lines of somebody's list and is left out: `02) Police`. A number that is
          another code of the list is not left out: `1) Female` where 1 is male means nothing.
        - A spelling of nothing recorded, such as `Not assessed`, counts as an empty cell; so does a mark for no value (`NULL`, `N/A`, `-`)
          that the list has no code for.
        - Nothing else is guessed. A value that matches no spelling is `unmapped`. Its row is accepted, and `./pipeline report --unmapped`
          lists what was sent, for operators.
        - One spelling cannot mean two codes: the pipeline does not start.


        """;

    static void Codes(StringBuilder page, CodeList list)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {list.List}\n\n{list.Title}. {list.Source}.\n\n");
        if (list.Codes.Count > 0)
        {
            page.Append("| code | means | also accepted |\n| --- | --- | --- |\n");
            foreach (var (code, listed) in list.Codes)
                page.Append(CultureInfo.InvariantCulture, $"| `{code}` | {DefectGuide.Plain(listed.Label)} | "
                    + $"{DefectGuide.Plain(FeedGuide.Quoted(listed.Spellings.Skip(1)))} |\n");
            page.Append('\n');
        }
        if (list.Ranges.Count > 0) page.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", list.Ranges)}.\n\n");
        if (list.Blank.Count > 0) page.Append(CultureInfo.InvariantCulture, $"Nothing recorded: {FeedGuide.Quoted(list.Blank)}.\n\n");
    }

    static void Groups(StringBuilder page, CodeList list)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {list.Groups}\n\nThe groups of [{list.List}](#{list.List}): each code and "
            + $"spelling there is one of its group here.\n\n| code | takes in |\n| --- | --- |\n");
        foreach (var group in list.Codes.GroupBy(code => code.Value.Group))
            page.Append(CultureInfo.InvariantCulture, $"| `{group.Key}` | {string.Join(", ", group.Select(code => $"`{code.Key}`"))} |\n");
        page.Append('\n');
    }
}
