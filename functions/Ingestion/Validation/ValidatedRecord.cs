using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;

namespace FrontDoor.Ingestion.Validation;

/// <summary>What one row says, made of typed and keyed facts; the same Record is filled again for each row.</summary>
public sealed class ValidatedRecord(Feed feed)
{
    /// <summary>The code of a code column that is empty.</summary>
    public const int Blank = Spellings.Blank;

    readonly byte[] _sector = new byte[Postcode.MaxLength];
    int _sectorLength;

    /// <summary>HMAC of feed, sender and natural key.</summary>
    public KeyedHash Key { get; internal set; }

    /// <summary>HMAC of every cell: what tells an amendment from a repeat.</summary>
    public KeyedHash Content { get; internal set; }

    /// <summary>The sender's version number, or the local seconds of its version time; null when not given.</summary>
    public long? Version { get; internal set; }
    public KeyedHash? Child { get; internal set; }
    public ChildBasis ChildBasis { get; internal set; }

    /// <summary>By UPN, where an NHS number made <see cref="Child"/>.</summary>
    public KeyedHash? Pupil { get; internal set; }

    /// <summary>Who bears the number that <see cref="Child"/> was made from: its high half by date of birth, its low half by name, each
    /// comparable under that number alone. Null where the row does not say both.</summary>
    public KeyedHash? ChildBearer { get; internal set; }

    /// <summary>The same of <see cref="Pupil"/>.</summary>
    public KeyedHash? PupilBearer { get; internal set; }

    /// <summary>By the sender's own number for the child, in a contract that names one.</summary>
    public KeyedHash? Reference { get; internal set; }

    /// <summary>By names and date of birth, where an identifier made <see cref="Child"/>.</summary>
    public KeyedHash? Demographic { get; internal set; }
    public KeyedHash? Household { get; internal set; }

    /// <summary>HMAC of sender and the event's reference, where the feed has one.</summary>
    public KeyedHash? Occurrence { get; internal set; }

    /// <summary>What each time-like column of the contract said, by place.</summary>
    public WrittenTime[] Written { get; } = new WrittenTime[feed.Columns.Count];

    /// <summary>What each of the feed's time slots said; clocks measure from these.</summary>
    public WrittenTime[] Times { get; } = new WrittenTime[feed.Times.Count];

    /// <summary>Which code each code column holds, by place: an index into its words, <see cref="Spellings.Unmapped"/>, or
    /// <see cref="Blank"/>.</summary>
    public int[] Codes { get; } = new int[feed.Columns.Count];

    public RiskGrade Risk { get; internal set; }

    /// <summary>Which of the councils served (<see cref="RowValidator.Councils"/>), one past the last where the cell says none that can be
    /// read, -1 where it says nothing and there are several.</summary>
    public int Council { get; internal set; }

    /// <summary>Days since 1970; null when unreadable or absent.</summary>
    public int? DateOfBirth { get; internal set; }
    public bool IsUnborn { get; internal set; }

    public List<RowDefect> Defects { get; } = [];

    /// <summary>The sector of the child's postcode ("ME4 4"); empty where there is no place to tell.</summary>
    public ReadOnlySpan<byte> Sector => _sector.AsSpan(0, _sectorLength);

    internal void TakeSector(ReadOnlySpan<byte> postcode)
    {
        var sector = postcode.IsEmpty ? default : Postcode.Sector(postcode);
        sector.CopyTo(_sector);
        _sectorLength = sector.Length;
    }
}

/// <summary>What a child_key was made from.</summary>
public enum ChildBasis : byte
{
    None,
    Nhs,
    Upn,
    Demographic,
    Unborn,
}
