namespace FrontDoor.Tests;

/// <summary>The clocks of the partners' feeds, and of the council's other ones: a row each, and what a clock makes of it.</summary>
public sealed class PartnerClockTests
{
    const string Wednesday = "2019-03-13T09:00:00Z"; // when the file of a case was received, unless it says

    // what the row says, when it was received, what that comes to
    [Theory]
    [InlineData("Reported Missing=04/01/2019 21:30", "2019-01-05T21:30:00Z", "on_time 24")] // the last minute
    [InlineData("Reported Missing=04/01/2019 21:30", "2019-01-05T21:31:00Z", "late 24")]
    [InlineData("Reported Missing=30/03/2019 21:30", "2019-03-31T20:31:00Z", "on_time 23")] // the clocks went forward: the wall says 21:31
    [InlineData("Reported Missing=04/01/2019", "2019-01-05T12:00:00Z", "possibly_late 36")] // only the day
    [InlineData("Reported Missing=04/01/2019 21:30; Risk Level=High", "2019-01-07T21:30:00Z", "late critical 72")]
    [InlineData("Reported Missing=04/01/2019 21:30; Risk Level=Medium", "2019-01-07T21:30:00Z", "late 72")]
    [InlineData("Reported Missing=06/01/2019 21:30", "2019-01-05T21:30:00Z",
        "unknown: a start time was sent that is later than receipt: send the right one.")]
    [InlineData("Reported Missing=01/01/1900 00:00", "2019-01-05T21:30:00Z",
        "unknown: a start time was sent that means not known: send the real one.")]
    // nobody was told then
    [InlineData("Last Seen=04/01/2019 18:00", "2019-01-05T07:00:00Z",
        "unknown: no start time was sent: send the time that starts the clock.")]
    public void A_child_reported_missing_is_told_of_within_a_day(string row, string received, string result) =>
    Is("police/missing-episode", "sharing", row, received, result);

    [Theory]
    [InlineData("acted-on", "Report Received=04/01/2019 07:10; Acted On=07/01/2019 23:59", "on_time 88.8")] // a Friday: all of Monday
    [InlineData("acted-on", "Report Received=04/01/2019 07:10; Acted On=08/01/2019 00:00", "late 88.8")]
    [InlineData("acted-on", "Report Received=24/12/2018 07:10; Acted On=27/12/2018 10:00", "on_time 74.8")] // Christmas
    [InlineData("acted-on", "Report Received=12/03/2019 07:10", "open 25.8")]
    // found in the records, and nothing done
    [InlineData("acted-on", "Report Received=04/03/2019 07:10; Matched to Child=04/03/2019 08:00", "overdue critical 217.8")]
    [InlineData("interview-offered", "Report Received=04/01/2019 07:10", "does not run")] // still missing
    [InlineData("interview-offered", "Returned=05/01/2019 02:15; Interview Offered=08/01/2019 02:15", "on_time 72")] // a weekend counts
    [InlineData("interview-offered", "Returned=05/01/2019 02:15; Interview Offered=08/01/2019 02:16", "late 72")]
    [InlineData("interview-offered", "Returned=05/01/2019 02:15", "overdue critical 1614.8")]
    [InlineData("interview-offered", "Returned=05/01/2019 02:15; Interview Offered=08/01/2019", "possibly_late 93.7")]
    // days alone: over 72 hours whatever the minutes
    [InlineData("interview-held", "Returned=05/01/2019; Interview Held=09/01/2019", "late 120")]
    [InlineData("interview-held", "Returned=05/01/2019; Interview Held=08/01/2019", "possibly_late 96")]
    // planned for later that day, and too late already
    [InlineData("interview-held", "Returned=10/03/2019 02:15; Interview Held=13/03/2019 16:00", "overdue 78.8")]
    [InlineData("interview-held", "Returned=05/01/2019 02:15; Interview Held=07/01/2019 16:00; Interview Accepted=a) Yes", "on_time 61.8")]
    [InlineData("interview-held", "Returned=05/01/2019 02:15; Interview Accepted=No", "does not run")] // would not be interviewed
    [InlineData("interview-held", "Returned=05/01/2019 02:15; Interview Held=04/01/2019 16:00",
        "unknown: that is before the clock started: correct the two dates.")]
    public void What_the_council_does_for_a_missing_child_comes_to(string clock, string row, string result) =>
    Is("council/missing-response", clock, row, Wednesday, result);

