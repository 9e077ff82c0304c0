using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Detection;
using FrontDoor.Storage;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Two councils with terms of their own: a school day of one is a holiday of the other.</summary>
public sealed class CouncilCalendarTests : IDisposable
{
    const string Place = "police/northshire-police/operation-encompass";
    const string Header = "Encompass Reference,Child Reference,LA Code,Police Attended,School Told";

    readonly Premises _at = new();

    // 998 has its half term a week before 999: Monday 11 February 2019 is a school day of 998 alone. Received Tuesday 12 February, 07:00.
    [Theory]
    [InlineData("999", "11/02/2019 08:50", "on_time|")] // in the holidays until nine
    [InlineData("998", "11/02/2019 08:50", "late|")] // before the bell
    [InlineData("998", "11/02/2019 08:30", "on_time|")]
    [InlineData("", "11/02/2019 08:50", "possibly_late|TIME_LIMIT_UNKNOWN")] // whose child it is was not told
    [InlineData("", "11/02/2019 08:30", "on_time|")] // so by both
    [InlineData("", "11/02/2019 09:30", "late|")]
    public async Task A_record_is_timed_by_the_calendar_of_its_own_council(string council, string told, string result)
    {
        await Open().Run(_at.File(Some.Lines(Header, $"E1,N1,{council},08/02/2019 21:40,{told}"), 38 * 24, place: Place), default);

        Assert.Equal([result], _at.Ask("select t.status, coalesce(n.flags, '') from timeliness t join notifications n using "
            + "(notification_key, record_version)"));
    }

    [Fact]
    public async Task A_council_that_cannot_be_read_is_nobodys_and_the_row_is_not_timed()
    {
        await Open().Run(_at.File(Some.Lines(Header, "E1,N1,Northshire?,08/02/2019 21:40,11/02/2019 08:50"), 38 * 24, place: Place),
            default);

        Assert.Equal(["1|0"], _at.Ask("select rejected, (select count(*) from timeliness) from files"));
    }

    [Fact]
    public async Task What_still_runs_is_overdue_where_it_is_so_by_all()
    {
        // Monday, 08:48
        await Open().Run(_at.File(
            Some.Lines(Header, "E1,N1,998,08/02/2019 21:40,", "E2,N2,999,08/02/2019 21:40,", "E3,N3,,08/02/2019 21:40,"), 37 * 24 + 1.8,
                place: Place), default);

        Assert.Equal(["overdue", "open", "open"], _at.Ask("select status from timeliness order by line"));
    }

    [Theory]
    [InlineData("999", "998")]
    [InlineData("998", "999")]
    public async Task What_still_runs_will_be_overdue_when_it_is_so_by_the_last_of_them(params string[] councils)
    {
        // Monday, 07:00
        await Open(councils).Run(
            _at.File(Some.Lines(Header, "E1,N1,998,08/02/2019 21:40,", "E2,N2,999,08/02/2019 21:40,", "E3,N3,,08/02/2019 21:40,"), 37 * 24,
                place: Place), default);

        Assert.Equal(["2019-02-11T09:00Z", "2019-02-11T10:00Z", "2019-02-11T10:00Z"],
            _at.Ask("select overdue_from from timeliness order by line"));
    }

    [Fact]
    public void A_clock_that_counts_by_no_council_is_the_same_for_all()
    {
        var feeds = Contracts.Shipped.Feeds.ToList();
        Clock First(string name) => feeds.Single(feed => feed.Id.ToString() == name).Clocks[0];

        Assert.Same(First("police/domestic-abuse"), Calendars.Of(First("police/domestic-abuse"), "998"));
        Assert.Same(First("police/operation-encompass"), Calendars.Of(First("police/operation-encompass"), "999"));
        Assert.NotSame(First("police/operation-encompass"), Calendars.Of(First("police/operation-encompass"), "998"));
        Assert.NotSame(First("education/missing-education"), Calendars.Of(First("education/missing-education"), "998"));
    }

