using System.Text;
using System.Text.Json;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Fhir;

/// <summary>Reads one FHIR R4 ServiceRequest, and what it refers to, as the columns the contract names for each element.</summary>
sealed class FhirReferral(Feed feed, FhirContract columns)
{
    // LOINC: delivery date estimated (by any means, from last period, by ultrasound); SNOMED CT: estimated date of delivery.
    static readonly string[] ExpectedDelivery = ["11778-8", "11779-6", "11781-2", "161714006"];

    /// <summary>Born more days than this before the delivery is expected: the subject is the mother, and the referral about her unborn
    /// child.</summary>
    const int MotherIsOlder = 9 * 365;

    /// <summary>Of the systems a file uses, so many are named.</summary>
    const int SystemsNamed = 100;

    static readonly string[] Planned = ["occurrenceDateTime", "occurrencePeriod", "occurrenceTiming"];

    readonly List<RowDefect> _notes = [];
    readonly List<(string, string?)> _fields = [];
    readonly HashSet<FoundText> _found = [];
    readonly HashSet<string> _beside = [];

    public IReadOnlyList<(string Name, string? Value)> Fields => _fields;
    public IReadOnlyList<RowDefect> Notes => _notes;

    /// <summary>What was behind the notes of all referrals read, in words that hold no value.</summary>
    public IReadOnlyCollection<FoundText> Found => _found;

    /// <summary>Systems of identifiers that stood beside the one that was read, and are not used.</summary>
    public IReadOnlyCollection<string> Beside => _beside;

    public static bool IsExpectedDelivery(JsonElement observation) =>
        observation.ResourceType() == "Observation"
        && observation.Get("code").List("coding").Any(coding => ExpectedDelivery.Contains(coding.Text("code")));

    /// <param name="bundleSent">When the message that holds it was sent.</param>
    public void Read(JsonElement referral, FhirScope scope, string? bundleSent)
    {
        _notes.Clear();
        _fields.Clear();
        var reference = referral.List("identifier").OrderByDescending(each => each.Text("use") == "official")
            .Select(each => each.Text("value")).FirstOrDefault(value => value is not null) ?? referral.Text("id");
        Put(columns.Referral, reference);
        if (reference is null) _found.Add(
            new(Defects.RowKeyMissing, feed.Contract.PlaceOf(columns.Referral), "neither ServiceRequest.identifier nor ServiceRequest.id"));
        Child(referral, scope);
        Attendance(referral, scope);
        Put(columns.Authored, referral.Text("authoredOn"));
        Put(columns.Sent, scope.AboutReferral().Select(about => about.Text("sent")).OfType<string>().Order(StringComparer.Ordinal)
            .FirstOrDefault() ?? bundleSent);
        Put(columns.Updated, referral.Get("meta").Text("lastUpdated"));
        PutKnown(columns.Reason, referral.List("reasonCode"));
        Put(columns.Note, string.Join("\n", referral.List("note").Select(note => note.Text("text")).OfType<string>()));
        PutKnown(columns.Status, [], referral.Get("doNotPerform").ValueKind == JsonValueKind.True ? "revoked" : referral.Text("status"));
    }

