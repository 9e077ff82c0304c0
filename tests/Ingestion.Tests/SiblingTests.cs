using System.Collections.Concurrent;
using System.Globalization;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Each kind of fault that made a late notification look in time is gone in other files than those it was found with, and what
/// only looks like it is read as ever.</summary>
public sealed class SiblingTests
{
    public static TheoryData<string> Kinds => [.. Siblings.All.Select(one => one.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_of_this_kind_comes_to_what_is_right(string kind)
    {
        var (faults, tried) = (new ConcurrentQueue<string>(), 0);
        await Parallel.ForEachAsync(Siblings.All.Where(one => one.Kind == kind), async (one, _) =>
        {
            Interlocked.Increment(ref tried);
            using var at = new Premises();
            var result = await at.Take(
                one.File, (DateTimeOffset.Parse(one.Received, CultureInfo.InvariantCulture) - Some.Morning()).TotalHours, place: one.Place);
            foreach (var fault in Faults(one, at, result)) faults.Enqueue($"{kind}, {one.Reason}: {fault}\n{result.ReceiptText}");
        });

        Assert.True(tried > 5 || kind is "lost", $"{tried} files of {kind} were tried.");
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    static IEnumerable<string> Faults(Sibling one, Premises at, IngestResult result)
    {
        var receipt = result.ReceiptText!;
        var outcome = result.Refusal ?? $"{result.Accepted}/{result.Rejected}";
        if (outcome != one.Outcome) yield return $"{outcome} and not {one.Outcome}";
        var statuses = result.Refusal is null
            ? string.Join(' ', at.Ask("select status from timeliness where clock = (select min(clock) from timeliness) order by line"))
            : "";
        if (statuses != one.Statuses) yield return $"{statuses} and not {one.Statuses}";
        foreach (var code in one.Codes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (receipt.Contains(code.TrimStart('!') + ",", StringComparison.Ordinal)
                || receipt.Contains(code.TrimStart('!') + "\n", StringComparison.Ordinal) ? code[0] == '!' : code[0] != '!')
                yield return $"{code} on the receipt";
        var below = result.Refusal is null ? $"{result.RowsIn,7} row" : "Why it was not accepted:";
        var above = receipt[..receipt.IndexOf(below, StringComparison.Ordinal)];
        if (!above.Contains(one.Headline, StringComparison.Ordinal)) yield return $"'{one.Headline}' is not said first";
        if (one.Records is { } records && at.Ask("select count(distinct notification_key) from notifications").Single() is var found
            && found != $"{records}") yield return $"{found} records and not {records}";
    }
}
