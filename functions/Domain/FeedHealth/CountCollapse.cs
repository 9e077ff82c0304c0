namespace FrontDoor.Domain.FeedHealth;

/// <summary>Files come with a fifth of the usual records or less. By day of receipt, which nothing that is still to come can
/// change.</summary>
public static class CountCollapse
{
    /// <param name="minimumRows">Below which the contract itself asks.</param>
    public static bool Holds(FeedBaseline past, int minimumRows)
    {
        if (!past.Today.IsDue || past.Today.Files == 0) return false;
        if (past.Today.RowsIn < minimumRows) return true;
        var (rules, usual, rows, dueDays) = (past.Rules, 0.0, 0, 0);
        for (var ago = 0; ago < rules.Stretch && past.Ago(ago) is { } day; ago++)
        {
            if (day.IsDue && day.Files == 0 || past.UsualAgo(ago) is not { } one) return false; // a silence, which is told as one
            if (day.IsHoliday) continue;
            (usual, rows, dueDays) = (usual + one, rows + day.Rows, dueDays + (day.IsDue ? 1 : 0));
            if (usual >= rules.CollapseExpects && dueDays >= rules.CollapseDueDays) return rows <= usual * rules.CollapseShare;
        }
        return false;
    }
}
