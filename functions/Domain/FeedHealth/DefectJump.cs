namespace FrontDoor.Domain.FeedHealth;

/// <summary>A far greater share of the day's rows has defects than usual.</summary>
public static class DefectJump
{
    public static bool Holds(FeedBaseline past)
    {
        var (rules, rows, defective) = (past.Rules, 0, 0);
        if (past.Today.Defective == 0) return false;
        for (var ago = 0; ago < rules.Stretch && rows < rules.JumpRows && past.Ago(ago) is { } day; ago++)
            (rows, defective) = (rows + day.RowsIn, defective + day.Defective);
        var before = past.UsualBefore(7 * rules.Weeks).Where(day => day.RowsIn > 0).ToList();
        if (rows < rules.JumpRows || before.Count < rules.DriftFilesAtLeast) return false;
        var usual = (double)before.Sum(day => day.Defective) / before.Sum(day => day.RowsIn);
        var (share, chance) = ((double)defective / rows, Math.Sqrt(usual * (1 - usual) * rules.Spread / rows));
        return share >= rules.JumpTimes * usual && share >= usual + rules.JumpShare && share > usual + rules.JumpSigmas * chance;
    }
}
