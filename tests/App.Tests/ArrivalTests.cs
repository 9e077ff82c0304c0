using FrontDoor.App.Messages;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.Tests;

/// <summary>From a queue's message to the blob it tells of.</summary>
public sealed class ArrivalTests
{
    [Theory]
    [InlineData("created")]
    [InlineData("quoted")] // as the text of a JSON string
    [InlineData("quoted-twice")]
    [InlineData("array")]
    [InlineData("cloud-event")] // and its tag is in quotes
    [InlineData("sftp")] // and its length says 0, on the dfs endpoint
    public void However_it_is_written_it_is_the_same_arrival(string golden)
    {
        var told = Assert.Single(Read(golden));

        Assert.True(told.IsFile);
        Assert.Equal(Golden.ETag, told.ETag);
        Assert.Equal(("police", Golden.Path), Landing.Place(told.Url));
    }

    [Theory]
    [InlineData("create-file")] // an SFTP or data-lake client only opened it
    [InlineData("deleted")]
    public void Other_events_tell_of_no_file(string golden) =>
        Assert.False(Assert.Single(Read(golden)).IsFile);

    [Theory]
    [InlineData("https://a.blob.core.windows.net/landing-health/s/f/n.csv", "health", "s/f/n.csv")]
    [InlineData("https://a.dfs.core.windows.net/landing-health/s/f/n.csv", "health", "s/f/n.csv")]
    [InlineData("http://127.0.0.1:41000/devstoreaccount1/landing-council/s/f/a%20b%23%C3%BC.csv", "council", "s/f/a b#ü.csv")]
    [InlineData("https://a.blob.core.windows.net/landing-police/loose.csv", "police", "loose.csv")]
    public void A_landing_place_is_read_off_the_address(string url, string agency, string path) =>
        Assert.Equal((agency, path), Landing.Place(url));

    [Theory]
    [InlineData("https://a.blob.core.windows.net/restricted/identities/x.parquet")]
    [InlineData("https://a.blob.core.windows.net/landing-strangers/s/f/n.csv")]
    [InlineData("https://a.blob.core.windows.net/landing-police/")]
    [InlineData("no address")]
    [InlineData("")]
    public void Nothing_outside_the_landing_containers_is_an_arrival(string url) => Assert.Null(Landing.Place(url));

    [Fact]
    public void An_event_of_our_own_reads_back_as_it_was_written()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var url = new Uri("http://127.0.0.1:1/devstoreaccount1/landing-police/s/f/a%20b.csv");

        var told = Assert.Single(BlobCreated.Read(BlobCreated.Write("landing-police", "s/f/a b.csv", url, "\"0x1\"", 12, at)));

        Assert.Equal(new BlobCreated(BlobCreated.Created, "PutBlob", url.AbsoluteUri, "0x1", 12, at), told);
    }

    [Theory]
    [InlineData("hello \"x\"")]
    [InlineData("")]
    [InlineData("\"quoted twice\"")]
    [InlineData("[1]")]
    [InlineData("ZEBEDEE")]
    public void What_is_no_event_is_refused_without_being_repeated(string message) =>
        Assert.DoesNotContain("ZEBEDEE", Assert.Throws<FormatException>(() => BlobCreated.Read(message)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.csv")]
    [InlineData("sender/a.csv")]
    [InlineData("sender//a.csv")]
    [InlineData("unregistered/feed/a.csv")]
    public void A_path_that_names_no_sender_keeps_its_own_name(string path)
    {
        var landed = LandingPath.Of("police", path);

        Assert.Equal(LandingPath.Unregistered, landed.Sender);
        Assert.Equal(path, landed.Path);
    }

    [Theory]
    [InlineData("""{"notice_id":"0123abcd"}""", "0123abcd")]
    [InlineData("""{"notice_id":"0123ABCD","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""", "0123ABCD")]
    [InlineData("\"{\\\"notice_id\\\":\\\"0123abcd\\\"}\"", "0123abcd")] // quoted once more by a sender
    [InlineData("""{"notice_id":"hello"}""", null)]
    [InlineData("""{"notice_id":""}""", null)]
    [InlineData("0123abcd", null)]
    [InlineData("\"0123", null)] // begins with a quote and is no JSON
    [InlineData("", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("hello", null)]
    public void A_notice_message_names_a_notice_by_a_hexadecimal_id(string message, string? id)
    {
        if (id is not null) Assert.Equal(id, NoticeMessage.Read(TestApp.Message(message)).NoticeId);
        else Assert.Equal("NOT_A_NOTICE", Assert.Throws<MessageException>(() => NoticeMessage.Read(TestApp.Message(message))).Code);
    }

    static IReadOnlyList<BlobCreated> Read(string golden) => BlobCreated.Read(MessageText.Of(TestApp.Message(Golden.Message(golden))));
}