    [Theory]
    [InlineData("Reported Date=04/01/2019 22:20", "2019-01-06T22:20:00Z", "on_time 48")]
    [InlineData("Reported Date=04/01/2019 22:20", "2019-01-06T22:21:00Z", "late 48")]
    [InlineData("Incident Date From=04/01/2019 22:20", "2019-01-06T22:20:00Z",
        "unknown: no start time was sent: send the time that starts the clock.")]
    public void The_list_of_incidents_comes_within_two_days(string row, string received, string result) =>
    Is("police/incident", "sharing", row, received, result);

    // Easter holidays from Saturday 13 to Sunday 28 April 2019; the May bank holiday is the 6th; half term is 25 May to 2 June, and Monday
    // 3 June INSET
    [Theory]
    [InlineData("Police Attended=08/01/2019 21:40; School Told=09/01/2019 08:30", "on_time 10.8")] // the bell
    [InlineData("Police Attended=08/01/2019 21:40; School Told=09/01/2019 08:31", "late 10.8")]
    // at night: before that same morning's bell
    [InlineData("Police Attended=09/01/2019 02:10; School Told=09/01/2019 08:30", "on_time 6.3")]
    [InlineData("Police Attended=09/01/2019 02:10; School Told=09/01/2019 09:00", "late 6.8")] // and not the next day's
    [InlineData("Police Attended=09/01/2019 08:30; School Told=10/01/2019 08:30", "on_time 24")] // school has begun
    [InlineData("Police Attended=11/01/2019 21:40; School Told=14/01/2019 08:30", "on_time 58.8")] // a weekend
    [InlineData("Police Attended=03/05/2019 21:40; School Told=07/05/2019 08:30", "on_time 82.8")] // a bank holiday
    [InlineData("Police Attended=31/05/2019 21:40; School Told=04/06/2019 08:30", "on_time 82.8")] // out of half term, over INSET
    [InlineData("Police Attended=30/03/2019 23:30; School Told=01/04/2019 08:30", "on_time 32")] // the clocks go forward
    [InlineData("Police Attended=23/05/2019 21:40; School Told=28/05/2019 09:00", "late serious 107.3")] // Friday was still a school day
    // into half term: the next working day, after a bank holiday
    [InlineData("Police Attended=24/05/2019 21:40; School Told=28/05/2019 09:00", "on_time 83.3")]
    [InlineData("Police Attended=24/05/2019 21:40; School Told=28/05/2019 09:01", "late 83.4")]
    [InlineData("Police Attended=24/05/2019 08:45; School Told=28/05/2019 09:00", "on_time 96.2")] // after the last bell before it
    [InlineData("Police Attended=14/08/2019 03:00; Holiday Provision Told=14/08/2019 09:00", "on_time 6")]
    [InlineData("Police Attended=14/08/2019 03:00; Council Told=14/08/2019 10:00", "late 7")]
    // in the holidays the council may be told of any child
    [InlineData("Police Attended=13/08/2019 03:00; Council Told=13/08/2019 08:00; Educated=School", "on_time 5")]
    // before the holidays' hour as before the bell
    [InlineData("Police Attended=14/08/2019 08:59; Council Told=14/08/2019 09:01", "late 0")]
    [InlineData("Police Attended=14/08/2019 09:00; Council Told=15/08/2019 09:00", "on_time 24")]
    // told once is told; the school heard again
    [InlineData("Police Attended=19/07/2019 21:00; Holiday Provision Told=22/07/2019 08:00; School Told=03/09/2019 08:00", "on_time 59")]
    // the one with a time proves it
    [InlineData("Police Attended=19/07/2019 21:00; Holiday Provision Told=22/07/2019; School Told=22/07/2019 09:00", "on_time 60")]
    [InlineData("Police Attended=19/07/2019 21:00; Holiday Provision Told=22/07/2019; School Told=22/07/2019 09:30", "possibly_late 60.5")]
    // in term the school must be
    [InlineData("Police Attended=08/01/2019 21:40; Council Told=09/01/2019 08:00; Educated=School", "overdue critical 6058.3")]
    [InlineData("Police Attended=08/01/2019 21:40; Holiday Provision Told=09/01/2019 08:00", "overdue critical 6058.3")]
    // the last Sunday: school begins the next morning
    [InlineData("Police Attended=28/04/2019 20:00; Holiday Provision Told=28/04/2019 21:00", "overdue critical 3421")]
    // the time decides whether the holidays had begun
    [InlineData("Police Attended=24/05/2019; Council Told=25/05/2019 10:00; Educated=School",
        "unknown: what was sent ends the clock of some records only, and this one does not say whether it is one: fill in "
        + "what tells "
        + "them apart.")]
    [InlineData("Police Attended=08/01/2019 21:40; Council Told=09/01/2019 08:00; Educated=Home", "on_time 10.3")] // educated at home
    // of whom a school is the wrong one to tell
    [InlineData("Police Attended=08/01/2019 21:40; School Told=09/01/2019 08:00; Educated=EHE", "overdue critical 6058.3")]
    [InlineData("Police Attended=08/01/2019 21:40; Council Told=09/01/2019 08:00; Educated=Somewhere",
        "unknown: what was sent ends the clock of some records only, and this one does not say whether it is one: fill in "
        + "what tells "
        + "them apart.")]
    [InlineData("Police Attended=08/01/2019 21:40; School Told=09/01/2019 08:00; Educated=Somewhere", "on_time 10.3")]
    [InlineData("Police Attended=08/01/2019; School Told=08/01/2019 08:00", "on_time 8")] // before that day's bell whatever the time
    [InlineData("Police Attended=08/01/2019; School Told=08/01/2019 15:00", "possibly_late 15")]
    [InlineData("Reported Date=08/01/2019 21:20; School Told=09/01/2019 08:30", "on_time 11.2")]
    [InlineData("School Told=09/01/2019 08:30", "unknown: no start time was sent: send the time that starts the clock.")]
    [InlineData("Police Attended=31/08/2017 21:40; School Told=01/09/2017 08:00",
        "unknown: a day that matters lies in no calendar known: the council extends its calendar.")]
    public void A_school_is_told_before_its_next_day_begins(string row, string result) =>
    Is("police/operation-encompass", "informed", row, "2019-09-18T08:00:00Z", result);

