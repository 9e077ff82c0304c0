namespace FrontDoor.Lake.Tables;

/// <summary>One row per arrival: a file and its outcome.</summary>
public sealed class FilesTable() : LakeTable("files", "arrival",
    "A file and what became of it. The same bytes sent again are a new arrival. For every file: rows_in = accepted + rejected "
    + "+ unchanged + blank.")
{
    public TextColumn FileId { get; } = new("file_id", "the arrival, by a keyed hash of its place and version");
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public InstantColumn ReceivedAt { get; } = new("received_at", "when it arrived, to the hour");
    public TextColumn ReceivedBasis { get; } = new("received_basis",
        "what says so: blob (storage's own clock), seen (first noticed), mtime (the file's modified time), given (an "
        + "operator's word)",
        ["blob", "seen", "mtime", "given"]);
    public BigIntegerColumn Bytes { get; } = new("bytes", "its size");
    public TextColumn Format { get; } = new("format",
        "what it was read as: a format of docs/formats.md, such as csv; zip+ or gzip+ before it when it was packed");
    public TextColumn Encoding { get; } = new("encoding", "the character encoding it was read in");
    public TextColumn Status { get; } = new("status", "what became of it", ["committed", "refused"]);
    public TextColumn Refusal { get; } = new("refusal", "code of why it was refused; null otherwise");
    public IntegerColumn RowsIn { get; } = new("rows_in",
        "records after the header, blank ones included; title, totals and footer lines are not");
    public IntegerColumn Accepted { get; } = new("accepted",
        "rows with new content: new, corrected, or received earlier than known");
    public IntegerColumn Rejected { get; } = new("rejected",
        "rows that could not be kept: no key could be formed, or the record could not be split");
    public IntegerColumn Unchanged { get; } = new("unchanged", "rows known already, or older than what is known");
    public IntegerColumn Blank { get; } = new("blank", "rows that were empty or held only separators");
    public IntegerColumn Late { get; } = new("late",
        "accepted rows late by the feed's first clock, those still running past its limit included");
    public TextColumn ContractEdition { get; } = new("contract_edition", "the edition of the feed's contract it was judged by");
    public TextColumn RulesVersion { get; } = new("rules_version", "the code, clocks and time-zone rules it was judged by");
    public IntegerColumn UnknownColumns { get; } = new("unknown_columns",
        "how many columns its header has that the contract does not know; null for a refused file, and where every record "
        + "names its own (JSON, FHIR, XML)");
    public TextColumn Replaces { get; } = new("replaces",
        "the earlier file_id whose judgement this one takes the place of, where ./pipeline replay judged a file again; null otherwise");
}
