namespace FrontDoor.Lake.Tables;

/// <summary>One row per accepted version of a record.</summary>
public class NotificationsTable : LakeTable
{
    public NotificationsTable() : base("notifications", "accepted version of a record",
        "What was notified, reduced to what an analyst may see. The highest record_version of a notification_key is the "
        + "current one.")
    {
    }

    /// <summary>Used by a table with the same columns.</summary>
    protected NotificationsTable(string name, string rowPer, string meaning) : base(name, rowPer, meaning)
    {
    }

    public TextColumn NotificationKey { get; } = CommonColumns.NotificationKey();
    public IntegerColumn RecordVersion { get; } = CommonColumns.RecordVersion();
    public IntegerColumn RecordMonth { get; } = CommonColumns.RecordMonth();
    public TextColumn Change { get; } = new("change",
        "what the version is to those before it; earlier_receipt: an earlier file with the record was processed later",
        ["new", "amended", "earlier_receipt"]);
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public TextColumn LaCode { get; } = new("la_code", "the council the child belongs to");
    public TextColumn ChildKey { get; } = new("child_key",
        "the child, by a keyed pseudonym; the same child has the same key in every feed that knows it by the same basis. "
        + "Across bases, and for questions about children, use the view children");
    public TextColumn ChildKeyBasis { get; } = new("child_key_basis",
        "the first of these that the key could be made from: nhs, upn, demographic (name and date of birth), or unborn. Unborn is "
        + "household and sixteen weeks of expected birth; the mother's NHS number is not used",
        ["nhs", "upn", "demographic", "unborn"]);
    public TextColumn HouseholdKey { get; } = new("household_key",
        "postcode and surname, by a keyed pseudonym; null for the stand-in postcodes of people without one");
    public IntegerColumn KeyVersion { get; } = CommonColumns.KeyVersion();
    public TextColumn Category { get; } = new("category",
        "what it is about, in the contract's codes; unmapped where the contract has no code");
    public TextColumn RiskGrade { get; } = new("risk_grade", "high, medium or standard; null where the feed has none");
    public TextColumn Status { get; } = new("status", "the status that the sender gives: new, update or cancelled");
    public DateColumn OccurredOn { get; } = new("occurred_on", "London day of the event");
    public IntegerColumn OccurredHour { get; } = new("occurred_hour",
        "London hour of the event, 0 to 23; null where only the day is known");
    public InstantColumn ReceivedAt { get; } = new("received_at",
        "when the file of this row arrived, to the hour. If it was processed out of order, the content may be that of another "
        + "file, and as_of says when that arrived");
    public InstantColumn FirstReceivedAt { get; } = new("first_received_at",
        "when the record first arrived, to the hour; a later resend or amendment never moves it");
    public TextColumn AgeBand { get; } = new("age_band",
        "the child's age at the event, in bands",
        ["unborn", "under 1", "1-4", "5-9", "10-15", "16-17", "18+"]);
    public TextColumn Sex { get; } = new("sex", "M, F or U");
    public TextColumn Ethnicity { get; } = new("ethnicity", "white, mixed, asian, black or other, else not-stated");
    public TextColumn PostcodeSector { get; } = new("postcode_sector", "outward code and first digit of the inward one");
    public TextColumn Consent { get; } = new("consent", "what the sender says of consent or lawful basis; it never stops a row");
    public TextColumn Factors { get; } = new("factors", "census factor codes of the category, ';' between");
    public TextColumn Flags { get; } = new("flags", "codes of what was odd about the record, ';' between");
    public TextColumn FileId { get; } = CommonColumns.FileId();
    public IntegerColumn Line { get; } = CommonColumns.Line();
    public IntegerColumn Part { get; } = CommonColumns.Part();
    public InstantColumn AsOf { get; } = CommonColumns.AsOf();
    public TextColumn UpnKey { get; } = new("upn_key", "the child by UPN, where an NHS number made child_key");
    public TextColumn ReferenceKey { get; } = new("reference_key",
        "the child by the sender's own number for it, where the contract names one");
    public TextColumn DemographicKey { get; } = new("demographic_key",
        "the child by name and date of birth, where an identifier made child_key");
    public TextColumn Source { get; } = new("source",
        "who made the contact, in codes of the census list referral-source; null where the feed has none");
    public TextColumn Outcome { get; } = new("outcome",
        "what was decided about the contact, in the contract's codes; null where the feed has none, or nothing yet");
    public DateColumn ReferredOn { get; } = new("referred_on", "London day on which the contact became a referral; null otherwise");
    public TextColumn SourceSystem { get; } = new("source_system",
        "the sender's IT system on the day the record was written, if that day is not after its receipt; else on the day it was "
        + "first received. The contract dates the systems; null where it names none");
    public TextColumn Detail { get; } = new("detail",
        "a second fact of the feed, in the contract's codes: the child's part in a crime, whether an agency took part; "
        + "null where the feed has none");
    public TextColumn OccurrenceKey { get; } = new("occurrence_key",
        "the event, by a keyed pseudonym of the sender's own reference for it; the same in each feed of that sender that gives"
        + " the reference, else null");
    public TextColumn ChildBearer { get; } = new("child_bearer",
        "whose NHS number or UPN made child_key: a keyed hash of the date of birth and one of the name, 16 digits each. Compare "
        + "them only between rows of one number; null where the row does not have both");
    public TextColumn UpnBearer { get; } = new("upn_bearer", "the same of upn_key");
}
