using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.Commits;

/// <summary>Writes alerts as rows of lake/notices; they need not come from a file.</summary>
public static class NoticeRows
{
    public static void AddTo(CommitAttempt attempt, IReadOnlyList<Notice> notices)
    {
        using var table = new TableWriter<NoticesTable>(() => new NoticesTable(), attempt.NewFile(".parquet"), CancellationToken.None);
        foreach (var notice in notices)
        {
            Write(table.Row, notice);
            table.EndRow();
        }
        attempt.Add(Containers.Lake, LakeTables.Notices.Name, table);
    }

    static void Write(NoticesTable row, Notice notice)
    {
        row.NoticeId.Set(notice.NoticeId);
        row.Kind.Set(notice.Kind.Word());
        row.Agency.Set(notice.Agency);
        row.Feed.Set(notice.Feed);
        row.Sender.Set(notice.Sender);
        row.Severity.Set(notice.Severity.Word());
        row.SubjectKey.Set(notice.SubjectKey);
        row.RaisedAt.SetMicroseconds(ArrivalContext.ToTheHour(notice.RaisedAt.ToUnixTimeMilliseconds() * 1000));
        row.WorstHours.Set(notice.WorstHours);
        row.Count.Set(notice.Count);
        row.Text.Set(notice.Text);
        row.LaCode.Set(notice.LaCode);
        row.Clock.Set(notice.Clock);
        row.About.Set(notice.About);
    }
}
