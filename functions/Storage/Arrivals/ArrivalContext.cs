using System.Globalization;
using System.Text;
using FrontDoor.Domain.Keys;
using NodaTime;

namespace FrontDoor.Storage.Arrivals;

/// <summary>The facts that all rows of one arrival share: sender, receipt time and id.</summary>
public sealed class ArrivalContext
{
    const long MicrosecondsAnHour = 3_600_000_000;

    public ArrivalContext(LandedFile file, string fileId, bool isRegistered)
    {
        FileId = fileId;
        Agency = file.Agency;
        Feed = isRegistered ? file.Feed : LandingPath.Unregistered;
        Sender = isRegistered ? file.Sender : LandingPath.Unregistered;
        Received = file.ReceivedAt;
        JudgesRejectedOnly = file.Replaces?.Rejected is not null;
        (AgencyText, FeedText, SenderText, FileIdText) =
            (Encoding.UTF8.GetBytes(Agency), Encoding.UTF8.GetBytes(Feed), Encoding.UTF8.GetBytes(Sender), Encoding.UTF8.GetBytes(fileId));
    }

    /// <summary>The context of a commit without a file: a check of clocks, a check of a feed's health, or a decision.</summary>
    /// <param name="what">Identifies the commit within the feed: the same text makes the same id.</param>
    public static ArrivalContext WithoutFile(Pseudonyms keys, string agency, string feed, string sender, string what, Instant moment) =>
        new(new LandedFile(agency, sender, feed, "", "", "", moment, ReceivedBasis.Given), keys.FileId(agency, $"{sender}/{feed}", what),
        isRegistered: true);

    public string FileId { get; }
    public string Agency { get; }

    /// <summary>The feed's name; "unregistered" where no contract knows it, since a folder's name may hold anything.</summary>
    public string Feed { get; }
    public string Sender { get; }
    public Instant Received { get; }

    /// <summary>Whether only the rows that were rejected before are judged; what was accepted of the file is already known.</summary>
    public bool JudgesRejectedOnly { get; }
    public byte[] AgencyText { get; }
    public byte[] FeedText { get; }
    public byte[] SenderText { get; }
    public byte[] FileIdText { get; }

    /// <summary>The receipt in microseconds since 1970.</summary>
    public long ReceivedMicroseconds => Microseconds(Received);

    /// <summary>The month of receipt in UTC, yyyy-MM, which names the files of its rows.</summary>
    public string Period => PeriodOf(Received);

    /// <summary>The same as a number, yyyymm.</summary>
    public int Month => Received.InUtc() is var at ? at.Year * 100 + at.Month : 0;

    public static string PeriodOf(Instant moment) => moment.ToDateTimeUtc().ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static long Microseconds(Instant instant) => instant.ToUnixTimeTicks() / 10;

    public static Instant FromMicroseconds(long microseconds) => Instant.FromUnixTimeTicks(microseconds * 10);

    /// <summary>The last whole hour. Clocks and feeds are judged by the hour, so the number of runs does not matter.</summary>
    public static Instant LastWholeHour(DateTimeOffset now) => FromMicroseconds(ToTheHour(Microseconds(Instant.FromDateTimeOffset(now))));

    /// <summary>Cut to the hour, so that no exact time of an incident can be worked back from the lake.</summary>
    public static long ToTheHour(long microseconds)
    {
        var into = microseconds % MicrosecondsAnHour;
        return microseconds - (into < 0 ? into + MicrosecondsAnHour : into);
    }
}
