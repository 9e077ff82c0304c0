namespace FrontDoor.Domain;

/// <summary>What a defect does: refuse the whole file, reject the row, or let it in with a warning.</summary>
public enum Tier : byte
{
    Warning,
    Row,
    File,
}

/// <summary>A kind of defect: its published code, what it does unless a contract says otherwise, and what the sender should do about it.</summary>
public sealed record Defect(string Code, Tier Tier, string Meaning, string Advice)
{
    /// <summary>The code in UTF-8.</summary>
    public byte[] CodeText { get; } = System.Text.Encoding.UTF8.GetBytes(Code);

    /// <summary>The advice in UTF-8.</summary>
    public byte[] AdviceText { get; } = System.Text.Encoding.UTF8.GetBytes(Advice);

    public override string ToString() => Code;
}

/// <summary>The published list of defects (docs/feeds.md). Codes are stable: partners build on them.</summary>
public static class Defects
{
    public static readonly Defect FileEmpty = new("FILE_EMPTY", Tier.File, "The file holds no bytes.",
        "Send the file again; if there was nothing to report, send a file with the header line alone.");
    public static readonly Defect FileFormat = new("FILE_FORMAT", Tier.File, "The file is not a CSV text file.",
        "Export as CSV (comma separated, UTF-8) and send it again.");
    public static readonly Defect FileUnregistered = new("FILE_UNREGISTERED", Tier.File, "No sender and feed of this name are registered here.",
        "Check the folder: it must be your sender name, then the feed name, as agreed. Ask the council if it is right.");
    public static readonly Defect FileAgreementEnded = new("FILE_AGREEMENT_ENDED", Tier.File, "The sharing agreement for this feed has ended.",
        "Ask the council's information governance team to renew the agreement; the file must then be sent again.");
    public static readonly Defect HeaderMissing = new("HDR_NOT_FOUND", Tier.File, "None of the first 20 lines is a header of this feed.",
        "Put the column names of this feed in one line above the rows.");
    public static readonly Defect HeaderKeyMissing = new("HDR_KEY_MISSING", Tier.File, "A column that tells one record from another is missing.",
        "Add the column named, under its agreed name.");
    public static readonly Defect HeaderClockMissing = new("HDR_CLOCK_MISSING", Tier.File, "There is no column from which lateness could be measured.",
        "Add at least one of the columns named.");
    public static readonly Defect HeaderAmbiguous = new("HDR_AMBIGUOUS", Tier.File, "Two columns could be the same column of the feed.",
        "Rename or remove one of the two.");
    public static readonly Defect HeaderColumnAbsent = new("HDR_COLUMN_ABSENT", Tier.Warning, "An agreed column is not in the file.",
        "Add the column; rows were taken without it.");
    public static readonly Defect RowUnsplit = new("ROW_UNSPLIT", Tier.Row, "The record could not be split into its columns.",
        "Look for a quote that is not closed, or a comma in text that is not quoted, on this line.");
    public static readonly Defect RowKeyMissing = new("ROW_KEY_MISSING", Tier.Row, "The record cannot be told from others: part of its key is empty.",
        "Fill in the column named and send the row again.");
    public static readonly Defect RowOtherCouncil = new("ROW_OTHER_COUNCIL", Tier.Row, "The child belongs to a council this service does not act for.",
        "Send the row to that council, or correct the LA code.");
    public static readonly Defect ValueMissing = new("DQ_MISSING", Tier.Warning, "A value that should be there is empty.",
        "Fill it in when the record is next sent.");
    public static readonly Defect CodeUnmapped = new("CODE_UNMAPPED", Tier.Warning, "The value is not one of the agreed codes.",
        "Use one of the agreed codes, or ask for this one to be added.");
    public static readonly Defect IntegerInvalid = new("DQ_NOT_A_NUMBER", Tier.Warning, "The value is not a whole number.",
        "Send digits alone.");
    public static readonly Defect DateInvalid = new("DQ_DATE_INVALID", Tier.Warning, "The date of birth cannot be read or is not possible.",
        "Send dates as agreed, for instance 14/02/2012.");
    public static readonly Defect TimeInvalid = new("TIME_INVALID", Tier.Warning, "The date or time cannot be read or is not possible.",
        "Send times as agreed, for instance 04/01/2019 22:15.");
    public static readonly Defect TimePlaceholder = new("TIME_PLACEHOLDER", Tier.Warning, "The date is one that systems store for 'not known'.",
        "Leave the value empty when it is not known.");
    public static readonly Defect NhsInvalid = new("ID_NHS_INVALID", Tier.Warning, "The NHS number fails its check digit or has the wrong length.",
        "Check the number at its source; it was not used for matching.");
    public static readonly Defect NhsTestRange = new("ID_NHS_TEST_RANGE", Tier.Warning, "The NHS number is from the range kept for tests.",
        "Send the child's real number, or leave it empty.");
    public static readonly Defect UpnInvalid = new("ID_UPN_INVALID", Tier.Warning, "The UPN fails its check letter or has the wrong shape.",
        "Check the number at its source; it was not used for matching.");
    public static readonly Defect UrnInvalid = new("ID_URN_INVALID", Tier.Warning, "A URN has six digits.", "Send the school's URN.");
    public static readonly Defect LaestabInvalid = new("ID_LAESTAB_INVALID", Tier.Warning, "A LAESTAB has seven digits.", "Send it as 999/1234.");
    public static readonly Defect PostcodeInvalid = new("ID_POSTCODE_INVALID", Tier.Warning, "The postcode has no valid form.",
        "Check the postcode; it was not used for matching.");
    public static readonly Defect OdsInvalid = new("ID_ODS_INVALID", Tier.Warning, "The ODS code has no valid form.", "Send the organisation's ODS code.");

    public static IReadOnlyList<Defect> All { get; } =
    [
        FileEmpty, FileFormat, FileUnregistered, FileAgreementEnded,
        HeaderMissing, HeaderKeyMissing, HeaderClockMissing, HeaderAmbiguous, HeaderColumnAbsent,
        RowUnsplit, RowKeyMissing, RowOtherCouncil,
        ValueMissing, CodeUnmapped, IntegerInvalid, DateInvalid,
        TimeInvalid, TimePlaceholder,
        NhsInvalid, NhsTestRange, UpnInvalid, UrnInvalid, LaestabInvalid, PostcodeInvalid, OdsInvalid,
    ];

    public static Defect? Find(string code) => All.FirstOrDefault(defect => defect.Code == code);
}
