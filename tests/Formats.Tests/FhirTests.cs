using System.Text.Json.Nodes;
using FrontDoor.Ingestion;
using FrontDoor.Tests;

namespace FrontDoor.Formats.Tests;

/// <summary>Each ServiceRequest of a FHIR file is a row; what it refers to is found wherever it stands, or its absence is told
/// of.</summary>
public sealed class FhirTests : IDisposable
{
    const string Referral = """{"resourceType":"ServiceRequest","id":"1","status":"active","intent":"order","subject":{"reference":"Patient/p"},"encounter":{"reference":"#seen"},"contained":[{"resourceType":"Encounter","id":"seen","status":"finished","period":{"start":"2019-01-04T20:00:00Z"}}],"reasonCode":[{"text":"Neglect"}]}""";
    const string Patient = """{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}],"name":[{"family":"Testcase","given":["Ada"]}],"gender":"female","birthDate":"2012-02-14"}""";

    readonly Premises _at = new();

    public void Dispose() => _at.Dispose();

    Task<IngestResult> Take(string text, double hours = 0) => _at.Take(text, hours, "referral.json", Premises.Health);

    static string Bundle(string type, params IEnumerable<string> entries) =>
        $$"""{"resourceType":"Bundle","type":"{{type}}","timestamp":"2019-01-04T22:00:00Z","entry":[{{string.Join(',', entries)}}]}""";

    static string Entry(string resource, string? fullUrl = null) =>
        fullUrl is null ? $$"""{"resource":{{resource}}}""" : $$"""{"fullUrl":"{{fullUrl}}","resource":{{resource}}}""";

    List<string> Sent(string columns, string order = "line") =>
        _at.AskRestricted("identities", $"select {columns} from {{0}} order by {order}");

    [Fact]
    public async Task A_message_is_read_as_the_golden_folder_says()
    {
        const string folder = "health-safeguarding-referral/fhir-message";
        var result = await _at.Take(GoldenFolder.Sent(folder, "referral.json"), 24 * 181, "referral.json", Premises.Health);

        Assert.Equal((4, 3, 1), (result.RowsIn, result.Accepted, result.Rejected));
        GoldenFolder.Check(folder, "receipt.txt", _at.Receipt(".receipt.txt", "health"));
        GoldenFolder.Check(folder, "rejects.csv", _at.Receipt(".rejects.csv", "health"));
        GoldenFolder.Check(folder, "rows.txt",
            string.Concat(Sent("line, sent_referral_id, sent_org_ods, sent_site_ods, sent_nhs_number, sent_surname, sent_forename, "
            + "sent_dob, sent_edd, "
            + "sent_sex, sent_postcode, sent_gp_practice_code, sent_attendance_datetime, sent_referral_created, sent_referral_sent, "
            + "sent_source, sent_concern_category, sent_narrative, sent_status, sent_updated").Select(row => row + "\n")));
        GoldenFolder.Check(folder, "timeliness.txt",
            string.Concat(_at.Ask("select line, started_basis, started_on, elapsed_hours, status, severity from timeliness order by line")
                .Select(row => row + "\n")));
        Assert.Equal(["fhir|utf-8"], _at.Ask("select format, encoding from files"));
        Assert.DoesNotContain("Testcase", string.Concat(_at.Dump().Where(row => !row.StartsWith("restricted", StringComparison.Ordinal))),
            StringComparison.Ordinal);
    }

