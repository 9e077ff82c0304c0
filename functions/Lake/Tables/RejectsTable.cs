namespace FrontDoor.Lake.Tables;

/// <summary>One row per defect; never the value that was wrong.</summary>
public sealed class RejectsTable() : LakeTable("rejects", "defect",
    "What was wrong in a file, a row or a value, and what to send instead. Never the value itself.")
{
    public TextColumn FileId { get; } = CommonColumns.FileId();
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public IntegerColumn Line { get; } = new("line", "physical line of the file, from 1; null for a defect of the whole file");
    public TextColumn Column { get; } = new("column",
        "the contract's name of the column, or #n, the n-th, where it has none; null for a whole row or file");
    public TextColumn Code { get; } = new("code", "which rule");
    public TextColumn Tier { get; } = new("tier",
        "what became of it: the file was refused, the row was rejected, or the row was kept (warning)",
        ["file", "row", "warning"]);
    public TextColumn Advice { get; } = new("advice", "what to send instead");
    public IntegerColumn Part { get; } = CommonColumns.Part();
}
