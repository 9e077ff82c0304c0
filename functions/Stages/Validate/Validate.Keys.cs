using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Who a row is about: its key, and the pseudonyms of child and household.</summary>
public sealed partial class Validate
{
    /// <summary>Gathers the natural key; whatever of it is missing rejects the row.</summary>
    void FormKey(Row row, Record record)
    {
        _keyed.Begin().Add(_scope);
        foreach (var place in _feed.Key)
        {
            if (row[place].IsEmpty) Add(record, Defects.RowKeyMissing, place);
            _keyed.AddReference(row[place]);
        }
        if (_feed.KeyChild >= 0 && !row[_feed.KeyChild].IsEmpty) _keyed.Add("ref"u8).AddReference(row[_feed.KeyChild]);
        else if (_feed.KeyOrElse.Count > 0) FormKeyOrElse(row, record);
        else if (row.Group > 0) FormGroupKey(row, record);
    }

    void FormKeyOrElse(Row row, Record record)
    {
        foreach (var place in _feed.KeyOrElse)
        {
            if (row[place].IsEmpty && !(place == _feed.Child.DateOfBirth && ChildNames.IsUnborn(row[_feed.Child.Surname], row[_feed.Child.Forename]))) Add(record, Defects.RowKeyMissing, place);
            else if (_feed.Columns[place].Type == ColumnType.Date && record.Written[place] is { IsUsable: true, Day: var day }) _keyed.AddNumber(day);
            else if (place == _feed.Child.Surname || place == _feed.Child.Forename) _keyed.AddName(row[place]);
            else _keyed.AddReference(row[place]);
        }
    }

    /// <summary>Of the children of one line each is a record of its own, also where the key has no place for a child.</summary>
    void FormGroupKey(Row row, Record record)
    {
        var child = _feed.Child;
        _keyed.Add("child"u8).AddName(row[child.Surname]).AddName(row[child.Forename]);
        if (child.DateOfBirth >= 0 && record.Written[child.DateOfBirth] is { IsUsable: true, Day: var day }) _keyed.AddNumber(day);
    }

    /// <summary>child_key: by NHS number, else UPN, else names and date of birth; household_key: by postcode and surname.</summary>
    void FormChild(Row row, Record record)
    {
        var child = _feed.Child;
        record.DateOfBirth = child.DateOfBirth >= 0 && record.Written[child.DateOfBirth] is { IsUsable: true, Day: var day } && day <= _receivedOn ? day : null;
        if (record.DateOfBirth is null && child.DateOfBirth >= 0 && record.Written[child.DateOfBirth].IsUsable) Add(record, Defects.DateInvalid, child.DateOfBirth); // not born yet
        if (record.DateOfBirth is { } first && DayNumber.IsFirstOfJanuary(first)) Add(record, Defects.BirthEstimated, child.DateOfBirth);
        record.IsUnborn = record.DateOfBirth is null && child.ExpectedDateOfBirth >= 0 && record.Written[child.ExpectedDateOfBirth].IsUsable;
        (record.ChildPlace, record.ChildBasis) = (-1, ChildBasis.None);
        if (_identifiers.Nhs(row[child.NhsNumber]) is { Length: > 0 } nhs)
            (record.ChildPlace, record.ChildBasis) = (_children.Add(_keyed.Begin().Add("nhs"u8).Add(nhs).Message), ChildBasis.Nhs);
        else if (_identifiers.PupilNumber(row[child.Upn]) is { Length: > 0 } upn)
            (record.ChildPlace, record.ChildBasis) = (_children.Add(_keyed.Begin().Add("upn"u8).Add(upn).Message), ChildBasis.Upn);
        else if (record.DateOfBirth is { } born && ChildNames.IsSomebody(row[child.Surname], row[child.Forename]))
            (record.ChildPlace, record.ChildBasis) = (
                _children.Add(_keyed.Begin().Add("name"u8).AddName(row[child.Surname]).AddName(row[child.Forename]).AddNumber(born).Message), ChildBasis.Demographic);
        var home = _identifiers.Home(row[child.Postcode]);
        record.TakeSector(home);
        record.HouseholdPlace = !home.IsEmpty && !row[child.Surname].IsEmpty
            ? _households.Add(_keyed.Begin().Add(home).AddName(row[child.Surname]).Message)
            : -1;
    }
}
