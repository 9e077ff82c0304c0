using System.Security.Cryptography;
using System.Text.Json;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The sample feeds through the whole app: dropped as blobs, told of as Event Grid tells, and every count as it was worked out by
/// hand.</summary>
[Collection(nameof(Azurite))]
public sealed class SampleTests(Azurite azurite)
{
    [Fact]
    public async Task The_samples_come_out_as_counted_by_hand_and_their_alerts_arrive()
    {
        var store = Account.Store(azurite);
        // A key of its own: other tests take one of these files into the same account.
        using var app = TestApp.On(azurite, ("PseudonymKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Path("samples", "expected.json"))).RootElement
            .EnumerateArray().ToList();
        var receipts = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Path("samples", "receipts.json"))).RootElement
            .EnumerateArray()
            .ToDictionary(item => item.GetProperty("path").GetString()!, item => item.GetProperty("received_at").GetString()!);
        Assert.NotEmpty(expected);

        foreach (var file in expected)
        {
            var path = file.GetProperty("path").GetString()!;
            var told = await Dropped.File(azurite, path[..path.IndexOf('/', StringComparison.Ordinal)],
                path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..],
                await File.ReadAllBytesAsync(Repository.Path("samples", path)), receipts[path]);

            var said = Assert.Single(await app.Run("ReceiveFile", told));
            Assert.True(Counts(file) == Counts(said), $"{path}: {said}");

            var again = Assert.Single(await app.Run("ReceiveFile", told)); // at least once means twice
            Assert.Contains("already processed", again.Text, StringComparison.Ordinal);
        }

        var raised = new HashSet<string>();
        var notices = Account.Queue(azurite, Queues.Notices);
        while ((await notices.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
            foreach (var message in messages)
            {
                raised.Add(message.Body.ToString());
                await app.Run("SendAlert", message.Body.ToString());
                await notices.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        Assert.NotEmpty(raised);
        foreach (var id in raised) Assert.Null(await new AlertStore(store).FindWaiting(id, default));

        foreach (var file in expected)
            Assert.DoesNotContain(Path.GetFileNameWithoutExtension(file.GetProperty("path").GetString()!), app.Log.Said,
                StringComparison.Ordinal);
    }

    static string Counts(JsonElement file) =>
        string.Join(' ', ((string[])["status", "rows_in", "accepted", "rejected", "unchanged", "blank", "late"])
        .Select(name => file.GetProperty(name)));

    static string Counts(LogEvent said) =>
        string.Join(' ', ((string[])["Status", "RowsIn", "Accepted", "Rejected", "Unchanged", "Blank", "Late"])
        .Select(name => said.Values[name]));
}
