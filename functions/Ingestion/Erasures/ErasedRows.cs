using System.Globalization;
using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Tells which rows of a sender's file are the child's: by its keys, by whole cells with its numbers, or by name and date of
/// birth.</summary>
sealed class ErasedRows(Feed feed, string agencyAndSender, ErasureTerms terms)
{
    readonly HashSet<KeyedHash> _keys = [.. terms.Keys.Select(KeyedHash.Parse)];
    readonly HashSet<string> _nhs = Of(terms, "nhs"), _upn = Of(terms, "upn");
    readonly HashSet<string> _references = [.. terms.Numbers.Where(number => number.Kind == "reference"
        && number.Sender == agencyAndSender).Select(number => number.Value)];
    readonly HashSet<(string, string, int)> _names = [.. terms.Names.Select(name => (name.Surname, name.Forename,
        DayNumber.Of(DateOnly.ParseExact(name.Born, "yyyy-MM-dd", CultureInfo.InvariantCulture))))];
    readonly Identifiers _identifiers = new();

    /// <summary>The columns with a number or reference that can say who the child is.</summary>
    public static IReadOnlyList<int> Numbered(Feed feed)
    {
        var child = feed.Child;
        // The orElse key is the name itself, which other children may share.
        return [.. feed.Key.Append(feed.KeyChild).Append(child.NhsNumber).Append(child.Upn).Append(child.Reference)
            .Except([child.Surname, child.Forename, child.DateOfBirth]).Where(place => place >= 0).Distinct()];
    }

    public static string KindOf(Feed feed, int place) => place == feed.Child.NhsNumber ? "nhs" : place == feed.Child.Upn ? "upn"
        : "reference";

    /// <param name="record">What the row was read into; <paramref name="isKept"/> says whether it was accepted.</param>
    public bool IsChilds(Row row, ValidatedRecord record, bool isKept)
    {
        var child = feed.Child;
        if (isKept && (Has(record.Key) || Has(record.Child) || Has(record.Pupil) || Has(record.Reference))) return true;
        foreach (var place in Numbered(feed))
            if (row[place] is { IsEmpty: false } cell && ErasedText.Plain(Encoding.UTF8.GetString(cell)) is var text
                && (place == child.NhsNumber ? _nhs : place == child.Upn ? _upn : _references).Contains(text)) return true;
        // Two children of one name and birthday are told apart by their numbers.
        if (IsAnothers(ColumnType.NhsNumber, row[child.NhsNumber], _nhs) || IsAnothers(ColumnType.Upn, row[child.Upn], _upn)) return false;
        if (isKept && Has(record.Demographic)) return true;
        if (child.DateOfBirth < 0 || _names.Count == 0) return false;
        var born = record.Written[child.DateOfBirth] is { IsUsable: true, Day: var day } ? day : TimeText.ParseDay(row[child.DateOfBirth]);
        return born is { } on && _names.Contains((Name(row[child.Surname]), Name(row[child.Forename]), on));
    }

    bool Has(KeyedHash? key) => key is { } hash && _keys.Contains(hash);

    bool IsAnothers(ColumnType type, ReadOnlySpan<byte> cell, HashSet<string> own) => own.Count > 0 && !cell.IsEmpty
        && _identifiers.Canonical(type, cell) is { IsEmpty: false } number && !own.Contains(Encoding.ASCII.GetString(number));

    static string Name(ReadOnlySpan<byte> cell) => PlainLetters.Of(Encoding.UTF8.GetString(cell));

    static HashSet<string> Of(ErasureTerms terms, string kind) =>
        [.. terms.Numbers.Where(number => number.Kind == kind).Select(number => number.Value)];
}
