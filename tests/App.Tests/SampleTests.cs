using System.Globalization;
using System.Net;
using System.Text.Json;
using FrontDoor.Stages;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The sample feeds through the whole app: dropped as blobs, told of as Event Grid tells, and every count as it was worked out by hand.</summary>
[Collection(nameof(Azurite))]
public sealed class SampleTests(Azurite azurite)
{
    [Fact]
    public async Task The_samples_come_out_as_counted_by_hand_and_their_alerts_arrive()
    {
        var store = Account.Store(azurite);
        await using var app = await AppProcess.Start(("DataStorage", azurite.ConnectionString), ("AllowGivenReceipt", "true"));
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Path("samples", "expected.json"))).RootElement.EnumerateArray().ToList();
        var receipts = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Path("samples", "receipts.json"))).RootElement.EnumerateArray()
            .ToDictionary(item => item.GetProperty("path").GetString()!, item => item.GetProperty("received_at").GetString()!);
        Assert.NotEmpty(expected);

        foreach (var file in expected)
        {
            var path = file.GetProperty("path").GetString()!;
            var told = await Dropped.File(azurite, path[..path.IndexOf('/', StringComparison.Ordinal)], path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..],
                await File.ReadAllBytesAsync(Repository.Path("samples", path)), receipts[path]);

            var (status, body) = await app.Post("/Land", told);
            Assert.True(status == HttpStatusCode.OK, $"{path}: {body} {app.Said}");
            var line = Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("Logs").EnumerateArray()).GetString()!;
            Assert.EndsWith($" {Counts(file)}", line, StringComparison.Ordinal);

            var again = (await app.Post("/Land", told)).Body; // at least once means twice
            Assert.Contains("dealt with before", again, StringComparison.Ordinal);
        }

        var raised = new HashSet<string>();
        var notices = Account.Queue(azurite, Queues.Notices);
        while ((await notices.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
            foreach (var message in messages)
            {
                raised.Add(message.Body.ToString());
                Assert.Equal(HttpStatusCode.OK, (await app.Post("/Notify", Golden.Body("notify").Replace("0123456789abcdef0123456789abcdef", message.Body.ToString(), StringComparison.Ordinal))).Status);
                await notices.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        Assert.NotEmpty(raised);
        foreach (var id in raised) Assert.Null(await new Outbox(store).Find(id, default));

        foreach (var file in expected) Assert.DoesNotContain(Path.GetFileNameWithoutExtension(file.GetProperty("path").GetString()!), app.Said, StringComparison.Ordinal);
    }

    static string Counts(JsonElement file)
    {
        int N(string name) => file.GetProperty(name).GetInt32();
        return string.Create(CultureInfo.InvariantCulture,
            $"{file.GetProperty("status").GetString()}: {N("rows_in")} rows in = {N("accepted")} accepted + {N("rejected")} rejected + {N("unchanged")} unchanged + {N("blank")} blank; {N("late")} late");
    }
}
