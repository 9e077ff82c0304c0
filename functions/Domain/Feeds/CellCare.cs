namespace FrontDoor.Domain.Feeds;

/// <summary>What of a cell is no part of its value: marks that guard it from a spreadsheet, and words that say it has none.</summary>
public enum CellCare : byte
{
    /// <summary>Free text, where what stands there was written; and codes, whose lists compare letters and digits alone and say which words
    /// are their own.</summary>
    Text,

    /// <summary>A name: a child may be called Null, and ’t Hooft begins with an apostrophe. Only ="..." is no part of it.</summary>
    Name,

    /// <summary>A date or a time: guards are taken off, and a mark for no value is none. "Not known" is no date, and does not say that
    /// there was none.</summary>
    Moment,

    /// <summary>An identifier or a number: guards are taken off, and any word for no value is none, for no two things are one because both
    /// are not known.</summary>
    Value,

    /// <summary>Text that tells one thing from another: besides, what holds only noughts, x and marks (0, XXXX, *) is none.</summary>
    Reference,
}

/// <summary>Which care each column of a feed asks for.</summary>
static class CellCares
{
    public static CellCare Of(Feed feed, int place)
    {
        var child = feed.Child;
        return feed.Columns[place].Type switch
        {
            ColumnType.Code or ColumnType.Boolean => CellCare.Text,
            ColumnType.Time => CellCare.Moment,
            var type when type.IsDate() => CellCare.Moment,
            ColumnType.PoliceReference => CellCare.Reference,
            not ColumnType.Text => CellCare.Value,
            _ when place == child.Surname || place == child.Forename => CellCare.Name,
            _ when feed.Key.Contains(place) || place == feed.KeyChild || feed.KeyOrElse.Contains(place) || place == child.Reference
                || place == feed.Lake.Occurrence => CellCare.Reference,
            _ when place == feed.Lake.LaCode => CellCare.Value,
            _ => CellCare.Text,
        };
    }
}
