using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Guide;

/// <summary>The meaning of a derived view and of each of its columns.</summary>
/// <param name="RowPer">What one row is: "One row per ...".</param>
/// <param name="Columns">The meaning of each column that only this view has, by name.</param>
public sealed record ViewMeaning(string RowPer, string Meaning, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>Meanings by view.</summary>
    public static IReadOnlyDictionary<string, ViewMeaning> All { get; } = new Dictionary<string, ViewMeaning>
    {
        ["alerts"] = new("alert that someone can acknowledge",
            "Every alert with what became of it: open, acknowledged or resolved. Its other columns are those of notices and "
            + "acknowledgements.",
            new Dictionary<string, string>
            {
                ["resolved_at"] = "when the reason for it had ended, or someone closed it; to the hour",
                ["state"] = "open (no one has acknowledged it), acknowledged, or resolved",
                ["place"] = "1 for the most urgent: open ones first, then by severity, hours and age",
            }),
        ["children"] = new("record",
            "Which records are about one child, across agencies: by NHS number, UPN or a sender's own number (certain), else by "
            + "name and date of birth (probable). It depends only on the records, not on their order. A person_key may"
            + " change when more is known: never keep one. Two NHS numbers, or two UPNs, are never one child.",
            new Dictionary<string, string>
            {
                ["person_key"] = "the child, in this lake as it is now",
                ["basis"] = "what ties the record to the child: nhs, upn, reference (the sender's number), demographic, unborn, or record "
                    + "(nothing: the record is on its own)",
                ["probable"] = "true where only name and date of birth, or household and expected birth, say so: for a person to confirm "
                    + "before anything is done about one child",
                ["conflict"] = "true where the record's evidence leads to several children; what could not be decided was not joined",
                ["explanation"] = "the same in words",
            }),
        ["re_referrals"] = new("child and day of referral",
            "Referrals within 12 months of a previous referral of the same child, as the children in need census counts them. A "
            + "referral is a record of the council's with referred_on; cancelled ones are left out.",
            new Dictionary<string, string>
            {
                ["month"] = "month of the referral",
                ["la_code"] = "the council",
                ["referred_on"] = "London day of the referral; several contacts referred on one day count once",
                ["previous_on"] = "the child's referral before it; null for the first",
                ["days_between"] = "days from one to the other",
                ["re_referral"] = "true within 12 months, the last day included",
                ["looks_back_12_months"] =
                "false where the lake's referrals begin less than 12 months before: the rate of such months is too low",
            }),
        ["repeat_notifications"] = new("partner's notification",
            "What partners had notified in the 12 months before its event. The council's own contacts are left out, for they are "
            + "about the same events; so are cancelled records and events without a day.",
            new Dictionary<string, string>
            {
                ["occurred_on"] = "London day of the event",
                ["household_key"] = "postcode and surname, by a keyed pseudonym",
                ["person_before"] = "notifications about the child with events on earlier days, within 12 months",
                ["household_before"] = "earlier days, within 12 months, of events notified about anyone in the household; null where the "
                    + "household is not known",
            }),
        ["co_occurrence"] = new("child",
            "Children with at least two of three factors within 12 months, from any agencies. Domestic abuse: factors 3A to 3C. Alcohol or "
            + "drug misuse of an adult: 1B, 1C, 2B, 2C, or the category substance-misuse, which does not say whose. Mental health "
            + "of an adult: 4B, 4C. The row is the 12 months in which most came together.",
            new Dictionary<string, string>
            {
                ["domestic_abuse"] = "said within those 12 months",
                ["substance_misuse"] = "said within those 12 months",
                ["parental_mental_health"] = "said within those 12 months",
                ["factors_together"] = "how many of the three: 2 or 3",
                ["agencies"] = "how many agencies said them",
                ["notifications"] = "records that said them",
                ["first_on"] = "London day of the first event among them",
                ["last_on"] = "London day of the last",
            }),
        ["unassessed_days"] = new("child",
            "Days of unassessed risk. A partner's notification counts from the day of its event to the day it was first received. A"
            + " contact at the front door counts from its receipt to its decision, or to the newest file while it is open. A day counts"
            + " once, even if it is in several of them. The day of the end does not count. The time between a notification's receipt"
            + " and the contact made from it is not known, and not counted.",
            new Dictionary<string, string>
            {
                ["records"] = "notifications and contacts it was worked out from: those with a start that can be read",
                ["first_event_on"] = "London day of the first event",
                ["last_end_on"] = "London day of the last receipt or decision",
                ["unshared_days"] = "days from an event to the receipt of its notification",
                ["late_days"] = "days beyond the limit until receipt, of notifications that were certainly late",
                ["undecided_days"] = "days from the receipt of a contact to its decision",
                ["unassessed_days"] = "days that are either unshared or undecided",
                ["still_open"] = "true while a contact is undecided; the days go on",
            }),
        ["conversion"] = new("source and month of contacts",
            "What became of contacts at the front door, by who made them. One child on one contact counts one; cancelled ones are "
            + "left out.",
            new Dictionary<string, string>
            {
                ["source_agency"] = "who made the contact, in groups of the census list: police, health, education, individual, housing, "
                    + "council, other legal agency, other, anonymous or unknown",
                ["source"] = "the census code; unmapped or not given where there is none",
                ["month"] = "month in which the contact was received",
                ["contacts"] = "contacts received",
                ["decided"] = "of these, those with an outcome",
                ["referrals"] = "became a referral to social care, strategy discussions included",
                ["no_further_action"] = "ended with no further action",
                ["early_help"] = "went to early help",
                ["information_and_advice"] = "ended with information and advice",
                ["other_outcomes"] = "any other outcome: a case open already, another council, one no list knows",
                ["percent_referral"] = "referrals of those decided, in percent",
                ["percent_no_further_action"] = "no further action of those decided, in percent",
            }),
    };

    /// <summary>Columns with the same meaning in every view and in the tables they come from.</summary>
    static readonly Dictionary<string, string> Everywhere = new()
    {
        ["person_key"] = "the child, as in children",
        ["probable"] = "true where a probable tie of children is among what this rests on",
    };

    /// <summary>The tables that views take columns from as they are.</summary>
    static readonly LakeTable[] s_tables = [LakeTables.Notifications, LakeTables.Notices, LakeTables.Acknowledgements];

    /// <summary>The meaning of a column of this view.</summary>
    public string Of(string column) => Columns.GetValueOrDefault(column) ?? Everywhere.GetValueOrDefault(column)
        ?? s_tables.SelectMany(table => table.Columns).First(one => one.Name == column).Meaning;
}
