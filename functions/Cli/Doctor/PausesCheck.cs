using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Doctor;

/// <summary>Senders that have been paused for so long that someone may have forgotten them.</summary>
static class PausesCheck
{
    static readonly TimeSpan s_usual = TimeSpan.FromDays(1);

    public static async Task<IReadOnlyList<Finding>> Run(PausedSenders senders, DateTimeOffset now, CancellationToken cancel) =>
        [.. from sender in (await senders.All(cancel)).Values
            where sender.IsPaused && now - sender.Last.Since > s_usual
            select Finding.Soon($"{sender.Sender} is paused since {PeopleText.Moment(sender.Last.Since)}, by {sender.Last.By}: its files "
                + "wait",
                $"when it may send again: ./pipeline senders resume {sender.Sender} --by ROLE")];
}