    void Child(JsonElement referral, FhirScope scope)
    {
        var subject = referral.Get("subject");
        var patient = Resolve(scope, subject, referral, columns.NhsNumber, "Patient");
        var number = patient.Identifier(FhirSystems.NhsNumber)
            ?? (FhirSystems.Of(subject.Get("identifier").Text("system")) == FhirSystems.NhsNumber ? subject.Get("identifier").Text("value")
            : null);
        Put(columns.NhsNumber, number);
        if (patient.List("identifier")
            .Where(each => each.Text("use") != "old" && FhirSystems.Of(each.Text("system")) == FhirSystems.NhsNumber)
            .Select(each => each.Text("value")?.Replace(" ", "", StringComparison.Ordinal)).OfType<string>().Distinct().Count() > 1)
            Note(Defects.ValueTwice, columns.NhsNumber);
        NameUnread(patient.List("identifier").Concat(patient.ResourceType() is null ? [] : subject.List("identifier")), number,
            columns.NhsNumber, FhirSystems.NhsNumber);
        Name(Best(patient.List("name"), ["official", "usual", null, "temp", "nickname", "maiden", "anonymous", "old"]));
        Put(columns.BirthDate, patient.Text("birthDate"));
        Put(columns.Gender, patient.Text("gender"));
        Put(columns.PostalCode, Best(patient.List("address"), ["home", null, "temp", "billing", "work", "old"]).Text("postalCode"));
        Put(columns.GeneralPractice,
            patient.List("generalPractitioner").Select(practice => OdsOf(scope, practice, patient, columns.GeneralPractice))
                .FirstOrDefault(code => code is not null));
        Unborn(referral, patient, scope);
    }

