using System.Globalization;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Ingestion.Writing;

/// <summary>The first lines of a receipt: the outcome of the file, what the sender should do, and by when.</summary>
static class ReceiptVerdict
{
    /// <summary>Defects with which rows are accepted although others are missing.</summary>
    static readonly string[] s_incomplete = [Defects.FileCutOff.Code, Defects.FilePage.Code, Defects.FileErrorBeside.Code];

    public static string Words(Receipt receipt) => receipt switch
    {
        { Status: Receipt.Waiting } => "delayed, not yet processed",
        { Status: Receipt.Refused } => "not accepted",
        _ when IsIncomplete(receipt) => "accepted, but not all of the file is here",
        _ when receipt.RowsIn == receipt.Blank => "nil return accepted, with thanks",
        { Rejected: > 0, Accepted: 0, Unchanged: 0 } => $"no row accepted, {Rows(receipt)} to correct",
        { Rejected: > 0 } => $"accepted, with {Rows(receipt)} to correct",
        _ => "accepted",
    };

    public static string ToDo(Receipt receipt)
    {
        if (receipt.Status == Receipt.Waiting) return "nothing. The fault is ours, not the file's: it is kept and will be tried again.";
        var by = By(receipt) is { } day ? $"by {day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}" : "by the next working day";
        if (receipt.Status == Receipt.Refused)
            return $"put right what is listed under \"Why it was not accepted\", and send the whole file again {by}. No row was taken.";
        if (IsIncomplete(receipt))
            return $"export the file again and send the whole of it {by}." + (Others(receipt) is not (> 0 and var others) ? ""
                : $" {PeopleText.Count(others, "other row was", "other rows were")} rejected too, listed "
                + $"{(receipt.RejectFile is { } file ? $"in {file}" : "below")}: correct {(others == 1 ? "it" : "them")} first.");
        if (receipt.Rejected > 0)
            return $"correct the {(receipt.Rejected == 1 ? "row" : Rows(receipt))} listed "
                + $"{(receipt.RejectFile is { } file ? $"in {file}" : "below")} and send {(receipt.Rejected == 1 ? "it" : "them")} "
                + $"again {by}, with or without the rest of the file.";
        return HasFaults(receipt) ? "nothing to send again. For the next file, put right at the source what is listed below." : "nothing.";
    }

    /// <summary>The next working day in England and Wales; null if nothing is to be sent, or the day is outside the calendar.</summary>
    public static DateOnly? By(Receipt receipt)
    {
        if (!(receipt.Status == Receipt.Refused || receipt.Status == Receipt.Committed && (receipt.Rejected > 0 || IsIncomplete(receipt))))
            return null;
        var (days, day) = (WorkingCalendar.EnglandAndWales, London.DayOf(Instant.FromDateTimeOffset(receipt.ReceivedAt)));
        for (var next = day + 1; days.TryCount(day, next, out var working); next++)
            if (working > 0) return DayNumber.ToDate(next);
        return null;
    }

    /// <summary>The rejected rows of an incomplete file, without the one in which it ends.</summary>
    static int Others(Receipt receipt)
    {
        var ends = receipt.Defects.FirstOrDefault(defect => defect.Code == Defects.FileCutOff.Code);
        var isRejected = ends?.Lines is [var last, ..]
            && receipt.Defects.Any(defect => defect.Tier == "row" && defect.Part == ends.Part && defect.Lines.Contains(last));
        return receipt.Rejected - (isRejected ? 1 : 0);
    }

    static string Rows(Receipt receipt) => PeopleText.Count(receipt.Rejected, "row", "rows");

    static bool IsIncomplete(Receipt receipt) => receipt.Defects.Any(defect => s_incomplete.Contains(defect.Code));

    static bool HasFaults(Receipt receipt) =>
        receipt.Headlines.Count > 0 || receipt.Defects.Any(defect => defect.Code != Defects.HeaderColumnAbsent.Code)
        || receipt.Timeliness is { } timeliness && timeliness.Doubts.Count + timeliness.Faults.Count > 0;
}