    // Received Saturday 5 January 2019, 07:00, 33 hours after. 24 h for all; 48 h by agreement with the police of Northshire for children
    // of 998, 36 h for those of 997.
    [Theory]
    [InlineData("999", "late|local-2018|24 h")]
    [InlineData("998", "on_time|two-days-998|48 h")]
    [InlineData("997", "on_time|northshire|36 h")] // the sender's own comes before the council's
    [InlineData("", "possibly_late|local-2018|24 h")] // so by some and not by others
    public async Task An_edition_for_a_sender_or_a_council_holds_for_it_alone(string council, string result)
    {
        var contract = JsonNode.Parse(File.ReadAllText(Repository.Path("functions", "feeds", "police-relevant-crime.json")))!;
        contract["senders"]![0]!["laCodes"] = new JsonArray("999", "998", "997");
        void Own(string edition, int hours, string key, string holder)
        {
            var own = contract["clocks"]![0]!.DeepClone();
            (own["edition"], own["limit"]!["n"], own[key]) = (edition, hours, new JsonArray(holder));
            own.AsObject().Remove("when");
            contract["clocks"]!.AsArray().Insert(0, own);
        }
        Own("two-days-998", 48, "councils", "998");
        Own("two-days-997", 48, "councils", "997");
        Own("northshire", 36, "senders", "northshire-police");
        contract["clocks"]![0]!["councils"] = new JsonArray("997");
        var contracts = Contracts.Parse([("own.json", Encoding.UTF8.GetBytes(contract.ToJsonString()))], FileFormats.InContracts);

        await _at.Open(_at.Store, contracts)
            .Run(_at.File(Some.Lines("Notification Reference,Child Reference,LA Code,Incident Date To,Risk Level",
            $"RC/1,N1,{council},03/01/2019 22:00,Medium"), 0, place: "police/northshire-police/relevant-crime"), default);

        Assert.Equal([result], _at.Ask("select status, edition, limit_text from timeliness"));
    }

    static CouncilCalendars Calendars
    {
        get
        {
            var terms = JsonNode.Parse(File.ReadAllText(Repository.Path("functions", "calendars", "school-terms.json")))!;
            terms["authorities"]!["998"] = new JsonObject
            {
                ["terms"] = new JsonArray(
                    new JsonObject { ["name"] = "Spring 2019, first half", ["first"] = "2019-01-07", ["last"] = "2019-02-01" },
                    new JsonObject { ["name"] = "Spring 2019, second half", ["first"] = "2019-02-11", ["last"] = "2019-04-12" }),
                ["inset"] = new JsonArray(),
            };
            var own = SchoolTerms.Parse(Encoding.UTF8.GetBytes(terms.ToJsonString()));
            return new CouncilCalendars(() => own, () => TeamHours.Shipped);
        }
    }

    IngestFile Open(params string[] councils)
    {
        var encompass = JsonNode.Parse(Contracts.ShippedFiles()
            .Single(file => file.Name.EndsWith("police-operation-encompass.json", StringComparison.Ordinal)).Json)!;
        encompass["senders"]![0]!["laCodes"] =
            new JsonArray([.. (councils.Length > 0 ? councils : ["999", "998"]).Select(code => JsonValue.Create(code))]);
        return new IngestFile(_at.Store, Contracts.Parse([("encompass.json", Encoding.UTF8.GetBytes(encompass.ToJsonString()))],
            FileFormats.InContracts),
            new Pseudonyms([.. Enumerable.Range(1, 32).Select(i => (byte)i)], 1),
            new PipelineOptions(new FolderStore(_at.Root).Scratch, (_, _) => Task.CompletedTask, _at.Clock)
            {
                EngineMemoryMb = 64,
                Calendars = Calendars
            });
    }

    public void Dispose() => _at.Dispose();
}