    /// <summary>A name that is text alone is parted at its comma, where it has one.</summary>
    void Name(JsonElement name)
    {
        var (family, given) = (name.Text("family"), First(name.List("given")));
        if (family is null && given is null && name.Text("text") is { } text)
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            (family, given) = comma < 0 ? (text, null) : (text[..comma].Trim(), text[(comma + 1)..].Trim());
            if (comma < 0 && text.Trim().Contains(' ', StringComparison.Ordinal)) Note(Defects.NameTogether, columns.Family);
        }
        Put(columns.Family, family);
        Put(columns.Given, given);
    }

    /// <summary>Identifiers under systems that are not known: a defect where the one that was looked for is not there, else a note of what
    /// is not used.</summary>
    void NameUnread(IEnumerable<JsonElement> identifiers, string? read, string? column, string agreed)
    {
        if (column is null) return;
        foreach (var identifier in identifiers.Where(each => each.Text("value") is not null && each.Text("use") != "old"))
        {
            var system = identifier.Text("system");
            if (FhirSystems.IsKnown(system)) continue;
            if (read is null) Note(Defects.SystemUnknown, column);
            if (_found.Count + _beside.Count >= SystemsNamed) continue;
            if (read is null) _found.Add(
                new(Defects.SystemUnknown, feed.Contract.PlaceOf(column), $"{FhirSystems.Said(system)}, agreed is {agreed}"));
            else _beside.Add($"identifier of {FhirSystems.Said(system)}");
        }
    }

    /// <summary>Where a delivery is expected and the subject is its mother, what says who she is does not say who the child is.</summary>
    void Unborn(JsonElement referral, JsonElement patient, FhirScope scope)
    {
        if (columns.ExpectedDelivery is null) return;
        var observations = referral.List("supportingInfo").Select(info => scope.Resolve(info, referral).Resource)
            .Concat(referral.List("contained")).Concat(scope.About(patient, referral.Get("subject").Text("reference")));
        var expected = observations.Where(IsExpectedDelivery).Select(observation => observation.Text("valueDateTime")).OfType<string>()
            .Order(StringComparer.Ordinal).LastOrDefault();
        if (expected is null || TimeText.ParseDay(Encoding.UTF8.GetBytes(expected)) is not { } day) return;
        // a child that was born since
        if (TimeText.ParseDay(Encoding.UTF8.GetBytes(patient.Text("birthDate") ?? "")) is { } born && day - born <= MotherIsOlder) return;
        Put(columns.ExpectedDelivery, expected);
        foreach (var hers in (string?[])[columns.NhsNumber, columns.Given, columns.BirthDate, columns.Gender])
            _fields.RemoveAll(field => field.Item1 == hers);
    }

    void Attendance(JsonElement referral, FhirScope scope)
    {
        var encounter = Resolve(scope, referral.Get("encounter"), referral, columns.Attendance, "Encounter");
        var hasBegun = encounter.Text("status")?.ToLowerInvariant() is not ("planned" or "cancelled" or "entered-in-error");
        var begun = encounter.Get("period").Text("start");
        Put(columns.Attendance, hasBegun ? begun : null);
        // "The date/time at which the requested service should occur" (R4, ServiceRequest.occurrence): nobody was seen then yet.
        if (hasBegun ? begun is null && Planned.Any(time => referral.Get(time).ValueKind != JsonValueKind.Undefined) : begun is not null)
            Note(Defects.TimePlanned, columns.Attendance);
        Put(columns.Requester, OdsOf(scope, referral.Get("requester"), referral, columns.Requester)
            ?? OdsOf(scope, encounter.Get("serviceProvider"), encounter, columns.Requester));
        Put(columns.Site, referral.List("locationReference").Concat(encounter.List("location").Select(each => each.Get("location")))
            .Select(place => SiteOf(Resolve(scope, place, referral, columns.Site, "Location"))).FirstOrDefault(code => code is not null));
        PutKnown(columns.Category, referral.List("category").Concat(encounter.List("class")).Concat(encounter.List("serviceType")));
    }

    /// <summary>The ODS code of an organisation, or of the one a practitioner acts for.</summary>
    string? OdsOf(FhirScope scope, JsonElement reference, JsonElement within, string? column)
    {
        var resource = Resolve(scope, reference, within, column, "Organization");
        if (resource.ResourceType() == "PractitionerRole")
            resource = Resolve(scope, resource.Get("organization"), resource, column, "Organization");
        var code = resource.Identifier(FhirSystems.OdsOrganisation, FhirSystems.OdsSite);
        if (resource.ResourceType() is null or "Organization")
            NameUnread(resource.List("identifier"), code, column, FhirSystems.OdsOrganisation);
        return code;
    }

    string? SiteOf(JsonElement location)
    {
        var code = location.Identifier(FhirSystems.OdsSite, FhirSystems.OdsOrganisation);
        NameUnread(location.List("identifier"), code, columns.Site, FhirSystems.OdsSite);
        return code;
    }

    /// <summary>What is referred to. An Encounter or a Patient that is not in the file, or is something else, is a defect although an
    /// identifier stands for it: its time or name is missing.</summary>
    JsonElement Resolve(FhirScope scope, JsonElement reference, JsonElement within, string? column, string type)
    {
        var (resource, isUnresolved) = scope.Resolve(reference, within, type);
        var isNeeded = type is "Encounter" or "Patient";
        if (isNeeded && resource.ResourceType() is { } other && other != type) (resource, isUnresolved) = (default, true);
        if (isUnresolved ? isNeeded || resource.ValueKind == JsonValueKind.Undefined
            : type == "Encounter" && resource.ValueKind == JsonValueKind.Object && resource.ResourceType() is null)
            Note(Defects.ReferenceUnresolved, column);
        return resource;
    }

    void Put(string? column, string? value)
    {
        if (column is not null && !string.IsNullOrEmpty(value)) _fields.Add((column, value));
    }

    /// <summary>The first word that is one of the column's codes; the first of all where none is. Two concepts with different codes are
    /// worth a note.</summary>
    void PutKnown(string? column, IEnumerable<JsonElement> concepts, params IEnumerable<string?> words)
    {
        if (column is null) return;
        var spellings = feed.Codes[feed.Contract.PlaceOf(column)];
        int Code(string word) => spellings?.Find(Encoding.UTF8.GetBytes(word)) ?? Spellings.Unmapped;
        List<string> said = [.. concepts.Select(concept => concept.Words().ToList()).Where(all => all.Count > 0)
            .Select(all => all.Find(word => Code(word) >= 0) ?? all[^1]), .. words.OfType<string>()];
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
        texts.Where(text => text.ValueKind == JsonValueKind.String).Select(text => JsonText.Plain(text))
        .FirstOrDefault(text => text.Length > 0);
}