    [Theory]
    [InlineData("Incident Date From=04/01/2019 21:40; Incident Date To=04/01/2019 22:15", "2019-01-05T22:15:00Z", "on_time 24")]
    [InlineData("Incident Date From=04/01/2019 21:40; Incident Date To=04/01/2019 22:15", "2019-01-05T22:16:00Z", "late 24")]
    [InlineData("Incident Date From=04/01/2019 21:40; Risk Level=Standard", "2019-01-07T21:40:00Z", "on_time 72")]
    [InlineData("Incident Date From=04/01/2019 21:40; Risk Level=High", "2019-01-07T21:40:00Z", "late critical 72")]
    [InlineData("Incident Date From=04/01/2019 21:40", "2019-02-01T21:40:00Z", "late critical 672")] // four weeks
    [InlineData("Notification Created=04/01/2019 21:40", "2019-01-05T12:00:00Z",
        "unknown: only the time of writing is known: send the time that starts the clock. At least 14 h had passed.")]
    public void A_relevant_crime_is_shared_as_domestic_abuse_is(string row, string received, string result) =>
    Is("police/relevant-crime", "sharing", row, received, result);

    [Theory]
    [InlineData("Attendance DateTime=2019-01-21 14:20:00", "2019-01-22T14:20:00Z", "on_time 24")]
    [InlineData("Attendance DateTime=2019-01-21 14:20:00", "2019-01-22T14:20:01Z", "late 24")]
    [InlineData("Attendance DateTime=2019-10-26T23:30:00", "2019-10-27T23:30:00Z", "late 25")] // the clocks went back: an hour more
    [InlineData("Discharge DateTime=2019-01-21 18:05:00", "2019-01-22T14:20:00Z",
        "unknown: no start time was sent: send the time that starts the clock.")]
    public void An_attendance_is_told_of_within_a_day(string row, string received, string result) =>
    Is("health/attendance", "sharing", row, received, result);

