using System.Text;
using System.Text.Json;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Reads one FHIR R4 ServiceRequest, and what it refers to, as the columns the contract names for each element.</summary>
sealed class FhirReferral(Feed feed, FhirContract columns)
{
    const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";
    const string OdsCode = "https://fhir.nhs.uk/Id/ods-organization-code";
    const string OdsSite = "https://fhir.nhs.uk/Id/ods-site-code";

    // LOINC: delivery date estimated (by any means, from last period, by ultrasound); SNOMED CT: estimated date of delivery.
    static readonly string[] ExpectedDelivery = ["11778-8", "11779-6", "11781-2", "161714006"];

    /// <summary>Born more days than this before the delivery is expected: the subject is the mother, and the referral about her unborn child.</summary>
    const int MotherIsOlder = 9 * 365;

    readonly List<RowDefect> _notes = [];
    readonly List<(string, string?)> _fields = [];

    public IReadOnlyList<(string Name, string? Value)> Fields => _fields;
    public IReadOnlyList<RowDefect> Notes => _notes;

    public static bool IsExpectedDelivery(JsonElement observation) =>
        observation.ResourceType() == "Observation" && observation.Get("code").List("coding").Any(coding => ExpectedDelivery.Contains(coding.Text("code")));

    /// <param name="bundleSent">When the message that holds it was sent.</param>
    public void Read(JsonElement referral, FhirScope scope, string? bundleSent)
    {
        _notes.Clear();
        _fields.Clear();
        Put(columns.Referral, referral.List("identifier").OrderByDescending(each => each.Text("use") == "official").Select(each => each.Text("value")).FirstOrDefault(value => value is not null) ?? referral.Text("id"));
        Child(referral, scope);
        Attendance(referral, scope);
        Put(columns.Authored, referral.Text("authoredOn"));
        Put(columns.Sent, scope.AboutReferral().Select(about => about.Text("sent")).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault() ?? bundleSent);
        Put(columns.Updated, referral.Get("meta").Text("lastUpdated"));
        PutKnown(columns.Reason, referral.List("reasonCode"));
        Put(columns.Note, string.Join("\n", referral.List("note").Select(note => note.Text("text")).OfType<string>()));
        PutKnown(columns.Status, [], referral.Get("doNotPerform").ValueKind == JsonValueKind.True ? "revoked" : referral.Text("status"));
    }

    void Child(JsonElement referral, FhirScope scope)
    {
        var subject = referral.Get("subject");
        var patient = Resolve(scope, subject, referral, columns.NhsNumber, "Patient");
        Put(columns.NhsNumber, patient.Identifier(NhsNumber) ?? (subject.Get("identifier").Text("system") == NhsNumber ? subject.Get("identifier").Text("value") : null));
        var name = Best(patient.List("name"), ["official", "usual", null, "temp", "nickname", "maiden", "anonymous", "old"]);
        Put(columns.Family, name.Text("family") ?? (name.Get("given").ValueKind == JsonValueKind.Undefined ? name.Text("text") : null));
        Put(columns.Given, First(name.List("given")));
        Put(columns.BirthDate, patient.Text("birthDate"));
        Put(columns.Gender, patient.Text("gender"));
        Put(columns.PostalCode, Best(patient.List("address"), ["home", null, "temp", "billing", "work", "old"]).Text("postalCode"));
        Put(columns.GeneralPractice, patient.List("generalPractitioner").Select(practice => OdsOf(scope, practice, patient, columns.GeneralPractice)).FirstOrDefault(code => code is not null));
        Unborn(referral, patient, scope);
    }

    /// <summary>Where a delivery is expected and the subject is its mother, what says who she is does not say who the child is.</summary>
    void Unborn(JsonElement referral, JsonElement patient, FhirScope scope)
    {
        if (columns.ExpectedDelivery is null) return;
        var observations = referral.List("supportingInfo").Select(info => scope.Resolve(info, referral).Resource)
            .Concat(referral.List("contained")).Concat(scope.About(patient, referral.Get("subject").Text("reference")));
        var expected = observations.Where(IsExpectedDelivery).Select(observation => observation.Text("valueDateTime")).OfType<string>().Order(StringComparer.Ordinal).LastOrDefault();
        if (expected is null || TimeText.ParseDay(Encoding.UTF8.GetBytes(expected)) is not { } day) return;
        if (TimeText.ParseDay(Encoding.UTF8.GetBytes(patient.Text("birthDate") ?? "")) is { } born && day - born <= MotherIsOlder) return; // a child that was born since
        Put(columns.ExpectedDelivery, expected);
        foreach (var hers in (string?[])[columns.NhsNumber, columns.Given, columns.BirthDate, columns.Gender])
            _fields.RemoveAll(field => field.Item1 == hers);
    }

