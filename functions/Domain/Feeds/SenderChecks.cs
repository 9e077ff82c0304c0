using System.Text.RegularExpressions;

namespace FrontDoor.Domain.Feeds;

/// <summary>What contradicts itself in the senders of a contract and in when their files are expected.</summary>
sealed partial class SenderChecks(ColumnPlaces columns)
{
    readonly Contract _contract = columns.Contract;

    public void CheckSenders()
    {
        foreach (var (sender, at) in _contract.Senders.Select((sender, at) => (sender, at)))
        {
            if (sender.Id == Sender.Unregistered)
                columns.Fault($"senders[{at}].id",
                    $"'{sender.Id}' is what the pipeline calls a sender nobody registered; give this one another name.");
            if (!Name().IsMatch(sender.Id))
                columns.Fault($"senders[{at}].id",
                    $"'{sender.Id}' cannot be a folder's name; write small letters, digits and hyphens, a letter first.");
            if (_contract.Senders.Take(at).Any(other => other.Id == sender.Id))
                columns.Fault($"senders[{at}].id", $"'{sender.Id}' stands twice; each sender has one entry.");
            for (var system = 0; system < sender.Systems.Count; system++)
                if (sender.Systems[system].Name.Length == 0
                    || sender.Systems.Take(system)
                    .Any(other => other.From >= sender.Systems[system].From || other.Name == sender.Systems[system].Name))
                    columns.Fault($"senders[{at}].systems[{system}]",
                        $"'{sender.Systems[system].Name}' from {sender.Systems[system].From:yyyy-MM-dd}; expected systems in the "
                        + "order of their first days, each named once.");
            if (sender.TimeZone is not (Sender.Local or Sender.Utc))
                columns.Fault($"senders[{at}].timeZone", $"'{sender.TimeZone}'; expected {Sender.Local} or {Sender.Utc}.");
        }
    }

    public void CheckExpected()
    {
        CheckExpected(_contract.Expected, "expected");
        for (var at = 0; at < _contract.Senders.Count; at++)
            if (_contract.Senders[at].Expected is { } own) CheckExpected(own, $"senders[{at}].expected");
    }

    void CheckExpected(Expected expected, string key)
    {
        if (!ContractWords.Has(ContractWords.Schedule, expected.Schedule))
            columns.Fault($"{key}.schedule", $"'{expected.Schedule}' is no schedule; expected one of "
                + $"{ContractWords.Listed(ContractWords.Schedule)}.");
        columns.Minute(expected.By, $"{key}.by");
        if (expected.GraceHours is < 0 or > Expected.GraceHoursAtMost)
            columns.Fault($"{key}.graceHours", $"{expected.GraceHours}; expected 0 to {Expected.GraceHoursAtMost}.");
        if (expected.MinimumRows < 0) columns.Fault($"{key}.minimumRows", $"{expected.MinimumRows}; expected 0 or more.");
        for (var at = 0; at < expected.NotOn.Count; at++)
            if (expected.NotOn[at] is not (Expected.BankHolidays or Expected.SchoolHolidays))
                columns.Fault($"{key}.notOn[{at}]",
                    $"'{expected.NotOn[at]}' is no calendar; expected {Expected.BankHolidays} or {Expected.SchoolHolidays}.");
    }

    [GeneratedRegex(Documents.TextPattern.FolderName)]
    public static partial Regex Name();
}