    public static TheoryData<string, string, bool> References => new()
    {
        { "relative", Bundle("collection", Entry(Referral), Entry(Patient)), true },
        { "relative, the patient first", Bundle("searchset", Entry(Patient), Entry(Referral)), true },
        { "relative, on one server",
        Bundle("batch", Entry(Referral, "https://a.example/fhir/ServiceRequest/1"), Entry(Patient, "https://a.example/fhir/Patient/p")),
        true },
        { "absolute", Bundle("collection",
        Entry(Referral.Replace("Patient/p", "https://a.example/fhir/Patient/p", StringComparison.Ordinal)),
            Entry(Patient, "https://a.example/fhir/Patient/p")), true },
        { "absolute, with a version",
        Bundle("collection", Entry(Referral.Replace("Patient/p", "https://a.example/fhir/Patient/p/_history/2", StringComparison.Ordinal)),
        Entry(Patient, "https://a.example/fhir/Patient/p")), true },
        { "absolute, of another server",
        Bundle("collection", Entry(Referral.Replace("Patient/p", "https://b.example/fhir/Patient/p", StringComparison.Ordinal)),
        Entry(Patient, "https://a.example/fhir/Patient/p")), false },
        { "urn", Bundle("message", Entry(Referral.Replace("Patient/p", "urn:uuid:7", StringComparison.Ordinal)),
        Entry(Patient, "urn:uuid:7")), true },
        { "contained", Bundle("collection",
        Entry(Referral.Replace("Patient/p", "#p", StringComparison.Ordinal)
            .Replace("\"contained\":[", $"\"contained\":[{Patient},", StringComparison.Ordinal))), true },
        { "contained, not there",
        Bundle("collection", Entry(Referral.Replace("Patient/p", "#p", StringComparison.Ordinal)), Entry(Patient)),
        false },
        { "by identifier", Bundle("collection",
        Entry(Referral.Replace("\"reference\":\"Patient/p\"",
            "\"type\":\"Patient\",\"identifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000018\"}",
                StringComparison.Ordinal)), Entry(Patient)), true },
        { "not there", Bundle("collection", Entry(Referral)), false },
        // which child?
        { "two that differ", Bundle("collection", Entry(Referral), Entry(Patient),
        Entry(Patient.Replace("Ada", "Eve", StringComparison.Ordinal))), false },
        { "the same twice", Bundle("collection", Entry(Referral), Entry(Patient), Entry(Patient)), true },
        { "a line each", $"{Referral}\n{Patient}\n", true },
        { "a line each, the first one broken", $"{{\"resourceType\":\n{Patient}\n{Referral}\n", true },
        { "a line that is a Bundle",
        $"{Bundle("message", Entry(Referral), Entry(Patient))}\n"
            + $"{Bundle("message", Entry(Patient.Replace("Ada", "Eve", StringComparison.Ordinal)))}\n", true },
        { "a Bundle in a Bundle", Bundle("searchset", Entry(Bundle("message", Entry(Patient), Entry(Referral)))), true },
        { "a list of resources", $"[{Patient},{Referral}]", true },
        { "one resource", Referral, false },
    };

    [Theory, MemberData(nameof(References))]
    public async Task A_reference_is_the_resource_it_means_or_a_defect_of_its_row(string kind, string file, bool isFound)
    {
        var result = await Take(file);

        Assert.True(result.Accepted == 1, $"{kind}: {result.ReceiptText}");
        Assert.Equal([isFound ? "9990000018|Testcase|Ada|2012-02-14|female" : "||||"],
            Sent("sent_nhs_number, sent_surname, sent_forename, sent_dob, sent_sex"));
        Assert.Equal(isFound ? [] : ["DQ_REFERENCE|NHS Number"],
            _at.Ask("select code, \"column\" from rejects where code = 'DQ_REFERENCE'"));
        Assert.Equal(result.Rejected, kind.EndsWith("broken", StringComparison.Ordinal) ? 1 : 0);
    }

