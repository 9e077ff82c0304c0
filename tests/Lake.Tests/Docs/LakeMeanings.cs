namespace FrontDoor.Tests;

/// <summary>What each table and column of the lake means, in an analyst's words. A test wants one for every column and none besides.</summary>
static class LakeMeanings
{
    public static IReadOnlyDictionary<string, (string RowPer, string Use)> Tables { get; } = new Dictionary<string, (string, string)>
    {
        ["files"] = ("arrival", "A file and what became of it. The same bytes sent again are a new arrival. For every file: rows_in = accepted + rejected + unchanged + blank."),
        ["notifications"] = ("accepted version of a record", "What was notified, cut to what an analyst may hold. The highest record_version of a notification_key is how the record stands now."),
        ["timeliness"] = ("version of a record and clock", "How long it took from the event to the council, against which limit, and why that is the answer. A clock that runs on has another row of the same version each time it has come to be overdue or graver; of one version, the latest as_of holds."),
        ["rejects"] = ("defect", "What was wrong in a file, a row or a value, and what to send instead. Never the value itself."),
        ["notices"] = ("alert raised", "Every alert, with the words that were sent."),
    };

    public static IReadOnlyDictionary<string, string> Everywhere { get; } = new Dictionary<string, string>
    {
        ["agency"] = "police, health, education or council",
        ["feed"] = "the feed's name within its agency; agency/feed is the contract's id",
        ["sender"] = "the organisation that sent it, by its id in the contract",
        ["file_id"] = "the arrival, as in files",
        ["line"] = "where the record starts in its part: the physical line of a text, the row of a sheet, or the record's number where a format has no lines (files.format), from 1",
        ["part"] = "which sheet of a workbook or file of an archive, from 1; 1 for a file of one table",
        ["key_version"] = "which pseudonym key made the keys of this row; keys of two versions cannot be joined",
        ["notification_key"] = "the record, by a keyed pseudonym of its reference and child",
        ["record_version"] = "our count of the record's versions, from 1",
        ["as_of"] = "the moment it tells of, to the hour: the receipt of the latest content it rests on",
    };

