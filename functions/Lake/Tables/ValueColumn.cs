using FrontDoor.Domain.Clocks;
using Parquet.Schema;

namespace FrontDoor.Lake.Tables;

/// <summary>A column of values of a fixed width.</summary>
public abstract class ValueColumn<T>(string name, string meaning, string sqlType) : LakeColumn(name, meaning, sqlType) where T : struct
{
    T[] values = [];

    internal override DataField Field => new DataField<T>(Name, true);

    public virtual void Set(T value)
    {
        Mark();
        if (Count > values.Length)
            Array.Resize(ref values, Room(values.Length));
        values[Count - 1] = value;
    }

    public void Set(T? value)
    {
        if (value is { } known)
            Set(known);
    }

    public override void Copy(object? value) => Set((T?)value);

    private protected override Task Write(ColumnTarget target) => target.Write<T>(values.AsMemory(0, target.Count));
}

/// <summary>Whole numbers of 32 bits.</summary>
public sealed class IntegerColumn(string name, string meaning) : ValueColumn<int>(name, meaning, "INTEGER");

/// <summary>Whole numbers of 64 bits.</summary>
public sealed class BigIntegerColumn(string name, string meaning) : ValueColumn<long>(name, meaning, "BIGINT");

/// <summary>Numbers with a fraction.</summary>
public sealed class DoubleColumn(string name, string meaning) : ValueColumn<double>(name, meaning, "DOUBLE");

/// <summary>Hours, as people are told them everywhere: to a tenth, rounded up. What is not a number is not known.</summary>
public sealed class HoursColumn(string name, string meaning) : ValueColumn<double>(name, meaning, "DOUBLE")
{
    public override void Set(double value)
    {
        if (!double.IsNaN(value)) base.Set(HoursRounding.Up(value));
    }
}

/// <summary>True or false.</summary>
public sealed class BooleanColumn(string name, string meaning) : ValueColumn<bool>(name, meaning, "BOOLEAN");

/// <summary>Days.</summary>
public sealed class DateColumn(string name, string meaning) : ValueColumn<DateOnly>(name, meaning, "DATE")
{
    static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <param name="daysSince1970">Null if not known.</param>
    public void SetDays(int? daysSince1970) => Set(daysSince1970 is { } days ? DateOnly.FromDayNumber(Epoch + days) : null);
}

/// <summary>Moments in UTC, to the millisecond. For microseconds, Parquet.Net 6.1.0 writes the statistics of a row group in milliseconds,
/// and a reader that skips row groups by them finds no row.</summary>
public sealed class InstantColumn(string name, string meaning) : ValueColumn<DateTime>(name, meaning, "TIMESTAMPTZ")
{
    internal override DataField Field =>
        new DateTimeDataField(Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis, isNullable: true);

    public void SetMicroseconds(long? since1970) =>
        Set(since1970 is { } known ? DateTime.UnixEpoch.AddTicks(known * TimeSpan.TicksPerMicrosecond) : null);

    public override void Copy(object? value) => Set(((DateTimeOffset?)value)?.UtcDateTime);
}
