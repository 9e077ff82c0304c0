using System.Globalization;
using System.Text;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Feeds;

/// <summary>The contracts in plain words, as Markdown: docs/feeds.md is this page, and <c>pipeline feeds</c> prints it.</summary>
public static class FeedGuide
{
    /// <summary>What holds for every feed, then each feed.</summary>
    /// <param name="formats">What people call the formats that contracts name.</param>
    public static string Page(Contracts contracts, IReadOnlyList<ContractFormat> formats)
    {
        var page = new StringBuilder();
        page.Append("# Feeds\n\nWhat each partner agency may send, and what happens to it. This page is written from the contracts in "
            + "`functions/feeds`.\n\n");
        foreach (var feed in contracts.Feeds)
            page.Append(CultureInfo.InvariantCulture, $"- [{feed.Contract.Title}](#{Anchor(feed.Contract.Title)}): `{feed.Id}`\n");
        page.Append("- [Code lists](codes.md)\n- [Codes on a receipt](defects.md)\n\n").Append(EveryFeed);
        foreach (var feed in contracts.Feeds)
            page.Append('\n').Append(Section(feed, formats));
        return page.ToString();
    }

    /// <summary>One feed: who sends it, its columns, its record, its clock, when it is due, a sample.</summary>
    public static string Section(Feed feed, IReadOnlyList<ContractFormat> formats)
    {
        string Format(string name) => formats.Single(format => format.Name == name).Words;
        var contract = feed.Contract;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {contract.Title}\n\n`{feed.Id}`. {contract.Description}\n\n");
        EditionGuide.Write(text, feed);
        Senders(text, feed);
        text.Append(CultureInfo.InvariantCulture,
            $"As {Join([.. contract.Formats.Select(Format)], "or")}; [how each is written](formats.md).\n\n");
        text.Append("### Columns\n\n");
        ColumnGuide.Write(text, feed);
        ColumnGuide.WriteCodes(text, feed);
        text.Append(CultureInfo.InvariantCulture, $"### What makes a record\n\n{Record(feed)}\n\n");
        text.Append("### When it is late\n\n");
        foreach (var clock in contract.Clocks)
            ClockGuide.Write(text, feed, clock);
        text.Append(CultureInfo.InvariantCulture, $"### When files are expected\n\n{Due(contract.Expected)} Formats taken: "
            + $"{And(contract.Formats)}.\n\n### A sample row\n\n");
        Sample(text, feed);
        return text.ToString();
    }

    /// <summary>What holds for every feed.</summary>
    public const string EveryFeed =
        """
        ## Every feed

        - A file is in one of the formats agreed for the feed, and may have any name; any number a day. Its format is recognised from its
          bytes. CSV is separated by commas, semicolons, tabs or bars; text is UTF-8, UTF-16 or Windows-1252.
        - The header may be below title lines, within the first 20 lines. Columns may come in any order. Headers and codes are compared
          without case, spaces and punctuation. A column not listed here is named on the receipt and not read.
        - A row is rejected only when its record cannot be identified or split into columns, or is about a child of a council outside the
          sender's agreement. Everything else is accepted, with a warning where something should be put right. No consent is needed for a
          row to be taken.
        - A file is refused only for what [the list of codes](defects.md) says refuses it. A file with a header and no rows is a nil
          return, and is welcome.
        - Every file gets a receipt beside the landing folder, in `receipts-<agency>`: rows in = accepted + rejected + unchanged + blank. A
          CSV beside it lists the rejected rows with what to do about each. A receipt that ends in `.delayed.txt` says that the fault is
          ours and the file is tried again; the final receipt replaces it. Once a week [a summary](weekly-summary.md) says what came, what
          was missed, what was late and what to put right first.
        - Sending a record again does no harm: a row that has not changed counts as unchanged. Lateness is measured by the record's first
          receipt, and a later version never moves that.
        - Dates are day first, `dd/MM/yyyy`, or `yyyy-MM-dd`. Times without `Z` or an offset are UK time, summer and winter. A date without
          a time may be any moment of that day. A record that is late at every hour of it is `late`, one that is in time at every hour is
          `on_time`, the rest is `possibly_late`.
        - Titles, totals, other encodings, other date orders, several children on a line: [Mess](mess.md) says what happens to each.
        - A record with a missing, impossible or future time, or one of ten years ago or more, is never `on_time`. Its lateness is
          `unknown`, unless another time in the row proves it `late`.

        """;