    // What the referral says of its time; what is taken for the attendance; what is told of it
    [Theory]
    [InlineData("\"encounter\":{\"reference\":\"Encounter/e\"}", "2019-01-04T20:00:00Z", "")]
    // the child was seen before the service that is wanted
    [InlineData("\"encounter\":{\"reference\":\"Encounter/e\"},\"occurrenceDateTime\":\"2019-01-05T20:00:00Z\"", "2019-01-04T20:00:00Z",
        "")]
    [InlineData("\"occurrenceDateTime\":\"2019-01-04T20:00:00Z\"", "", "TIME_PLANNED")]
    [InlineData("\"occurrencePeriod\":{\"start\":\"2019-01-04\"}", "", "TIME_PLANNED")]
    [InlineData("\"occurrenceTiming\":{\"event\":[\"2019-01-04T20:00:00Z\"]}", "", "TIME_PLANNED")]
    // although it was written later: R4 knows no other occurrence
    [InlineData("\"authoredOn\":\"2019-01-04T21:00:00Z\",\"occurrenceDateTime\":\"2019-01-04T20:00:00Z\"", "", "TIME_PLANNED")]
    [InlineData("\"encounter\":{\"reference\":\"Encounter/planned\"}", "", "TIME_PLANNED")]
    [InlineData("\"encounter\":{\"reference\":\"Encounter/cancelled\"}", "", "TIME_PLANNED")]
    [InlineData("\"encounter\":{\"reference\":\"Encounter/elsewhere\"},\"occurrenceDateTime\":\"2019-01-04T20:00:00Z\"", "",
        "DQ_REFERENCE TIME_PLANNED")]
    // an Encounter that is not in the file has no time here
    [InlineData("\"encounter\":{\"identifier\":{\"value\":\"A1\"}}", "", "DQ_REFERENCE")]
    [InlineData("\"encounter\":{\"reference\":\"Patient/p\"}", "", "DQ_REFERENCE")]
    [InlineData("\"encounter\":{\"reference\":\"Encounter/no-time\"}", "", "")]
    [InlineData("\"authoredOn\":\"2019-01-04T20:00:00Z\"", "", "")] // when it was written is no attendance
    public async Task Attendance_is_when_an_encounter_began_and_never_a_planned_time(string times, string said, string told)
    {
        static string Encounter(string id, string status) =>
            $$$"""{"resourceType":"Encounter","id":"{{{id}}}","status":"{{{status}}}","period":{"start":"2019-01-04T20:00:00Z"}}""";
        var referral = $$"""{"resourceType":"ServiceRequest","id":"1","status":"active","intent":"order","subject":{"reference":"Patient/p"},{{times}},"reasonCode":[{"text":"Neglect"}]}""";
        await Take($"{referral}\n{Patient}\n{Encounter("e", "finished")}\n{Encounter("planned", "planned")}\n"
            + $"{Encounter("cancelled", "cancelled")}\n{{\"resourceType\":\"Encounter\",\"id\":\"no-time\"}}\n");

        Assert.Equal([said], Sent("sent_attendance_datetime"));
        Assert.Equal([said.Length == 0 ? "unknown" : "on_time"], _at.Ask("select status from timeliness"));
        Assert.Equal([told], [string.Join(' ',
            _at.Ask("select code from rejects where code in ('DQ_REFERENCE', 'TIME_PLANNED') order by code"))]);
    }

