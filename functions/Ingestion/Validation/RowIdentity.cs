using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Makes the key of a row, and the pseudonyms of child and household.</summary>
sealed class RowIdentity(Feed feed, Sender sender, Pseudonyms keys, Identifiers identifiers, RowDefects defects, int receivedOn)
    : IDisposable
{
    readonly Column[] _columns = [.. feed.Columns];
    readonly KeyedHasher _notifications = new(keys.Notification);
    readonly KeyedHasher _contents = new(keys.Content);
    readonly KeyedHasher _children = new(keys.Child);
    readonly KeyedHasher _households = new(keys.Household);
    readonly KeyedHasher? _occurrences = feed.Lake.Occurrence >= 0 ? new(keys.Occurrence) : null;
    readonly byte[] _scope = Encoding.UTF8.GetBytes($"{feed.Id}\n{sender.Id}");
    readonly byte[] _sender = Encoding.UTF8.GetBytes(sender.Id);
    readonly PseudonymInput _keyed = new();

    /// <summary>Of a row whose key is formed and that is not rejected: its hashes, and whom it is about.</summary>
    public void Complete(Row row, ValidatedRecord record)
    {
        record.Key = _notifications.Of(_keyed.Message);
        record.Content = _contents.Of(row.Content);
        FormChild(row, record);
        if (_occurrences is not null) FormOccurrence(_occurrences, row, record);
    }

    public void Dispose()
    {
        foreach (var hasher in (ReadOnlySpan<KeyedHasher?>)[_notifications, _contents, _children, _households, _occurrences])
            hasher?.Dispose();
    }

    /// <summary>Collects the natural key; a missing part rejects the row.</summary>
    public void FormKey(Row row, ValidatedRecord record)
    {
        _keyed.Begin().Add(_scope);
        foreach (var place in feed.Key)
        {
            if (IsNothing(place, row, record)) defects.Add(record, Defects.RowKeyMissing, place);
            AddKeyed(place, row, record);
        }
        if (feed.KeyChild >= 0 && !row[feed.KeyChild].IsEmpty
            && !identifiers.IsStandIn(_columns[feed.KeyChild].Type, row[feed.KeyChild])) AddKeyed(feed.KeyChild, row, record, "ref"u8);
        else if (feed.KeyOrElse.Count > 0) FormKeyOrElse(row, record);
        else if (row.Group > 0) FormGroupKey(row, record);
    }

    void FormKeyOrElse(Row row, ValidatedRecord record)
    {
        foreach (var place in feed.KeyOrElse)
        {
            if (IsNothing(place, row, record)
                && !(place == feed.Child.DateOfBirth && ChildNames.IsUnborn(row[feed.Child.Surname], row[feed.Child.Forename])))
                defects.Add(record, Defects.RowKeyMissing, place);
            else if (place == feed.Child.Surname || place == feed.Child.Forename) _keyed.AddName(row[place]);
            else AddKeyed(place, row, record);
        }
    }

    /// <summary>An empty cell, a code for nothing recorded, or both names of a child if neither is a name.</summary>
    bool IsNothing(int place, Row row, ValidatedRecord record) =>
        row[place].IsEmpty || _columns[place].Type == ColumnType.Code && record.Codes[place] == ValidatedRecord.Blank
        || (place == feed.Child.Surname || place == feed.Child.Forename)
        && ChildNames.AreMarks(row[feed.Child.Surname], row[feed.Child.Forename]);

    /// <summary>By the value of the cell, so that two spellings of one value are one record; by the text if the cell has no value of its
    /// column's type.</summary>
    void AddKeyed(int place, Row row, ValidatedRecord record, ReadOnlySpan<byte> before = default)
    {
        var cell = row[place];
        var type = _columns[place].Type;
        if (!before.IsEmpty) _keyed.Add(before);
        if (type == ColumnType.Date && record.Written[place] is { IsUsable: true, Day: var day }) _keyed.AddNumber(day);
        else if (type.IsDate() && record.Written[place] is { IsUsable: true } written) _keyed.AddNumber(RowDates.LocalSeconds(written));
        else if (type == ColumnType.Integer && WholeNumber.TryRead(cell, out var number)) _keyed.AddNumber(number);
        else if (identifiers.Canonical(type, cell) is { IsEmpty: false } canonical) _keyed.Add(canonical);
        else _keyed.AddReference(type == ColumnType.PoliceReference ? WholeNumber.WithoutFraction(cell) : cell);
    }

    /// <summary>Each child of one line is its own record, also if the key has no place for a child.</summary>
    void FormGroupKey(Row row, ValidatedRecord record)
    {
        var child = feed.Child;
        _keyed.Add("child"u8).AddName(row[child.Surname]).AddName(row[child.Forename]);
        if (child.DateOfBirth >= 0 && record.Written[child.DateOfBirth] is { IsUsable: true, Day: var day }) _keyed.AddNumber(day);
    }

    /// <summary>Makes occurrence_key from the sender and its reference for the event, so that two feeds of one sender can be
    /// joined.</summary>
    void FormOccurrence(KeyedHasher occurrences, Row row, ValidatedRecord record)
    {
        var cell = row[feed.Lake.Occurrence];
        record.Occurrence = cell.IsEmpty || Exponent.IsIn(cell) ? null
            : occurrences.Of(_keyed.Begin().Add(_sender).AddReference(WholeNumber.WithoutFraction(cell)).Message);
    }

    /// <summary>Makes household_key from postcode and surname, then the keys from everything else that identifies the child.</summary>
    void FormChild(Row row, ValidatedRecord record)
    {
        var child = feed.Child;
        record.DateOfBirth = child.DateOfBirth >= 0 && record.Written[child.DateOfBirth] is { IsUsable: true, Day: var day }
            && day <= receivedOn ? day : null;
        // not born yet
        if (record.DateOfBirth is null && child.DateOfBirth >= 0 && record.Written[child.DateOfBirth].IsUsable)
            defects.Add(record, Defects.DateInvalid, child.DateOfBirth);
        if (record.DateOfBirth is { } first && DayNumber.IsFirstOfJanuary(first))
            defects.Add(record, Defects.BirthEstimated, child.DateOfBirth);
        record.IsUnborn = record.DateOfBirth is null && child.ExpectedDateOfBirth >= 0
            && record.Written[child.ExpectedDateOfBirth].IsUsable;
        var home = identifiers.Home(row[child.Postcode]);
        record.TakeSector(home);
        var isHousehold = !home.IsEmpty && !row[child.Surname].IsEmpty;
        record.Household = isHousehold ? _households.Of(_keyed.Begin().Add(home).AddName(row[child.Surname]).Message) : null;
        (record.Child, record.ChildBasis) = (null, ChildBasis.None);
        (record.Pupil, record.Demographic, record.ChildBearer, record.PupilBearer) = (null, null, null, null);
        record.Reference = child.Reference >= 0 && !row[child.Reference].IsEmpty
            ? _children.Of(_keyed.Begin().Add("ref"u8).Add(_sender).AddReference(row[child.Reference]).Message)
            : null;
        if (!record.IsUnborn) KnowBorn(row, record);
        else if (isHousehold) KnowUnborn(row, record, home);
    }

    /// <summary>By NHS number, UPN, names and date of birth. The first that exists is child_key. The later ones are stored too, so that
    /// rows that identify one child differently can be joined.</summary>
    void KnowBorn(Row row, ValidatedRecord record)
    {
        var child = feed.Child;
        int? born = ChildNames.IsSomebody(row[child.Surname], row[child.Forename]) ? record.DateOfBirth : null;
        if (identifiers.Nhs(row[child.NhsNumber]) is { Length: > 0 } nhs)
        {
            Know(record, ChildBasis.Nhs, _keyed.Begin().Add("nhs"u8).Add(nhs));
            record.ChildBearer = Bears(nhs, born, row);
        }
        if (identifiers.PupilNumber(row[child.Upn]) is { Length: > 0 } upn)
        {
            Know(record, ChildBasis.Upn, _keyed.Begin().Add("upn"u8).Add(upn));
            var bears = Bears(upn, born, row);
            if (record.ChildBasis == ChildBasis.Upn) record.ChildBearer = bears;
            else record.PupilBearer = bears;
        }
        if (born is { } day)
            Know(record, ChildBasis.Demographic,
                _keyed.Begin().Add("name"u8).AddName(row[child.Surname]).AddName(row[child.Forename]).AddNumber(day));
    }

    /// <summary>Hashed together with the number, so that only two rows with one number can be compared.</summary>
    KeyedHash? Bears(ReadOnlySpan<byte> number, int? born, Row row)
    {
        if (born is not { } day) return null;
        var byDay = _children.Of(_keyed.Begin().Add("born"u8).Add(number).AddNumber(day).Message);
        var byName = _children.Of(_keyed.Begin().Add("bearer"u8).Add(number).AddName(row[feed.Child.Surname])
            .AddName(row[feed.Child.Forename]).Message);
        return new KeyedHash(byDay.High, byName.High);
    }

    /// <summary>By household and sixteen weeks of expected birth. A number on the row is the mother's.</summary>
    void KnowUnborn(Row row, ValidatedRecord record, ReadOnlySpan<byte> home)
    {
        const int Window = 112; // days: scans of one pregnancy are weeks apart, a mother's next one months
        var child = feed.Child;
        _keyed.Begin().Add("unborn"u8).Add(home).AddName(row[child.Surname])
            .AddNumber(Math.DivRem(record.Written[child.ExpectedDateOfBirth].Day, Window).Quotient);
        if (ChildNames.IsOneOfSeveral(row[child.Forename])) _keyed.AddName(row[child.Forename]);
        Know(record, ChildBasis.Unborn, _keyed);
    }

    void Know(ValidatedRecord record, ChildBasis basis, PseudonymInput key)
    {
        var hash = _children.Of(key.Message);
        if (record.ChildBasis == ChildBasis.None) (record.Child, record.ChildBasis) = (hash, basis);
        else if (basis == ChildBasis.Upn) record.Pupil = hash;
        else record.Demographic = hash;
    }
}
