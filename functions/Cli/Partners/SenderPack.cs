using System.Globalization;
using System.Text;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Packages;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Storage;

namespace FrontDoor.Cli.Partners;

/// <summary>All that one sender needs to begin: what to send, by when, templates, samples, codes, how to export. Each link in it leads to a
/// file of it.</summary>
static class SenderPack
{
    /// <summary>The pages of docs that every pack has.</summary>
    static readonly string[] s_pages = ["codes.md", "defects.md", "exporting.md", "formats.md", "mess.md", "weekly-summary.md"];

    /// <param name="feeds">Those of which packs are wanted; a sender without one of them has no pack.</param>
    /// <param name="contact">Whom a sender asks; null: not known here.</param>
    public static IEnumerable<(string Path, byte[] Content)> Of(IReadOnlyList<Feed> feeds, Contact? contact)
    {
        var senders = feeds.SelectMany(feed => feed.Contract.Senders.Select(sender => (feed.Id.Agency, Sender: sender)))
            .GroupBy(one => (one.Agency, one.Sender.Id), one => one.Sender);
        foreach (var sender in senders)
        {
            var folder = $"{sender.Key.Agency}-{sender.Key.Id}";
            List<Feed> sent = [.. feeds.Where(feed => feed.Id.Agency == sender.Key.Agency
                && feed.Contract.Senders.Any(each => each.Id == sender.Key.Id))];
            yield return ($"{folder}/README.md", Text(Page(sender.First(), sent, contact)));
            foreach (var page in s_pages) yield return ($"{folder}/{page}", Text(Doc(page)));
            foreach (var (name, content) in sent.SelectMany(feed => feed.Editions).SelectMany(Files))
                yield return ($"{folder}/{name}", content);
        }
    }

    static string Page(Sender sender, IReadOnlyList<Feed> feeds, Contact? contact)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# What {sender.Organisation} sends, and how\n\n");
        text.Append(contact is null ? "Questions: ask whoever gave you this folder.\n" : $"Questions: {contact}.\n");
        text.Append("\n1. Read the page of your feed.\n2. Export your records: [how, from the usual systems](exporting.md).\n"
            + $"3. Test the file: `{CheckProgram.Name} FEED FILE`.\n4. Drop it in the folder that the page names.\n"
            + "5. Read the receipt: [what each code means](defects.md).\n\n");
        text.Append("| feed | page | template | sample | schema of a record |\n| --- | --- | --- | --- | --- |\n");
        foreach (var feed in feeds.SelectMany(feed => feed.Editions))
        {
            var name = Name(feed);
            text.Append(CultureInfo.InvariantCulture, $"| {feed.Contract.Title}, edition {feed.Edition.Name} | [page]({name}.md) | "
                + $"[Excel]({name}.template.xlsx), [CSV]({name}.template.csv) | [sample]({name}.sample.csv) | "
                + $"[schema]({name}.schema.json) |\n");
        }
        return text.Append('\n').Append(FeedGuide.EveryFeed).ToString();
    }

    static IEnumerable<(string Name, byte[] Content)> Files(Feed feed)
    {
        var name = Name(feed);
        yield return ($"{name}.md", Text(FeedGuide.Section(feed, FileFormats.InContracts)));
        yield return ($"{name}.template.csv", FeedSample.Template(feed));
        yield return ($"{name}.template.xlsx", Workbook.Template([.. feed.OwnColumns.Select(column => column.Name)]));
        yield return ($"{name}.sample.csv", FeedSample.File(feed));
        yield return ($"{name}.schema.json", FeedSchema.Of(feed));
    }

    static string Name(Feed feed) => string.Concat($"{feed.Id.Name}.{feed.Edition.Name}".Select(
        letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' ? letter : '-'));

    /// <summary>A page of docs, as it is in the pack: the page of all feeds is its own first page.</summary>
    static string Doc(string page)
    {
        using var text = new StreamReader(typeof(SenderPack).Assembly.GetManifestResourceStream(page)!);
        return text.ReadToEnd().Replace("](feeds.md", "](README.md", StringComparison.Ordinal);
    }

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