    // EDD 1 July 2019 less 20 weeks is 11 February
    [Theory]
    [InlineData("sharing", "Concern Identified=2019-01-21 10:20:00; EDD=2019-07-01", "2019-01-22T10:20:00Z", "on_time 24")]
    [InlineData("sharing", "Concern Identified=2019-01-21 10:20:00; EDD=2019-07-01", "2019-01-22T10:21:00Z", "late 24")]
    // the last second of the day
    [InlineData("notice-before-birth", "Concern Identified=2019-01-21 10:20:00; EDD=2019-07-01", "2019-02-11T23:59:59Z", "on_time 517.7")]
    [InlineData("notice-before-birth", "Concern Identified=2019-01-21 10:20:00; EDD=2019-07-01", "2019-02-12T00:00:00Z", "late 517.7")]
    // shared at once, and four weeks are left
    [InlineData("notice-before-birth", "Concern Identified=2019-06-03 10:20:00; EDD=2019-07-01", "2019-06-03T15:00:00Z", "late 5.7")]
    [InlineData("notice-before-birth", "Concern Identified=2019-01-21 10:20:00", "2019-01-22T10:20:00Z",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    // a year too many would be in time for ever
    [InlineData("notice-before-birth", "Concern Identified=2019-01-21 10:20:00; EDD=2020-07-01", "2019-06-22T10:20:00Z",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    // some of its hours lie over 294 days ahead
    [InlineData("notice-before-birth", "Concern Identified=2019-01-21 10:20:00; EDD=2019-11-11", "2019-01-22T10:20:00Z",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    [InlineData("notice-before-birth", "Concern Identified=2019-01-21 10:20:00; EDD=01/01/1900", "2019-01-22T10:20:00Z",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    [InlineData("notice-before-birth", "EDD=2019-07-01", "2019-01-22T10:20:00Z",
        "unknown: no start time was sent: send the time that starts the clock.")]
    public void An_unborn_child_is_told_of_in_time_to_plan(string clock, string row, string received, string result) =>
    Is("health/maternity", clock, row, received, result);

    [Theory]
    // as it begins
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00; Information Supplied=08/01/2019 14:00", "on_time 28")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00; Information Supplied=08/01/2019 14:01", "late 28")]
    // only the day of it is known
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019; Information Supplied=08/01/2019 09:00", "possibly_late 23")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019; Information Supplied=07/01/2019 23:00", "on_time 13")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019; Information Supplied=09/01/2019 00:01", "late 38")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00; Information Supplied=08/01/2019", "possibly_late 38")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00", "overdue 1559")] // never came
    [InlineData("Invited=12/03/2019 10:00; Meeting Held=14/03/2019 14:00", "open 23")] // still to be held
    [InlineData("Invited=07/01/2019 10:00; Information Supplied=08/01/2019 14:00",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2020 14:00; Information Supplied=08/02/2019 14:00",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00; Information Supplied=06/01/2019 14:00",
        "unknown: that is before the clock started: correct the two dates.")]
    // nothing is asked of it
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00; Attendance=Stood Down",
        "unknown: no start time was sent: send the time that starts the clock.")]
    [InlineData("Invited=07/01/2019 10:00; Meeting Held=08/01/2019 14:00; Attendance=Perhaps", "overdue 1559")]
    // asked after the meeting
    [InlineData("Invited=30/10/2018 09:00; Meeting Held=28/10/2018 09:00; Information Supplied=30/10/2018 10:00", "late 1")]
    public void Information_comes_before_the_meeting(string row, string result) =>
    Is("council/strategy-meeting", "information-before-meeting", row, Wednesday, result);

    [Theory]
    [InlineData("sharing", "First Day Missed=07/01/2019; Council Told=21/01/2019", "on_time 360")] // the tenth school day after
    [InlineData("sharing", "First Day Missed=08/01/2019; Council Told=22/01/2019", "on_time 360")]
    [InlineData("sharing", "First Day Missed=08/01/2019; Council Told=23/01/2019", "late 384")]
    // half term, 9 to 17 February, does not count
    [InlineData("sharing", "First Day Missed=01/02/2019; Council Told=22/02/2019", "on_time 528")]
    [InlineData("sharing", "First Day Missed=01/02/2019; Council Told=23/02/2019", "late 552")]
    [InlineData("sharing", "First Day Missed=01/03/2019", "open 297")]
    [InlineData("sharing", "First Day Missed=08/01/2019", "overdue 1545")]
    [InlineData("first-check", "First Day Missed=08/01/2019", "does not run")]
    [InlineData("first-check", "Council Told=18/01/2019; First Check=25/01/2019", "on_time 192")]
    [InlineData("first-check", "Council Told=18/01/2019; First Check=26/01/2019", "late 216")]
    [InlineData("found", "Council Told=18/01/2019; Found=22/02/2019", "on_time 864")] // half term again
    [InlineData("found", "Council Told=18/01/2019; Found=25/02/2019", "late 936")]
    [InlineData("found", "Council Told=18/01/2019", "overdue 1305")]
    public void A_child_missing_education_is_told_of_checked_and_found(string clock, string row, string result) =>
    Is("education/missing-education", clock, row, Wednesday, result);

    [Theory]
    [InlineData("education/leaver", "Leaving Date=13/03/2019", "on_time 9")] // told on the day of the deletion
    [InlineData("education/leaver", "Leaving Date=12/03/2019", "late 33")]
    [InlineData("education/joiner", "Entry Date=08/03/2019", "on_time 129")] // the fifth day after
    [InlineData("education/joiner", "Entry Date=07/03/2019", "late 153")]
    public void Who_leaves_a_register_is_told_by_the_day_and_who_joins_one_within_five(string feed, string row, string result) =>
    Is(feed, "sharing", row, Wednesday, result);

    [Theory]
    // the day of the removal
    [InlineData("Parent's Notice=07/01/2019; Removed from Roll=14/01/2019; Council Told=14/01/2019", "on_time 192")]
    [InlineData("Parent's Notice=07/01/2019; Removed from Roll=14/01/2019; Council Told=15/01/2019", "late 216")]
    // the removal is still to come
    [InlineData("Parent's Notice=07/03/2019; Removed from Roll=21/03/2019; Council Told=11/03/2019", "on_time 120")]
    [InlineData("Parent's Notice=07/03/2019; Removed from Roll=21/03/2019", "open 153")]
    [InlineData("Parent's Notice=07/01/2019; Council Told=14/01/2019",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    [InlineData("Parent's Notice=07/01/2019; Removed from Roll=14/01/2091; Council Told=14/02/2019",
        "unknown: when it was due was not sent, cannot be read, or lies too far ahead: send the date it was due before.")]
    public void A_child_educated_at_home_is_told_of_by_the_removal_from_the_roll(string row, string result) =>
    Is("education/home-education", "sharing", row, Wednesday, result);

    [Theory]
    [InlineData("Plan Type=CP; Previous Visit=07/01/2019; Visit Made=21/01/2019", "on_time 360")] // ten working days
    [InlineData("Plan Type=CP; Previous Visit=07/01/2019; Visit Made=22/01/2019", "late 384")]
    [InlineData("Plan Type=CP; Previous Visit=14/12/2018; Visit Made=02/01/2019", "on_time 480")] // Christmas and New Year
    [InlineData("Plan Type=CIN; Previous Visit=07/01/2019; Visit Made=04/02/2019", "on_time 696")] // twenty
    [InlineData("Plan Type=CIN; Previous Visit=07/01/2019; Visit Made=05/02/2019", "late 720")]
    [InlineData("Plan Type=LAC; Previous Visit=07/01/2019; Visit Made=18/02/2019", "on_time 1032")] // six weeks
    [InlineData("Plan Type=LAC; Previous Visit=07/01/2019; Visit Made=19/02/2019", "late 1056")]
    [InlineData("Plan Type=LAC Permanent; Previous Visit=01/11/2018; Visit Made=29/01/2019", "on_time 2160")] // 89 days
    [InlineData("Plan Type=LAC Permanent; Previous Visit=01/11/2018; Visit Made=30/01/2019", "late 2184")]
    [InlineData("Plan Type=LAC New Placement; Plan Started=07/01/2019; Visit Made=14/01/2019", "on_time 192")] // a week
    // a visit in the placement before starts nothing
    [InlineData("Plan Type=LAC New Placement; Plan Started=07/01/2019; Previous Visit=02/01/2019; Visit Made=14/01/2019", "on_time 192")]
    [InlineData("Plan Type=LAC New Placement; Plan Started=07/01/2019; Visit Made=15/01/2019", "late 216")]
    // six weeks from a placement's start would be five too many
    [InlineData("Plan Type=LAC; Plan Started=07/01/2019; Visit Made=15/02/2019",
        "unknown: no start time was sent: send the time that starts the clock.")]
    [InlineData("Plan Type=CP; Plan Started=07/01/2019; Visit Made=21/01/2019", "on_time 360")]
    [InlineData("Plan Type=CP; Previous Visit=07/01/2019", "overdue 1569")] // not seen since
    [InlineData("Plan Type=CIN; Previous Visit=01/03/2019", "open 297")]
    [InlineData("Previous Visit=07/01/2019; Visit Made=14/01/2019", "on_time 192")] // by every limit there is
    [InlineData("Previous Visit=07/01/2019; Visit Made=15/01/2019", "possibly_late 216")] // by some
    [InlineData("Plan Type=Other; Previous Visit=07/12/2018; Visit Made=08/03/2019", "late 2208")] // by none
    [InlineData("Previous Visit=07/01/2019", "open 1569")]
    [InlineData("Plan Type=CP; Previous Visit=07/01/2019; Visit Made=04/01/2019",
        "unknown: that is before the clock started: correct the two dates.")]
    public void A_child_with_a_plan_is_visited_in_the_time_of_that_plan(string row, string result) =>
    Is("council/visit", "visit", row, Wednesday, result);

    static void Is(string feed, string clock, string row, string received, string result) =>
        Assert.Equal(result, RowAgainst.Clock(feed, clock, row, received));
}