    static void Senders(StringBuilder text, Feed feed)
    {
        text.Append("### Who may send it, and where\n\n");
        foreach (var sender in feed.Contract.Senders)
        {
            var (id, agreement) = (sender.Id, sender.Agreement);
            var zone = sender.TimeZone == Sender.Utc ? " Times without an offset are universal time, not UK time." : "";
            var due = sender.Expected is { } own ? $" Its files are expected: {Due(own)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"**{sender.Organisation}** (`{id}`), children of {Councils(sender)}, under "
                + $"agreement {agreement.Reference} until {Day(agreement.Ends)}. ");
            text.Append(CultureInfo.InvariantCulture, $"Drop files in `landing-{feed.Id.Agency}/{id}/{feed.Id.Name}/`; receipts appear "
                + $"in `receipts-{feed.Id.Agency}/{id}/{feed.Id.Name}/`.{zone}{due}\n\n");
        }
        if (feed.Contract.Senders.Count == 0)
            text.Append("No one yet.\n\n");
    }

    static string Councils(Sender sender) =>
        sender.LaCodes.Count == 1 ? $"council {sender.LaCodes[0]}" : $"councils {And(sender.LaCodes)}";

    static string Record(Feed feed)
    {
        var key = feed.Contract.NaturalKey;
        var own = And(key.Columns.Select(Quote));
        var child = (key.Child, key.OrElse) switch
        {
            (null, []) => "",
            (null, var names) => $", with {And(names.Select(Quote))} for the child",
            ({ } reference, []) => $", with {Quote(reference)} for the child",
            ({ } reference, var names) => $", with {Quote(reference)} for the child or, where that is empty, {And(names.Select(Quote))}",
        };
        var version = feed.Contract.Version is { } column
            ? $"Of two versions, the one with the higher or later {Quote(column)} is current. The same version with other content "
            + "is an amendment."
            : "Of two versions, the one received later is current.";
        return $"{own}{child}. Two rows of one sender with the same values in these are the same record. {version}";
    }

    /// <summary>When files are due, in a sentence or two.</summary>
    public static string Due(Expected expected)
    {
        var when = expected.Schedule switch
        {
            Expected.Daily => "Every day",
            Expected.WorkingDays => "Every working day",
            var weekday => $"Every {char.ToUpperInvariant(weekday[0])}{weekday[1..^1]}",
        };
        var leftOut = expected.NotOn.Count > 0 ? $", except on {And(expected.NotOn)}," : "";
        var from = expected.From is { } first ? $", from {Day(first)} on" : "";
        var few = expected.MinimumRows > 0 ? $" Fewer than {expected.MinimumRows} rows are worth a question." : "";
        return $"{when}{leftOut} by {expected.By}, UK time{from}. {expected.GraceHours} hours after that the feed counts as silent, and "
            + $"the council gets an alert.{few}";
    }

    /// <summary>How long a clock may run, in short: "24 clock hours, 72 clock hours for standard".</summary>
    public static string Limit(ClockContract clock)
    {
        var usual = clock.Limit.Before is not { } before ? ClockGuide.Hours(clock.Limit)
            : clock.Limit.N == 0 ? $"until {before.Column}" : $"{ClockGuide.Hours(clock.Limit)} before {before.Column}";
        return usual + string.Concat(clock.When.Concat(clock.LimitBy?.Limits ?? new Dictionary<string, LimitContract>())
            .Where(other => other.Value != clock.Limit).Select(other => $", {ClockGuide.Hours(other.Value)} for {other.Key}"));
    }

    static void Sample(StringBuilder text, Feed feed)
    {
        var shown = feed.OwnColumns.Where(column => column.Example is not null).ToList();
        text.Append("All names and numbers are invented.\n\n```csv\n");
        text.Append(CsvText.Line(shown.Select(column => column.Name))).Append('\n');
        text.Append(CsvText.Line(shown.Select(column => column.Example!))).Append("\n```\n");
    }

    internal static string Quote(string name) => $"`{name}`";

    internal static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    internal static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    internal static string And(IEnumerable<string> words) => Join([.. words], "and");

    internal static string Join(string[] words, string last) =>
        words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} {last} {words[^1]}";

    static string Anchor(string title) =>
        new([.. title.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')
        .Select(letter => letter == ' ' ? '-' : letter)]);
}
