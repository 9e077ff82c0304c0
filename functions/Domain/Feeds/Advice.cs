using System.Text;

namespace FrontDoor.Domain.Feeds;

/// <summary>What a sender should do about a defect in a column of one feed: the defect's advice, with the column's own example where the
/// form was wrong. The one place that joins the two.</summary>
public sealed class Advice
{
    static readonly Defect[] Forms =
    [
        Defects.CodeUnmapped, Defects.IntegerInvalid, Defects.DateInvalid, Defects.TimeInvalid,
        Defects.UrnInvalid, Defects.LaestabInvalid, Defects.OdsInvalid,
    ];

    readonly Dictionary<(Defect, int), byte[]> _texts = [];

    public Advice(IReadOnlyList<Column> columns)
    {
        for (var place = 0; place < columns.Count; place++)
            foreach (var defect in columns[place].Example is null ? [] : Forms)
                _texts.Add((defect, place), Encoding.UTF8.GetBytes(With(defect, columns[place])));
    }

    /// <summary>In UTF-8; the advice alone where no column is meant (-1).</summary>
    public ReadOnlySpan<byte> TextOn(Defect defect, int column) =>
        _texts.TryGetValue((defect, column), out var text) ? text : defect.AdviceText;

    public string On(Defect defect, int column) => Encoding.UTF8.GetString(TextOn(defect, column));

    static string With(Defect defect, Column column) => $"{defect.Advice} For instance: {column.Example}";
}
