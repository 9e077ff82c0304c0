namespace FrontDoor.Domain.Feeds;

/// <summary>What a contract says under one of its editions: its columns are those of every edition, in the same places, and
/// <see cref="Taken"/> says which this one has.</summary>
sealed record EditionTerms(Edition Edition, string At, Contract Contract, bool[] Taken)
{
    /// <summary>Where in the file each column stands, and what an edition may write anew.</summary>
    public required IReadOnlyList<string> ColumnKeys { get; init; }
    public string NaturalKeyKey { get; init; } = "naturalKey";
    public string VersionKey { get; init; } = "version";
    public string FormatsKey { get; init; } = "formats";

    /// <summary>Every edition of the contract, oldest first, each made from the one before. What contradicts that one is a fault.</summary>
    public static List<EditionTerms> All(Contract contract, ContractText text)
    {
        var added = contract.Editions.SelectMany((edition, place) =>
            (edition.Change?.Add ?? []).Select((column, at) => (Column: column, Key: $"editions[{place}].change.add[{at}]"))).ToList();
        var first = contract with { Columns = [.. contract.Columns, .. added.Select(one => one.Column)] };
        string[] keys = [.. contract.Columns.Select((_, place) => $"columns[{place}]"), .. added.Select(one => one.Key)];
        var terms = new List<EditionTerms>();
        for (var place = 0; place < contract.Editions.Count; place++)
        {
            var (edition, at) = (contract.Editions[place], $"editions[{place}]");
            var before = place == 0
                ? new EditionTerms(edition, at,
                first, [.. keys.Select((_, column) => column < contract.Columns.Count)])
                { ColumnKeys = keys }
                : terms[^1] with { Edition = edition, At = at };
            CheckOrder(contract, place, text);
            terms.Add(edition.Change is { } change && place > 0 ? before.With(change, text) : before);
        }
        return terms;
    }

    static void CheckOrder(Contract contract, int place, ContractText text)
    {
        var edition = contract.Editions[place];
        if (contract.Editions.Take(place).Any(other => other.Name == edition.Name))
            text.Fault($"editions[{place}].name",
                $"the edition '{edition.Name}' stands twice; each has its own name, which every file judged by it carries.");
        if (place > 0 && edition.From <= contract.Editions[place - 1].From)
            text.Fault($"editions[{place}].from", $"'{edition.Name}' holds from {edition.From:yyyy-MM-dd}, not after the edition before "
                + $"it ({contract.Editions[place - 1].From:yyyy-MM-dd}); write editions in order, each from a later day.");
        if (place == 0 && edition.Change is not null)
            text.Fault("editions[0].change",
                $"'{edition.Name}' is the first edition and is what the rest of the file says; write its change there.");
    }

    EditionTerms With(EditionChange change, ContractText text)
    {
        var at = $"{At}.change";
        var (columns, taken) = (Contract.Columns.ToList(), (bool[])Taken.Clone());
        void Fault(string key, string says) => text.Fault($"{at}.{key}", says);
        int Find(string key, string name)
        {
            var place = Contract.PlaceOf(name);
            if (place < 0) Fault(key, $"'{name}' is no column of this contract; name one exactly as under columns.");
            else if (!taken[place]) Fault(key,
                $"'{name}' is no column of the edition '{Edition.Name}'; an edition before it removed it, or a later one adds it.");
            return place >= 0 && taken[place] ? place : Feed.None;
        }

        for (var item = 0; item < change.Add.Count; item++) taken[Array.IndexOf([.. ColumnKeys], $"{at}.add[{item}]")] = true;
        for (var item = 0; item < change.Remove.Count; item++)
            if (Find($"remove[{item}]", change.Remove[item]) is >= 0 and var place) taken[place] = false;
        foreach (var (name, more) in change.Aliases)
        {
            if (Find($"aliases.{name}", name) is not (>= 0 and var place)) continue;
            foreach (var twice in more.Where(alias => columns[place].Aliases.Prepend(name).Select(Spellings.Plain)
                .Contains(Spellings.Plain(alias))))
                Fault($"aliases.{name}", $"'{twice}' is a name of '{name}' already; leave it out.");
            columns[place] = columns[place] with { Aliases = [.. columns[place].Aliases, .. more] };
        }
        foreach (var (name, more) in change.Codes)
        {
            if (Find($"codes.{name}", name) is not (>= 0 and var place)) continue;
            if (columns[place].Type != ColumnType.Code)
                Fault($"codes.{name}", $"'{name}' is of type {ColumnPlaces.Word(columns[place].Type)} and has no codes; they are for a "
                    + "column of type code.");
            var codes = columns[place].Codes.ToDictionary();
            foreach (var (code, spellings) in more) codes[code] = [.. codes.GetValueOrDefault(code, []), .. spellings];
            columns[place] = columns[place] with { Codes = codes };
        }
        foreach (var (key, names, required) in new[] { ("required", change.Required, true), ("optional", change.Optional, false) })
            for (var item = 0; item < names.Count; item++)
            {
                if (Find($"{key}[{item}]", names[item]) is not (>= 0 and var place)) continue;
                if (columns[place].Required == required) Fault($"{key}[{item}]", $"'{names[item]}' is {key} already; leave it out.");
                columns[place] = columns[place] with { Required = required };
            }
        CheckVersion(change, at, text);
        return this with
        {
            Taken = taken,
            Contract = Contract with
            {
                Columns = columns,
                NaturalKey = change.NaturalKey ?? Contract.NaturalKey,
                Version = change.Version ?? Contract.Version,
                Formats = change.Formats.Count > 0 ? change.Formats : Contract.Formats,
            },
            NaturalKeyKey = change.NaturalKey is null ? NaturalKeyKey : $"{at}.naturalKey",
            VersionKey = change.Version is null ? VersionKey : $"{at}.version",
            FormatsKey = change.Formats.Count == 0 ? FormatsKey : $"{at}.formats",
        };
    }

    // A time, in seconds, is higher than any number somebody counted to: after such a change every version would look older than the one
    // held, and be lost as a repeat.
    void CheckVersion(EditionChange change, string at, ContractText text)
    {
        bool Counts(string? column) =>
            column is not null && Contract.PlaceOf(column) is >= 0 and var place && Contract.Columns[place].Type == ColumnType.Integer;
        if (change.Version is not null && Contract.Version is not null && Counts(change.Version) && !Counts(Contract.Version))
            text.Fault($"{at}.version", $"'{change.Version}' counts and '{Contract.Version}' before it was a time; no number is later "
                + $"than a time, so later versions would be taken for repeats. Keep '{Contract.Version}', or name another time.");
    }
}