    void Attendance(JsonElement referral, FhirScope scope)
    {
        var encounter = Resolve(scope, referral.Get("encounter"), referral, columns.Attendance, "Encounter");
        Put(columns.Attendance, encounter.Get("period").Text("start") ?? referral.Text("occurrenceDateTime") ?? referral.Get("occurrencePeriod").Text("start") ?? First(referral.Get("occurrenceTiming").List("event")));
        Put(columns.Requester, OdsOf(scope, referral.Get("requester"), referral, columns.Requester) ?? OdsOf(scope, encounter.Get("serviceProvider"), encounter, columns.Requester));
        Put(columns.Site, referral.List("locationReference").Concat(encounter.List("location").Select(each => each.Get("location")))
            .Select(place => Resolve(scope, place, referral, columns.Site, "Location").Identifier(OdsSite, OdsCode)).FirstOrDefault(code => code is not null));
        PutKnown(columns.Category, referral.List("category").Concat(encounter.List("class")).Concat(encounter.List("serviceType")));
    }

    /// <summary>The ODS code of an organisation, or of the one a practitioner acts for.</summary>
    string? OdsOf(FhirScope scope, JsonElement reference, JsonElement within, string? column)
    {
        var resource = Resolve(scope, reference, within, column, "Organization");
        return resource.ResourceType() == "PractitionerRole"
            ? Resolve(scope, resource.Get("organization"), resource, column, "Organization").Identifier(OdsCode, OdsSite)
            : resource.Get("identifier").ValueKind == JsonValueKind.Object && resource.Get("identifier").Text("system") is OdsCode or OdsSite
                ? resource.Get("identifier").Text("value")
                : resource.Identifier(OdsCode, OdsSite);
    }

    JsonElement Resolve(FhirScope scope, JsonElement reference, JsonElement within, string? column, string type)
    {
        var (resource, isUnresolved) = scope.Resolve(reference, within, type);
        if (isUnresolved) Note(Defects.ReferenceUnresolved, column);
        return resource;
    }

    void Put(string? column, string? value)
    {
        if (column is not null && !string.IsNullOrEmpty(value)) _fields.Add((column, value));
    }

    /// <summary>The first word that is one of the column's codes; the first of all where none is. Two concepts with different codes are worth a note.</summary>
    void PutKnown(string? column, IEnumerable<JsonElement> concepts, params IEnumerable<string?> words)
    {
        if (column is null) return;
        var spellings = feed.Codes[feed.Contract.PlaceOf(column)];
        int Code(string word) => spellings?.Find(Encoding.UTF8.GetBytes(word)) ?? Spellings.Unmapped;
        List<string> said = [.. concepts.Select(concept => concept.Words().ToList()).Where(all => all.Count > 0).Select(all => all.Find(word => Code(word) >= 0) ?? all[^1]), .. words.OfType<string>()];
        if (said.Select(Code).Where(code => code >= 0).Distinct().Count() > 1) Note(Defects.ValueTwice, column);
        Put(column, said.Find(word => Code(word) >= 0) ?? said.FirstOrDefault());
    }

    void Note(Defect defect, string? column)
    {
        var note = new RowDefect(defect, column is null ? Feed.None : feed.Contract.PlaceOf(column), defect.Tier);
        if (!_notes.Contains(note)) _notes.Add(note);
    }

    static JsonElement Best(IEnumerable<JsonElement> all, string?[] uses) =>
        all.OrderBy(each => Array.IndexOf(uses, each.Text("use")) is >= 0 and var place ? place : uses.Length).FirstOrDefault();

    static string? First(IEnumerable<JsonElement> texts) =>
        texts.Where(text => text.ValueKind == JsonValueKind.String).Select(text => JsonText.Plain(text)).FirstOrDefault(text => text.Length > 0);
}
