using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;

namespace FrontDoor.Ingestion.Validation;

/// <summary>One row as typed and keyed facts; the same object is filled again for each row.</summary>
public sealed class ValidatedRecord(Feed feed)
{
    /// <summary>The code of a code column that is empty.</summary>
    public const int Blank = Spellings.Blank;

    readonly byte[] _sector = new byte[Postcode.MaxLength];
    int _sectorLength;

    /// <summary>HMAC of feed, sender and natural key.</summary>
    public KeyedHash Key { get; internal set; }

    /// <summary>HMAC of every cell, which distinguishes an amendment from a repeat.</summary>
    public KeyedHash Content { get; internal set; }

    /// <summary>The sender's version number, or the local seconds of its version time; null when not given.</summary>
    public long? Version { get; internal set; }
    public KeyedHash? Child { get; internal set; }
    public ChildBasis ChildBasis { get; internal set; }

    /// <summary>By UPN, if an NHS number made <see cref="Child"/>.</summary>
    public KeyedHash? Pupil { get; internal set; }

    /// <summary>Who has the number of <see cref="Child"/>: the high half by date of birth, the low half by name, each comparable only
    /// under that number. Null if the row does not have both.</summary>
    public KeyedHash? ChildBearer { get; internal set; }

    /// <summary>The same for <see cref="Pupil"/>.</summary>
    public KeyedHash? PupilBearer { get; internal set; }

    /// <summary>By the sender's own number for the child, if the contract has one.</summary>
    public KeyedHash? Reference { get; internal set; }

    /// <summary>By names and date of birth, if an identifier made <see cref="Child"/>.</summary>
    public KeyedHash? Demographic { get; internal set; }
    public KeyedHash? Household { get; internal set; }

    /// <summary>HMAC of sender and the event's reference, if the feed has one.</summary>
    public KeyedHash? Occurrence { get; internal set; }

    /// <summary>The value of each time column of the contract, by index.</summary>
    public WrittenTime[] Written { get; } = new WrittenTime[feed.Columns.Count];

    /// <summary>The value of each of the feed's time slots, from which clocks measure.</summary>
    public WrittenTime[] Times { get; } = new WrittenTime[feed.Times.Count];

    /// <summary>The code of each code column, by index: an index in its words, <see cref="Spellings.Unmapped"/>, or <see
    /// cref="Blank"/>.</summary>
    public int[] Codes { get; } = new int[feed.Columns.Count];

    public RiskGrade Risk { get; internal set; }

    /// <summary>The index of the council in <see cref="RowValidator.Councils"/>: one past the last if it cannot be read, -1 if it is
    /// missing and there are several.</summary>
    public int Council { get; internal set; }

    /// <summary>Days since 1970; null when unreadable or absent.</summary>
    public int? DateOfBirth { get; internal set; }
    public bool IsUnborn { get; internal set; }

    public List<RowDefect> Defects { get; } = [];

    /// <summary>The sector of the child's postcode ("ME4 4"); empty if there is none.</summary>
    public ReadOnlySpan<byte> Sector => _sector.AsSpan(0, _sectorLength);

    internal void TakeSector(ReadOnlySpan<byte> postcode)
    {
        var sector = postcode.IsEmpty ? default : Postcode.Sector(postcode);
        sector.CopyTo(_sector);
        _sectorLength = sector.Length;
    }
}

/// <summary>The fact from which a child_key was made.</summary>
public enum ChildBasis : byte
{
    None,
    Nhs,
    Upn,
    Demographic,
    Unborn,
}
