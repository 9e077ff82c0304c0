namespace FrontDoor.Domain.Feeds;

/// <summary>The published list of defects (docs/defects.md). Codes are stable: partners build on them. To add one, add its entry here;
/// nothing else lists them.</summary>
public static class Defects
{
    static readonly List<Defect> published = []; // first, because what follows adds itself to it

    public static readonly Defect FileEmpty = Publish("FILE_EMPTY", Tier.File, "The file is empty.",
        "Send the file again; if there was nothing to report, send a file with only the header line.",
        "A file of 0 bytes, or a zip file with nothing in it.");
    public static readonly Defect FileFormat = Publish("FILE_FORMAT", Tier.File, "Files of this kind are not accepted.",
        "Export the table as CSV (comma separated, UTF-8) or save it as an Excel workbook (.xlsx), and send it again.",
        "A Parquet file, or a database saved under the name `ppn.csv`.");
    public static readonly Defect FileHtml =
        Publish("FILE_HTML", Tier.File, "The file is a web page, not an export: often the log-in or error page that came in its place.",
        "Log in to the system the export comes from, run the export again and look at the file before sending it. If the page shows the "
            + "table itself, open it in Excel and save it as an Excel workbook (.xlsx).",
        "A page saying that the session has expired, under the name `ppn.csv`.");
    public static readonly Defect FileWebArchive =
        Publish("FILE_WEB_ARCHIVE", Tier.File, "The file is a web archive (a saved web page), whatever its name says, and not a workbook.",
        "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and send that; or export the table again as CSV.",
        "A page saved as a single file (.mht) under the name `export.xls`.");
    public static readonly Defect FileDocument =
        Publish("FILE_DOCUMENT", Tier.File, "The file is a document or a picture, from which rows cannot be read reliably.",
        "Send the table itself, exported as CSV or saved as an Excel workbook (.xlsx), not a print or a scan of it.",
        "A PDF, a Word document or a photograph.");
    public static readonly Defect FileSpreadsheet =
        Publish("FILE_SPREADSHEET", Tier.File, "The file is a spreadsheet of a kind that is not read here.",
        "Open it, choose Save As, Excel Workbook (.xlsx), and send that.",
        "A binary workbook (.xlsb), an OpenDocument spreadsheet (.ods), an XML spreadsheet of Excel 2003.");
    public static readonly Defect FileEncrypted =
        Publish("FILE_ENCRYPTED", Tier.File, "The file, or a file in it, is locked with a password.",
        "Remove the password (in Excel: File, Info, Protect Workbook, Encrypt with Password, and clear it) and send it again: the "
            + "transfer itself is encrypted.",
        "A workbook that asks for a password when it is opened.");
    public static readonly Defect FileArchive =
        Publish("FILE_ARCHIVE", Tier.File, "The file is an archive of a kind that is not opened here.",
        "Send the files as they are, or in a plain zip file.",
        "A 7z or RAR archive, a zip file within a zip file.");
    public static readonly Defect FileDamaged = Publish("FILE_DAMAGED", Tier.File, "The file is damaged, or was cut off on its way.",
        "Open it yourself to see that it is whole, then send it again; if it fails twice, export it anew.",
        "A zip file that ends in the middle.");
    public static readonly Defect FileTooLarge = Publish("FILE_TOO_LARGE", Tier.File, "The unpacked file is larger than the limit.",
        "Send it in smaller files, by month for instance, or as CSV, which may be of any size.",
        "A workbook of 600 MB, or a zip file of 10,000 files.");
    public static readonly Defect FileMalware = Publish("FILE_MALWARE", Tier.File, "A virus scan found malware in the file.",
        "Do not open it again. Inform your security team, and send a new export from a clean machine.",
        "A workbook with a macro that a virus scanner knows.");
    public static readonly Defect FileUnregistered =
        Publish("FILE_UNREGISTERED", Tier.File, "No sender and feed of this name are registered here.",
        "Check the folder: it must be your sender name, then the feed name, as agreed. Ask the council if it is right.",
        "A file under `landing-police/northshire-polcie/domestic-abuse/`.");
    public static readonly Defect FileAgreementEnded =
        Publish("FILE_AGREEMENT_ENDED", Tier.File, "The sharing agreement for this feed has ended.",
        "Ask the council's information governance team to renew the agreement; the file must then be sent again.",
        "An agreement that ended on 31 March, a file received on 1 April.");
    public static readonly Defect FileOtherFeed = Publish("FILE_OTHER_FEED", Tier.File, "The file belongs to another feed.",
        "Drop it in the folder of that feed, or send this one's in its place.",
        "A file with the columns of the health feed, in the folder of the police feed.");
    public static readonly Defect FileFormatNotAgreed =
        Publish("FILE_FORMAT_NOT_AGREED", Tier.File, "The file is in a format that was not agreed for this feed.",
        "Send one of the agreed formats, or ask the council to agree this one.",
        "A FHIR Bundle sent to the police feed.");
    public static readonly Defect FileJson =
        Publish("FILE_JSON", Tier.File, "The JSON of the file cannot be read as a list of records; none was accepted.",
        "If the file was cut off, export it again and send the whole of it. Else write one list of objects, or one object a line, as a "
            + "JSON library writes it: no comments, no comma after the last, nothing after the end.",
        "A list that breaks off in its third record: an upload that did not finish.");
    public static readonly Defect FilePage =
        Publish("FILE_PAGE", Tier.Warning, "The file is one page of several, and the records of the others are not in it.",
        "Send the other pages too, each as a file of its own, or export all records at once.",
        "A list of one record beside `\"total\": 2` and the address of a next page.");
    public static readonly Defect FileErrorBeside =
        Publish("FILE_ERROR_BESIDE", Tier.Warning,
        "The system the file comes from says beside the records that something went wrong: records may be missing.",
        "Look at the error at the beginning or the end of the file, put it right, export again and send the whole of it.",
        "`\"errors\": [...]` beside a list of records; `\"timed_out\": true`.");
    public static readonly Defect FileCutOff =
        Publish("FILE_CUT_OFF", Tier.Warning,
        "The file ends in the middle of a record: it was cut off on its way, or its export did not finish.",
        "Look at the end of the file, export it again and send the whole of it: what came after this record is not here.",
        "A CSV whose last line is `PPN/19/000123,1,Domes`.");
    public static readonly Defect FileTail =
        Publish("FILE_TAIL", Tier.Warning, "There is more data after the end of the packed data; it was not read.",
        "Pack the file again and send that; if that data has records, put them into the file before you pack it.",
        "A gzip file with an error message written after its end.");
    public static readonly Defect FileEncodingDeclared =
        Publish("FILE_ENCODING_DECLARED", Tier.Warning,
        "The file declares one encoding and is written in another; it was read in the one it is written in.",
        "Save the file in the encoding that its first line declares; UTF-8 is the best.",
        "`<?xml version=\"1.0\" encoding=\"utf-16\"?>` above a text in UTF-8.");
    public static readonly Defect FileFhir =
        Publish("FILE_FHIR", Tier.File, "The FHIR file holds no referral (ServiceRequest) that could be read.",
        "Send FHIR R4 as JSON: a Bundle, or a resource a line, with a ServiceRequest for each child.",
        "A Bundle of nothing but Observations.");
    public static readonly Defect FileXml =
        Publish("FILE_XML", Tier.File, "The XML of the file cannot be read as the agreed records; none was accepted.",
        "If the file was cut off, export it again and send the whole of it. Else send well-formed XML with the agreed record element.",
        "A file that ends before its last element is closed.");
    public static readonly Defect SheetHidden = Publish("FILE_SHEET_HIDDEN", Tier.Warning, "A hidden sheet of the workbook was not read.",
        "If it holds records, unhide it and send the workbook again; if not, leave it out.",
        "A hidden sheet `Lookups` beside the sheet of notifications.");
    public static readonly Defect SheetSkipped =
        Publish("FILE_SHEET_SKIPPED", Tier.Warning, "A sheet of the workbook has no header of this feed, and was not read.",
        "If it holds records, put the feed's column names in one row above them and send the workbook again.",
        "A sheet `Notes` or a pivot table beside the sheet of notifications.");
    public static readonly Defect EntryIgnored =
        Publish("FILE_ENTRY_IGNORED", Tier.Warning, "A file that a Mac or Windows put into the archive by itself was not read.",
        "There is nothing to do.",
        "`__MACOSX/._ppn.csv`, `Thumbs.db`.");
    public static readonly Defect EntryForeign =
        Publish("FILE_ENTRY_FOREIGN", Tier.File, "A file in the archive has no header of this feed, while others have.",
        "Leave it out of the archive and send that again; if it holds records, put the feed's column names in one line above them.",
        "`readme.txt` beside the file of notifications.");
    public static readonly Defect HeaderMissing =
        Publish("HDR_NOT_FOUND", Tier.File, "None of the first 20 lines is a header of this feed.",
        "Put the column names of this feed in one line above the rows; if there was nothing to report, send only that line.",
        "The rows begin on line 1, with no names above them.");
    public static readonly Defect HeaderInOneCell = Publish("HDR_IN_ONE_CELL", Tier.File, "All column names are in one cell.",
        "Export the file again with separate columns. In a CSV, no quotes may enclose a whole line; in a workbook, split its first "
        + "column (Text to Columns) before it is saved.",
        "Every line of a CSV within one pair of quotes; a CSV pasted into the first column of a sheet.");
    public static readonly Defect HeaderKeyMissing =
        Publish("HDR_KEY_MISSING", Tier.File, "A column that identifies the record is missing.",
        "Add the column named, under its agreed name.",
        "A police file without `PPN Reference`.");
    public static readonly Defect HeaderClockMissing =
        Publish("HDR_CLOCK_MISSING", Tier.File, "There is no column from which lateness could be measured.",
        "Add at least one of the columns named.",
        "A police file with no incident, reported or created date at all.");
    public static readonly Defect HeaderClockNearly =
        Publish("HDR_CLOCK_NEARLY", Tier.File,
        "A column for measuring lateness is missing, and the file has an unknown column with nearly its name.",
        "Give the column the name agreed. Without it a late record could look in time, so no row was accepted.",
        "A police file with Incident Strt Date where Incident Start Date was meant.");
    public static readonly Defect HeaderRiskNearly =
        Publish("HDR_RISK_NEARLY", Tier.File,
        "The risk column, which decides the limit, is missing, and the file has an unknown column with nearly its name.",
        "Give the column exactly the agreed name. Without it a high risk would count as medium, so no row was accepted.",
        "A police file with `Risk Level of Child` where `Risk Level` was meant.");
    public static readonly Defect HeaderReadAs =
        Publish("HDR_READ_AS", Tier.Warning, "The heading holds more than the agreed name, and was read as that column.",
        "Give the column exactly the agreed name.",
        "`Risk Level (please select from the list)`, read as `Risk Level`.");
    public static readonly Defect HeaderAmbiguous = Publish("HDR_AMBIGUOUS", Tier.File, "Two columns could be the same column of the feed.",
        "Rename or remove one of the two.",
        "`DOB` and `Date of Birth` in one header.");
    public static readonly Defect HeaderColumnAbsent = Publish("HDR_COLUMN_ABSENT", Tier.Warning, "An agreed column is not in the file.",
        "Add the column; rows are accepted without it.",
        "A police file without `Encompass Sent Date`.");
    public static readonly Defect RowUnsplit = Publish("ROW_UNSPLIT", Tier.Row, "The record could not be split into its columns.",
        "Look for a quote that is not closed, or a separator in text that is not quoted, on this line.",
        "`PPN/19/000123,1,\"99/4502/19,High`: the quote is never closed.");
    public static readonly Defect RowUnreadable = Publish("ROW_UNREADABLE", Tier.Row, "The record could not be read.",
        "Send the record again, whole: one JSON object, no longer than 256,000 characters.",
        "Line 12 of a file with an object a line, which is cut off before its last bracket.");
    public static readonly Defect RowShifted = Publish("ROW_SHIFTED", Tier.Row, "The cells are shifted by one column.",
        "Look for a cell left out, or one too many, on this line: often a separator in text that is not quoted.",
        "A row whose reference was left out, and which has an empty cell more at its end.");
    public static readonly Defect RowKeyMissing =
        Publish("ROW_KEY_MISSING", Tier.Row, "The record cannot be identified: part of its key is empty.",
        "Fill in the column named and send the row again.",
        "An empty `PPN Reference`.");
    public static readonly Defect RowOtherCouncil =
        Publish("ROW_OTHER_COUNCIL", Tier.Row, "The child belongs to a council that this service does not serve.",
        "Send the row to that council, or correct the LA code.",
        "LA code `998` from a sender whose agreement names 999.");
    public static readonly Defect RowCouncilUnreadable =
        Publish("ROW_COUNCIL_UNREADABLE", Tier.Row, "The child's council cannot be read: it may be another council.",
        "Send the three digits of the council's LA code, or its nine-character code; leave the cell empty only where the council "
            + "is not known.",
        "LA code `E99999999`, or `northern area`.");
    public static readonly Defect CountMismatch =
        Publish("DQ_COUNT_MISMATCH", Tier.Warning, "The file states another number of records than was read.",
        "Compare the two; if the file was cut off or rows were lost, send it again.",
        "`Total records: 12` below 11 rows.");
    public static readonly Defect EncodingMixed =
        Publish("DQ_ENCODING_MIXED", Tier.Warning, "The line is in another encoding than most of the file; it was read in its own.",
        "Export the whole file in UTF-8.",
        "A narrative pasted from a word processor, in Windows-1252 within a file in UTF-8.");
    public static readonly Defect EncodingDos =
        Publish("DQ_ENCODING_DOS", Tier.Warning, "The line is in code page 850, in which Excel saves \"CSV (MS-DOS)\", and was read so.",
        "Check the accents of the names on this line, and save the file as CSV UTF-8.",
        "`Zo` and the byte 89 for `Zoë`.");
    public static readonly Defect EncodingMac =
        Publish("DQ_ENCODING_MAC", Tier.Warning, "The line is in Mac OS Roman, in which Excel saves \"CSV (Macintosh)\", and was read so.",
        "Check the accents of the names on this line, and save the file as CSV UTF-8.",
        "`Zo` and the byte 91 for `Zoë`.");
    public static readonly Defect EncodingDoubtful =
        Publish("DQ_ENCODING_DOUBTFUL",
        Tier.Warning, "A name on the line has marks where it should have letters, and the encoding of the line is uncertain: it "
        + "was read as "
        + "Windows-1252.",
        "Save the file as CSV UTF-8 and send it again; a name was not matched by that letter.",
        "`Zo‰` for `Zoë`.");
    public static readonly Defect EncodingRepaired =
        Publish("DQ_ENCODING_REPAIRED", Tier.Warning,
        "The text was damaged by a wrong encoding or NUL characters on its way, and was put right.",
        "Export the file in UTF-8, and send it without opening it in another program.",
        "`childrenâ€™s` for `children’s`.");
    public static readonly Defect CharacterLost =
        Publish("DQ_CHARACTER_LOST", Tier.Warning, "A letter was lost before the file came here; there is a replacement character in "
        + "its place.",
        "Correct the text at its source; a name was not matched by that letter.",
        "`Zo�` for `Zoë`.");
    public static readonly Defect DateOrderUs =
        Publish("DQ_DATE_ORDER_US", Tier.Warning, "The column writes the month before the day, and was read so.",
        "Send dates as agreed, day first, or as yyyy-MM-dd.",
        "`01/13/2019` in a column where no date needs the day first.");
    public static readonly Defect DateAmbiguous =
        Publish("DQ_DATE_AMBIGUOUS",
        Tier.Warning, "Dates are written with the day first and with the month first, or a spreadsheet may have swapped the two; a date "
        + "that could "
        + "be either was not read.",
        "Send every date day first, or as yyyy-MM-dd, straight from your system.",
        "`01/13/2019` and `14/01/2019` in one column; `03/02/2019` beside a date of birth of `2/14/2012`; in a workbook the text "
            + "`14/02/2019` above a date cell.");
    public static readonly Defect DateSerial =
        Publish("DQ_DATE_SERIAL", Tier.Warning, "The date is a spreadsheet's serial number, and was read as that day.",
        "Format the column as a date before the file is saved.",
        "`43469.9271` for `04/01/2019 22:15`.");
    public static readonly Defect YearShort =
        Publish("DQ_YEAR_SHORT",
        Tier.Warning, "The year has two digits, and was read as the latest possible year. If that is ten years or more before receipt, "
        + "it is not accepted as a date, except for a date of birth.",
        "Send a year of four digits.",
        "`04-Jan-19`.");
    public static readonly Defect BirthEstimated =
        Publish("DQ_BIRTH_ESTIMATED", Tier.Warning,
        "A birthday of 1 January, which often means that only the year is known; it was used as sent.",
        "Nothing if it is right; else send the true date.",
        "A date of birth of `01/01/2012`.");
    public static readonly Defect DateWeekend =
        Publish("DQ_DATE_WEEKEND", Tier.Warning, "The day is a Saturday or Sunday, when this does not take place; it was used as sent.",
        "Check the date; nothing if it is right. The children in need census asks for a weekday too (rules 8870Q and 8875).",
        "A child protection conference on `06/01/2019`.");
    public static readonly Defect NoValue =
        Publish("DQ_NO_VALUE", Tier.Warning, "The cell holds a word or a mark for no value (NULL, N/A, -), and was read as empty.",
        "Leave the cell empty where there is no value; where there is one, send it.",
        "`NULL` in `Child Reference`, as SQL tools write it; `N/A` in `Council Told`.");
    public static readonly Defect MarksRemoved =
        Publish("DQ_MARKS_REMOVED",
        Tier.Warning, "Marks that are not part of the value were removed: an apostrophe or quotes that protect it from a spreadsheet, "
        + "or invisible characters.",
        "Send only the value.",
        "`'SG-2019-00902` and `=\"SG-2019-00902\"` for SG-2019-00902.");
    public static readonly Defect ValueMissing = Publish("DQ_MISSING", Tier.Warning, "A value that should be there is empty.",
        "Fill it in when the record is next sent.",
        "An empty `Incident Type`.");
    public static readonly Defect ValueTwice =
        Publish("DQ_VALUE_TWICE", Tier.Warning, "The record has the value more than once, with differences.",
        "Give one value. For codes, the first agreed one was used; for NHS numbers, the first; for others, all were joined.",
        "`\"Status\": \"New\", \"Status\": \"Cancelled\"` in one JSON object.");
    public static readonly Defect ValueList =
        Publish("DQ_VALUE_LIST", Tier.Warning, "There is a list of objects where one value is expected.",
        "Give one value; send several children as several records.",
        "`\"Children\": [{\"Forename\": \"Ada\"}, {\"Forename\": \"Ben\"}]` in one record.");
    public static readonly Defect NameTogether =
        Publish("DQ_NAME_TOGETHER", Tier.Warning,
        "The name is one text, and it is not clear which part is the surname: the child was not matched by name.",
        "Send surname and forename separately (in FHIR: Patient.name.family and given), or the surname first with a comma after it.",
        "`Ada TESTCASE` as the one name of a child.");
    public static readonly Defect TimePlanned =
        Publish("TIME_PLANNED", Tier.Warning,
        "The time is that of a planned service, not of the child's attendance; it was not used as the attendance.",
        "Give the attendance as an Encounter that has begun: its time is read from Encounter.period.start. ServiceRequest.occurrence is "
            + "a planned time.",
        "`occurrencePeriod` in a ServiceRequest without an Encounter.");
    public static readonly Defect ReferenceUnresolved =
        Publish("DQ_REFERENCE", Tier.Warning, "The record refers to a resource that is not in the file, or to more than one.",
        "Put the resource into the same Bundle or file, under the reference given.",
        "`\"subject\": {\"reference\": \"Patient/12\"}` and no Patient of that id.");
    public static readonly Defect CodeUnmapped = Publish("CODE_UNMAPPED", Tier.Warning, "The value is not one of the agreed codes.",
        "Use one of the agreed codes, or ask for this one to be added.",
        "Risk level `Purple`.");
    public static readonly Defect CellError =
        Publish("DQ_CELL_ERROR", Tier.Warning, "The cell holds an error of a spreadsheet, and was read as empty.",
        "Correct the formula, or type the value in its place.",
        "`#N/A`, `#REF!`, `########`.");
    public static readonly Defect IntegerInvalid = Publish("DQ_NOT_A_NUMBER", Tier.Warning, "The value is not a whole number.",
        "Send only digits.",
        "PPN version `two`.");
    public static readonly Defect DateInvalid = Publish("DQ_DATE_INVALID", Tier.Warning, "The date cannot be read or is not possible.",
        "Send dates as agreed.",
        "A date of birth of `31/02/2012`.");
    public static readonly Defect TimeInvalid = Publish("TIME_INVALID", Tier.Warning, "The date or time cannot be read or is not possible.",
        "Send times as agreed.",
        "An incident at `04/13/2019 25:10`.");
    public static readonly Defect TimeAllMidnight =
        Publish("TIME_ALL_MIDNIGHT",
        Tier.Warning, "Every time in the column is 00:00 or 23:59, as if a program had turned days into moments: only the day was "
        + "used, so the result is a range.",
        "Send the time of day as well.",
        "`20/01/2019 00:00:00` in every row of Attendance DateTime.");
    public static readonly Defect TimePlaceholder =
        Publish("TIME_PLACEHOLDER", Tier.Warning, "The date is one that systems store for 'not known'.",
        "Leave the value empty when it is not known.",
        "`01/01/1900 00:00`.");
    public static readonly Defect TimeWithoutDate = Publish("TIME_DATE_MISSING", Tier.Warning, "There is a time, and its date is missing.",
        "Fill in the date: nothing can be measured from a time without a date.",
        "`22:15` in Incident Time To, and an empty Incident Date To.");
    public static readonly Defect PrecisionLost =
        Publish("DQ_PRECISION_LOST",
        Tier.Warning, "A spreadsheet has changed this value: a leading zero or digits are lost, or it became a date. In a key column "
        + "it rejects the row.",
        "Format the column as text before saving, or export directly from your system. The value was not restored, and not used for "
        + "matching.",
        "An occurrence reference of `4.3E+10`, a reference of `3-19` that became `Mar-19`, an NHS number of `401023213`, a LAESTAB "
            + "of `201/614`.");
    public static readonly Defect NhsInvalid =
        Publish("ID_NHS_INVALID", Tier.Warning, "The NHS number fails its check digit or has the wrong length.",
        "Check the number at its source; it was not used for matching.",
        "`999 000 0010`, whose check digit should be 8 after 999 000 001.");
    public static readonly Defect NhsTestRange =
        Publish("ID_NHS_TEST_RANGE", Tier.Warning,
        "The NHS number is from the range kept for tests. If the service is set to accept no test numbers, it rejects the row.",
        "Send the child's real number, or leave it empty.",
        "`999 000 0018`.");
    public static readonly Defect NumberShared =
        Publish("ID_NUMBER_SHARED", Tier.Warning,
        "Children with different names and dates of birth have the same NHS number or UPN: one of them has another child's number.",
        "Check at the source whose number it is, and send the other child's own. Until then the number does not show which "
            + "child is meant.",
        "One number on Ada Testcase, born 14/02/2012, and on Ben Example, born 09/04/2006.");
    public static readonly Defect SystemUnknown =
        Publish("ID_SYSTEM_UNKNOWN", Tier.Warning, "The identifier is given under a system that is not known here, and was not read.",
        "Send the identifier under the system named as agreed.",
        "An NHS number under `https://fhir.nhs.uk/Id/nhs-numbers`.");
    public static readonly Defect UpnInvalid =
        Publish("ID_UPN_INVALID", Tier.Warning, "The UPN fails its check letter or has the wrong shape.",
        "Check the number at its source; it was not used for matching.",
        "`A001999919001`, whose check letter should be F.");
    public static readonly Defect UpnTemporary =
        Publish("ID_UPN_TEMPORARY", Tier.Warning, "The UPN is a temporary one: it may have been another child's.",
        "Send the permanent UPN once it is known; this one was not used for matching.",
        "`R00199991900A`, which ends in a letter.");
    public static readonly Defect AuthorityUnknown =
        Publish("ID_LA_UNKNOWN", Tier.Warning, "The local authority in the UPN or LAESTAB is not on any list.",
        "Check the three digits at the source; the number was not used for matching.",
        "UPN `H243278544154`: its letter is right, and no authority is 243.");
    public static readonly Defect UrnInvalid = Publish("ID_URN_INVALID", Tier.Warning, "A URN has six digits.", "Send the school's URN.",
        "`99901`.");
    public static readonly Defect LaestabInvalid =
        Publish("ID_LAESTAB_INVALID", Tier.Warning, "A LAESTAB has seven digits.",
        "Send the three digits of the council, then the four of the school.",
        "`999/90011`.");
    public static readonly Defect PostcodeInvalid = Publish("ID_POSTCODE_INVALID", Tier.Warning, "The postcode does not have a valid "
    + "form.",
        "Check the postcode; it was not used for matching.",
        "`ME4 4T`.");
    public static readonly Defect PostcodeLookAlike =
        Publish("ID_POSTCODE_LOOKALIKE", Tier.Warning,
        "The postcode does not have a valid form, but would have one with 0 for O, or 1 for I or l, or the reverse.",
        "Look for a letter typed for the digit it looks like, as in A9 9AA typed Al 9AA. Correct it at the source; nothing was "
            + "changed here, and it was not used for matching.",
        "`MEl 4TR`.");
    public static readonly Defect PoliceReferenceForm =
        Publish("ID_POLICE_REF_FORM", Tier.Warning, "The police reference has an unknown form.",
        "Check that it is whole. If it is the form your system uses, tell the council, and it will be added; the row was accepted with "
        + "it.",
        "`see log`.");
    public static readonly Defect OdsInvalid =
        Publish("ID_ODS_INVALID", Tier.Warning, "The ODS code does not have a valid form.", "Send the organisation's ODS code.",
        "`R/`.");

    /// <summary>Every defect, in the order of the list.</summary>
    public static IReadOnlyList<Defect> All => published;

    public static Defect? Find(string code) => published.Find(defect => defect.Code == code);

    static Defect Publish(string code, Tier tier, string meaning, string advice, string example)
    {
        var defect = new Defect(code, tier, meaning, advice, example);
        published.Add(defect);
        return defect;
    }
}