    public static IReadOnlyDictionary<string, string> Columns { get; } = new Dictionary<string, string>
    {
        ["files.file_id"] = "the arrival, by a keyed hash of its place and version",
        ["files.received_at"] = "when it arrived, to the hour",
        ["files.received_basis"] = "what says so: blob (storage's own clock), seen (first noticed), mtime (the file's modified time), given (an operator's word)",
        ["files.bytes"] = "its size",
        ["files.format"] = "what it was read as: csv, excel, json, fhir or xml; zip+ or gzip+ before it when it was packed",
        ["files.encoding"] = "the character encoding it was read in",
        ["files.status"] = "committed, refused or stalled",
        ["files.refusal"] = "code of why it was refused; null otherwise",
        ["files.rows_in"] = "records after the header, blank ones included; title, totals and footer lines are not",
        ["files.accepted"] = "rows that told something new: new, amended, or received earlier than known",
        ["files.rejected"] = "rows that could not be kept: no key could be formed, or the record could not be split",
        ["files.unchanged"] = "rows known already, or older than what is known",
        ["files.blank"] = "rows that were empty or held only separators",
        ["files.late"] = "accepted rows late by the feed's first clock, those still running past its limit included",
        ["files.contract_edition"] = "the edition of the feed's contract it was judged by",
        ["files.rules_version"] = "the code, clocks and time-zone rules it was judged by",

        ["notifications.change"] = "new, amended, or earlier_receipt: an earlier file that held the record turned up later",
        ["notifications.la_code"] = "the council the child belongs to",
        ["notifications.child_key"] = "the child, by a keyed pseudonym; the same child has the same key in every feed that knows it by the same basis",
        ["notifications.child_key_basis"] = "what the key was made from: nhs, upn or demographic",
        ["notifications.household_key"] = "the address, by a keyed pseudonym",
        ["notifications.category"] = "what it is about, in the contract's codes; unmapped where the contract has no code",
        ["notifications.risk_grade"] = "high, medium or standard; null where the feed has none",
        ["notifications.status"] = "how the sender says the record stands: new, update or cancelled",
        ["notifications.occurred_on"] = "London day of the event",
        ["notifications.occurred_hour"] = "London hour of the event, 0 to 23; null where only the day is known",
        ["notifications.received_at"] = "when this version arrived, to the hour",
        ["notifications.first_received_at"] = "when the record first arrived, to the hour; a later resend or amendment never moves it",
        ["notifications.age_band"] = "the child's age at the event, in bands",
        ["notifications.sex"] = "M, F or U",
        ["notifications.ethnicity"] = "white, mixed, asian, black or other, else not-stated",
        ["notifications.postcode_sector"] = "outward code and first digit of the inward one",
        ["notifications.consent"] = "what the sender says of consent or lawful basis; it never stops a row",
        ["notifications.factors"] = "census factor codes the category stands for, ';' between",
        ["notifications.flags"] = "codes of what was odd about the record, ';' between",

        ["timeliness.clock"] = "which clock; every feed has one named sharing",
        ["timeliness.edition"] = "the clock's edition, by the day of receipt",
        ["timeliness.started_basis"] = "what started it, for instance incident_end or reported; null where nothing did",
        ["timeliness.stopped_basis"] = "what stopped it: first_receipt",
        ["timeliness.started_on"] = "London day it started",
        ["timeliness.stopped_on"] = "London day it stopped",
        ["timeliness.due_at"] = "when it should have been here, to the hour",
        ["timeliness.elapsed_hours"] = "the longest it may have taken; one number with elapsed_hours_min where the times are exact",
        ["timeliness.elapsed_hours_min"] = "the shortest it may have taken",
        ["timeliness.elapsed_working_days"] = "working days after the day of start; null outside the calendar",
        ["timeliness.limit_text"] = "the limit in words",
        ["timeliness.status"] = "on_time, late, possibly_late, open, overdue or unknown; late only when certain",
        ["timeliness.severity"] = "none, late, serious or critical; none unless late",
        ["timeliness.late_by_hours"] = "the least by which it was late; null unless late",
        ["timeliness.explanation"] = "the answer in a sentence, with no exact time in it",
        ["timeliness.received_at"] = "when the record first arrived, to the hour",
        ["timeliness.as_of"] = "when it was judged, to the hour: at the receipt of the version, or later, when a clock that ran on had come to be overdue or graver",
        ["timeliness.elapsed_from"] = "of a clock that runs: at a later whole hour T, elapsed_hours are those from here to T",
        ["timeliness.elapsed_min_from"] = "the same for elapsed_hours_min",
        ["timeliness.overdue_from"] = "of a clock that runs: the first whole hour at which it is certainly overdue",

        ["rejects.line"] = "physical line of the file, from 1; null for a defect of the whole file",
        ["rejects.column"] = "the contract's name of the column, or #n, the n-th, where it has none; null for a whole row or file",
        ["rejects.code"] = "which rule",
        ["rejects.tier"] = "file (refused), row (rejected) or warning (kept)",
        ["rejects.advice"] = "what to send instead",

        ["notices.notice_id"] = "the alert; the same facts always make the same id, and it is the MessageId on Service Bus",
        ["notices.kind"] = "late, digest, backlog, silence, bunch, overdue, or stalled",
        ["notices.severity"] = "none, late, serious or critical",
        ["notices.subject_key"] = "the notification_key it is about; null where it is about many",
        ["notices.raised_at"] = "taken from the receipt, not from the clock on the wall; to the hour",
        ["notices.worst_hours"] = "the longest of what it tells of, from event to receipt",
        ["notices.count"] = "how many notifications it tells of",
        ["notices.text"] = "the words sent; no name, reference or address",
    };

    public static string Of(string table, string column) =>
        Columns.TryGetValue($"{table}.{column}", out var meaning) || Everywhere.TryGetValue(column, out meaning)
            ? meaning
            : throw new InvalidOperationException($"The column {table}.{column} has no meaning; write one in LakeMeanings.");
}
