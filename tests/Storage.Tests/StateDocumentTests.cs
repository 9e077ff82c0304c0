using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>Every document of state says its schema, and what an earlier edition wrote is read by this one.</summary>
public sealed partial class StateDocumentTests
{
    static readonly DateTimeOffset Then = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    /// <summary>What an example is made of where there is none yet of the newest schema: with a value for everything.</summary>
    static readonly Dictionary<Type, IStateDocument> Newest = new IStateDocument[]
    {
        new LedgerEntry { FileId = $"{1:x32}", Status = ArrivalStatus.Stalled, Touched = Then, Attempts = 5, Stalls = 1,
        NotBefore = Then.AddMinutes(15) },
        new Manifest
        {
            IndexFiles = [new IndexFileName($"{2:x32}", 300)],
            Outbox =
            [
                new Committed
                {
                    FileId = $"{1:x32}", Token = $"{3:x32}",
                    Objects = [new StagedObject(Containers.Restricted, $"staged/police/domestic-abuse/2026-01/{1:x32}.zip")],
                    Notices = [Alert()],
                    Counts = new CommittedCounts(300, 297, 2, 1, 0, 12, 4) { Serious = 2, Critical = 1 },
                },
            ],
            Dates = [new DateProof("Incident From", Then, null)],
            Incident = new OpenIncident
            {
                Since = new DateOnly(2025, 12, 29), JudgedOn = new DateOnly(2026, 1, 4), Singles = 10, Updates = 3,
                UpdatedOn = new DateOnly(2026, 1, 2),
                Waiting = new IncidentCounts
                {
                    Critical = 1, Serious = 2, Late = 9, PossiblyLate = 1, Unknown = 1, Rejected = 2, Singles = 1, WorstHours = 812.5,
                    From = new DateOnly(2026, 1, 3), Until = Then,
                },
            },
            LastSummaryWeek = new DateOnly(2025, 12, 29),
        },
        new StoredAlert
        {
            Notice = Alert(), StoredAt = Then, TriedAt = Then.AddSeconds(2), SentAt = Then.AddHours(1), PutOff = 1,
            NotBefore = Then.AddMinutes(15), JoinedTo = $"{5:x32}", Joined = [$"{6:x32}"],
            DigestId = $"{7:x32}", AcknowledgedAt = Then.AddHours(8), Escalations = [$"{8:x32}"], ResolvedAt = Then.AddHours(9),
            IsAtTop = true,
        },
        new AlertGroup($"{4:x32}", Severity.Serious, Then),
        new AlertDigest(Alert() with { Kind = AlertKind.Digest, To = ["mash-duty"] }, [$"{4:x32}", $"{6:x32}"]),
        new QuietUntil("0x8DE4C3A2B1F0E9D", Then.AddHours(3)),
        new CorrectionDecision
        {
            Id = $"{9:x32}", IsAccepted = true, Reason = "The log of the control room says so.", By = "duty manager", DecidedAt = Then,
            NotificationKey = $"{10:x32}", Agency = "police", Feed = "domestic-abuse",
            Sender = "northshire-police", Clock = "notification", RecordVersion = 2, Content = $"{11:x32}",
            Received = 1_767_596_400_000_000,
            StoodStatus = "late", StoodSeverity = "serious",
            ProposedStatus = "on_time", ProposedSeverity = "none",
        },
        new Acknowledgement { NoticeId = $"{4:x32}", Act = AlertAction.Acknowledge, By = "duty manager",
        Reason = "The family is seen today.", At = Then.AddHours(8) },
        new IdentityAccess { At = Then, By = "duty manager", Reason = "Strategy discussion today.", NotificationKeys = [$"{10:x32}"],
        IsShown = true },
        new Erasure { At = Then, By = "data protection officer", Reason = "Request of 3 January.", DoneAt = Then.AddHours(1),
            Terms = new ErasureTerms { Keys = [$"{10:x32}"], Numbers = [new ErasedNumber("9990000018", "nhs",
                "health/northshire-hospitals")], Names = [new ErasedName("TESTCASE", "ADA", "2012-02-14")],
                Rows = [new ErasedRow($"{1:x32}", 1, 4)], Counts = [new ErasedCounts($"{1:x32}", 300, 2, 1, 40)],
                FileNames = [new ErasedFileName($"{1:x32}", "Ada Testcase.csv", $"erased-{1:x32}.csv")] },
            Kept = [new KeptFile($"{2:x32}", "health/northshire-hospitals/safeguarding-referral/week 3.xlsx", "excel", 40)] },
        new ErasedFile { FileId = $"{1:x32}", Agency = "police", Feed = "domestic-abuse", Sender = "northshire-police", ReceivedAt = Then,
            StandIn = $"{11:x32}", Sha256 = $"{12:x64}", Earlier = [$"{13:x32}"],
            Dates = new FileDateCounts([new ColumnDateCounts { Part = 1, Column = "Incident Date From", DayFirst = 120, Either = 180,
                Refused = 120, Left = 180, OtherTimes = 300 }], 0, 0), Proofs = [new DateProof("Incident Date From", null, Then)] },
        new LegalHold { At = Then, By = "legal services", Reason = "Case 2019-17.", Keys = [$"{10:x32}"], ReleasedAt = Then.AddHours(9),
            ReleasedBy = "legal services" },
        new SenderPauses { Sender = "northshire-police", Pauses = [new SenderPause { Since = Then, By = "duty manager",
            Reason = "Its extract is broken.", ResumedAt = Then.AddHours(4), ResumedBy = "platform engineer" }] },
        new ScanResult { FileId = $"{1:x32}", HasMalware = true, FoundAt = Then },
    }.ToDictionary(document => document.GetType());