    // The system of the NHS number; whether it is read; what the receipt names
    [Theory]
    [InlineData("\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",", true, null)]
    [InlineData("\"system\":\"https://fhir.nhs.uk/id/nhs-number\",", true, null)]
    [InlineData("\"system\":\"HTTP://FHIR.NHS.UK/Id/NHS-Number/\",", true, null)]
    [InlineData("\"system\":\"http://fhir.nhs.net/Id/nhs-number\",", true, null)] // GP Connect, first version
    [InlineData("\"system\":\"urn:oid:2.16.840.1.113883.2.1.4.1\",", true, null)] // HL7 version 3
    [InlineData("\"system\":\"https://fhir.nhs.uk/Id/nhs-numbers\",", false,
        "'https://fhir.nhs.uk/Id/nhs-numbers', agreed is https://fhir.nhs.uk/Id/nhs-number")]
    [InlineData("\"system\":\"https://fhir.nhs.uk/Id/ods-organization-code\",", false, null)] // known, and no NHS number
    [InlineData("\"system\":\"https://hospital.example/9434765919\",", false, "'https://hospital.example/…', agreed is")]
    [InlineData("", false, "no system, agreed is https://fhir.nhs.uk/Id/nhs-number")]
    [InlineData("\"use\":\"old\",\"system\":\"https://hospital.example/mrn\",", false, null)]
    public async Task A_system_that_is_known_by_another_name_is_read_and_any_other_is_named(string system, bool isRead, string? named)
    {
        var result = await Take(
            Bundle("collection", Entry(Referral),
                Entry(Patient.Replace("\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",", system, StringComparison.Ordinal)
                    .Replace("9990000018", "4010232137", StringComparison.Ordinal))));

        Assert.Equal([isRead ? "nhs" : "demographic"], _at.Ask("select child_key_basis from notifications"));
        Assert.Equal(named is null ? [] : ["ID_SYSTEM_UNKNOWN|NHS Number|warning"],
            _at.Ask("select code, \"column\", tier from rejects where code = 'ID_SYSTEM_UNKNOWN'"));
        if (named is not null) Assert.Contains($"Found: {named}", result.ReceiptText, StringComparison.Ordinal);
        Assert.DoesNotContain("9434765919", result.ReceiptText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_the_hospitals_own_beside_the_NHS_number_is_no_defect_and_is_named_as_not_used()
    {
        var result = await Take(
            Bundle("collection", Entry(Referral),
                Entry(Patient.Replace("\"identifier\":[", "\"identifier\":[{\"system\":\"https://hospital.example/mrn\",\"value\":\"M1\"},",
                    StringComparison.Ordinal))));

        Assert.Empty(_at.Ask("select code from rejects where code = 'ID_SYSTEM_UNKNOWN'"));
        Assert.Contains("not used: identifier of 'https://hospital.example/mrn'", result.ReceiptText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\":\"Ada TESTCASE\"", "Ada TESTCASE|", "DQ_NAME_TOGETHER", "")] // which is the surname?
    [InlineData("\"text\":\"TESTCASE, Ada\"", "TESTCASE|Ada", "", "demographic")]
    [InlineData("\"text\":\"Ada Testcase\",\"family\":\"Testcase\",\"given\":[\"Ada\"]", "Testcase|Ada", "", "demographic")]
    [InlineData("\"text\":\"Testcase\"", "Testcase|", "", "")] // one name
    public async Task A_name_that_is_text_alone_is_parted_at_its_comma_or_told_of(string name, string sent, string told, string basis)
    {
        await Take(Bundle("collection", Entry(Referral),
            Entry(Patient.Replace("\"family\":\"Testcase\",\"given\":[\"Ada\"]", name, StringComparison.Ordinal))));

        Assert.Equal([sent], Sent("sent_surname, sent_forename"));
        Assert.Equal([told], [string.Join(' ', _at.Ask("select code from rejects where code = 'DQ_NAME_TOGETHER'"))]);
        Assert.Equal([basis], _at.Ask("select coalesce(child_key_basis, '') from notifications"));
    }

    [Theory]
    [InlineData("message", "", "2019-01-04T22:00:00Z")]
    [InlineData("searchset", "", "")] // when a search was answered is not when a referral was sent
    [InlineData("collection",
        """{"resource":{"resourceType":"Communication","status":"completed","basedOn":[{"reference":"ServiceRequest/1"}],"sent":"2019-01-04T21:30:00Z"}}""", "2019-01-04T21:30:00Z")]
    [InlineData("message", """{"resource":{"resourceType":"Communication","status":"completed","about":[{"reference":"ServiceRequest/1"}],"sent":"2019-01-04T21:30:00Z"}}""", "2019-01-04T21:30:00Z")]
    public async Task Sent_is_the_communication_else_the_message_and_never_when_it_was_written(string type, string more, string said)
    {
        var written = Referral.Replace("\"intent\"", "\"authoredOn\":\"2019-01-04T20:30:00Z\",\"intent\"", StringComparison.Ordinal);
        await Take(Bundle(type, [Entry(written), Entry(Patient), .. more.Length == 0 ? Array.Empty<string>() : [more]]));

        Assert.Equal([$"{said}|2019-01-04T20:30:00Z"], Sent("sent_referral_sent, sent_referral_created"));
    }

    [Theory]
    [InlineData("2011-05")]
    [InlineData("2011")]
    public async Task A_part_of_a_date_of_birth_is_none_and_told_of(string born)
    {
        var result = await Take(
            Bundle("collection", Entry(Referral), Entry(Patient.Replace("2012-02-14", born, StringComparison.Ordinal))));

        Assert.Equal(1, result.Accepted);
        Assert.Equal(["DQ_DATE_INVALID|DOB"], _at.Ask("select code, \"column\" from rejects where \"column\" = 'DOB'"));
        Assert.Equal(["|unknown"], _at.Ask("select child_key_basis, coalesce(age_band, 'unknown') from notifications"));
    }

    [Theory]
    [InlineData("active", "new")]
    [InlineData("completed", "update")]
    [InlineData("revoked", "cancelled")]
    [InlineData("entered-in-error", "cancelled")]
    [InlineData("unknown", "unmapped")]
    public async Task A_status_is_a_code_of_the_feed(string status, string code)
    {
        await Take(Bundle("collection", Entry(Referral.Replace("active", status, StringComparison.Ordinal)), Entry(Patient)));

        Assert.Equal([code], _at.Ask("select status from notifications"));
    }

    [Theory] // the same attendance, in either season, whatever the offset: 23 h 59 min and 24 h 1 min before receipt
    [InlineData("2019-01-04T07:01:00+00:00", 0, "on_time")]
    [InlineData("2019-01-04T08:01:00.5+01:00", 0, "on_time")]
    [InlineData("2019-01-04T06:59:00Z", 0, "late")]
    [InlineData("2019-01-04T11:59:00+05:00", 0, "late")]
    [InlineData("2019-07-03T08:01:00+01:00", 4320, "on_time")] // received 4 July, 07:00 UTC
    [InlineData("2019-07-03T07:01:00Z", 4320, "on_time")]
    [InlineData("2019-07-03T07:59:00+01:00", 4320, "late")]
    [InlineData("2019-07-03T06:59:00Z", 4320, "late")]
    public async Task An_offset_is_honoured_in_both_seasons(string attended, double hours, string status)
    {
        await Take(Bundle("collection", Entry(Referral.Replace("2019-01-04T20:00:00Z", attended, StringComparison.Ordinal)),
            Entry(Patient)),
            hours);

        Assert.Equal([status], _at.Ask("select status from timeliness"));
    }

    [Fact]
    public async Task Of_two_versions_the_later_instant_holds_whatever_its_offset()
    {
        string Version(string updated, string said) =>
            Referral.Replace("\"intent\"", $"\"meta\":{{\"lastUpdated\":\"{updated}\"}},\"note\":[{{\"text\":\"{said}\"}}],\"intent\"",
            StringComparison.Ordinal);
        await Take($"{Version("2019-07-04T11:30:00+01:00", "first")}\n{Version("2019-07-04T10:45:00Z", "later")}\n{Patient}\n", 24 * 181);

        Assert.Equal(["later"], _at.AskRestricted("identities", "select sent_narrative from {0} order by line desc limit 1"));
        Assert.Equal(["1", "2"], _at.Ask("select record_version from notifications order by record_version"));
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","total":0}""", "committed", null)] // a nil return
    [InlineData("""{"resourceType":"Bundle","type":"message","entry":[]}""", "committed", null)]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Observation"}}]}""", "refused",
        "FILE_FHIR")]
    [InlineData("""{"resourceType":"Patient","id":"1"}""", "refused", "FILE_FHIR")]
    // broken off
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"ServiceRequest","id":"1"}}""", "refused", "FILE_JSON")]
    // FHIR's XML
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir"><type value="message"/></Bundle>""", "refused", "FILE_FORMAT_NOT_AGREED")]
    public async Task A_file_without_referrals_is_a_nil_return_or_refused(string file, string status, string? code)
    {
        var result = await Take(file);

        Assert.Equal((status, code, 0), (result.Status, result.Refusal, result.RowsIn));
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("name")]
    [InlineData("reasonCode")]
    [InlineData("identifier")]
    [InlineData("encounter")]
    public async Task An_element_of_another_shape_than_FHIR_says_is_none(string element)
    {
        foreach (var odd in new[] { "null", "17", "\"x\"", "[]", "{}", "[null]", "[17]", "[[{}]]", "{\"reference\":5}", "[{\"value\":{}}]",
            "\"\\ud800\"", "{\"reference\":\"\"}", "{\"reference\":\"#\"}" })
        {
            using var at = new Premises();
            var record = JsonNode.Parse(element is "name" or "identifier" ? Patient : Referral)!.AsObject();
            record[element] = odd.Contains("ud8", StringComparison.Ordinal) ? null : JsonNode.Parse(odd);
            var text = record.ToJsonString();
            var result = await at.Take(
                Bundle("collection", element is "name" or "identifier" ? [Entry(Referral), Entry(text)] : [Entry(text), Entry(Patient)]),
                    name: "a.json", place: Premises.Health);
            Assert.True(result.Accepted == 1, $"{element}: {odd}: {result.ReceiptText}");
        }
    }
}
