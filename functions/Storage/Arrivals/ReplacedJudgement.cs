namespace FrontDoor.Storage.Arrivals;

/// <summary>The judgement of a file that is judged again after a change of rules, by the receipt time it had.</summary>
/// <param name="FileId">The arrival that was judged.</param>
/// <param name="Rejected">The rows to judge again, by part and line: those that were rejected. Null for a refused file: every
/// row.</param>
public sealed record ReplacedJudgement(string FileId, IReadOnlySet<(int Part, int Line)>? Rejected)
{
    /// <summary>Stands for the version of the file, so that its next judgement has the same id however often it is begun.</summary>
    public string Version => $"after {FileId}";
}