    public static IEnumerable<TheoryDataRow<Type>> Types() =>
        ((Type[])[typeof(IStateDocument), typeof(Acknowledgement), typeof(CorrectionDecision)]).Select(type => type.Assembly).Distinct()
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsClass && typeof(IStateDocument).IsAssignableFrom(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => new TheoryDataRow<Type>(type));

    [Theory]
    [MemberData(nameof(Types))]
    public void An_example_of_every_schema_that_was_ever_written_is_read(Type type)
    {
        for (var schema = 1; schema <= NewestOf(type); schema++)
        {
            var path = Repository.Path("tests", "Golden", "state", type.Name, $"{schema}.json");
            if (!File.Exists(path) && schema == NewestOf(type) && Environment.GetEnvironmentVariable("ACCEPT") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, Write(type, Newest[type]));
            }
            Assert.True(File.Exists(path), $"There is no example of schema {schema} of {type.Name}. Give it one in this test, and run "
                + $"the test with ACCEPT=1 to write {path}; never change one that is there.");

            var stored = File.ReadAllText(path);
            var read = Read(type, stored);
            Assert.Equal(schema, read.Schema);
            // a field more, or one less, is a new schema
            if (schema == NewestOf(type)) Assert.Equal(stored, Encoding.UTF8.GetString(Write(type, read)));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_schema_that_is_not_known_is_refused_with_what_was_found_expected_and_to_do(Type type)
    {
        var newer = Assert.IsType<StateSchemaException>(
            Xunit.Record.Exception(() => Read(type, $$"""{"what":"no one knows yet","schema":{{NewestOf(type) + 1}}}""")));
        Assert.Equal($"state/x.json has schema {NewestOf(type) + 1}. Expected: a schema from 1 to {NewestOf(type)}. Run the edition "
            + $"that wrote it, or a newer one. Nothing was changed.", newer.Message);

        var none = Assert.IsType<StateSchemaException>(Xunit.Record.Exception(() => Read(type, "{}")));
        Assert.Contains("start with empty containers", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_has_a_schema_and_its_folder_is_in_docs_state_md()
    {
        using var at = new Premises();
        await at.Take(Some.PoliceFile(Some.Ppn(1) with { From = "01/10/2018 10:00", To = "" }), 0.4);
        await at.Council(0, "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20");
        await at.Tick(4);
        await at.Watch(FeedHealthChecks.Judged(1));
        await at.Resolves().Run(Some.Morning(6), default);
        await at.Attend(at.Alerts("late")[0], AlertAction.Close, 6);
        await at.Take(Some.PoliceFile(Some.Ppn(2)), 60, "1.csv");
        await at.Take(Some.PoliceFile(Some.Ppn(2) with { Version = "2", Risk = "Standard" }), 61, "2.csv");
        await at.PendingCorrections(at.Store)
            .Decide(new CorrectionChoice(at.Ask("select notification_key from timeliness where proposed_status is not null").First(), true,
            "w", "b"), Some.Morning(70.4), default);
        var policy = AlertPolicy.Parse("p",
            Some.Utf8("""{ "policy": "p", "description": "d", "rules": [{ "why": "w", "digestAt": ["08:30"] }], "joins": [{ "why": "w", "by": "record", "withinHours": 48 }] }"""));
        var keys = at.Parts(at.Store).Keys;
        foreach (var id in await at.Waiting())
            await new AlertGrouping(at.Store, policy, keys).Of((await new AlertStore(at.Store).FindWaiting(id, default))!.Document.Notice,
                default);
        await Xunit.Record.ExceptionAsync(async () =>
            await new AlertDigests(new Dying(at.Store, 2), policy, keys).Make(await at.Waiting(), Some.Morning(100), default));

        var doc = File.ReadAllText(Repository.Path("docs", "state.md"));
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var container in (string[])[Containers.State, Containers.Restricted])
            foreach (var file in Directory.GetFiles(Path.Combine(at.Root, container), "*", SearchOption.AllDirectories))
            {
                var parts = Path.GetRelativePath(at.Root, file).Replace('\\', '/').Split('/');
                if (parts[1][0] != '.') folders.Add($"{parts[0]}/{parts[1]}");
                if (file.EndsWith(".json", StringComparison.Ordinal))
                    Assert.True((int?)JsonNode.Parse(File.ReadAllText(file))!["schema"] >= 1, file);
            }
        Assert.Superset(new HashSet<string> { "state/alerts", "state/alerts-waiting", "state/joins", "state/digests", "state/ledger",
            "state/index", "state/overdue-checks", "restricted/alerts", "restricted/decisions" }, folders);
        Assert.All(folders, folder => Assert.Contains($"`{folder}", doc, StringComparison.Ordinal));
    }

    [Fact]
    public void The_examples_of_docs_state_md_are_those_that_are_read()
    {
        var shown = Examples().Matches(File.ReadAllText(Repository.Path("docs", "state.md")))
            .ToDictionary(match => match.Groups[1].Value, match => JsonNode.Parse(match.Groups[2].Value));

        foreach (var type in Types().Select(row => row.Data))
            Assert.True(JsonNode.DeepEquals(
                JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "Golden", "state", type.Name, $"{NewestOf(type)}.json"))),
                    shown.GetValueOrDefault(type.Name)), $"docs/state.md shows another {type.Name}, or none");
    }

    static Notice Alert() => new()
    {
        NoticeId = $"{4:x32}",
        Kind = AlertKind.Late,
        Agency = "police",
        Feed = "domestic-abuse",
        Sender = "northshire-police",
        LaCode = "999",
        Severity = Severity.Serious,
        SubjectKey = $"{10:x32}",
        Clock = "sharing",
        RaisedAt = Then,
        WorstHours = 97.5,
        Count = 1,
        Text = "Serious: police/domestic-abuse notification received 97 h after its clock started, against a limit of 24 hours. Look it "
        + "up by its key in the late table.",
        FileId = $"{1:x32}",
    };

    static int NewestOf(Type type) =>
        (int)type.GetProperty(nameof(IStateDocument.Newest), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    static IStateDocument Read(Type type, string json) =>
        (IStateDocument)typeof(StateDocumentTests).GetMethod(
        nameof(ReadAs), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [json], null)!;

    static IStateDocument ReadAs<T>(string json) where T : class, IStateDocument =>
        StateDocuments.Parse<T>(Encoding.UTF8.GetBytes(json), "state/x.json");

    static byte[] Write(Type type, IStateDocument document) =>
        (byte[])typeof(StateDocuments).GetMethod(nameof(StateDocuments.Bytes))!.MakeGenericMethod(type).Invoke(null, [document])!;

    [GeneratedRegex("<!-- (\\w+) -->\\s*```json\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
