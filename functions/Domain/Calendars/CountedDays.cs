using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>The days of a calendar that count, over whole years that are known: adding and counting in constant time. A day outside is an
/// error, never a guess.</summary>
sealed class CountedDays
{
    readonly string _extend;
    readonly string _unit;
    readonly int _first; // day number of the first day known
    readonly ushort[] _counted; // [i]: days that count up to and including day _first + i

    /// <param name="unit">"working days", for messages.</param>
    /// <param name="extend">The file to extend when a day lies outside.</param>
    public CountedDays(LocalDate first, LocalDate last, string unit, string extend, Func<int, bool> counts)
    {
        (FirstDay, LastDay, _first, _unit, _extend) = (first, last, DayNumber.Of(first), unit, extend);
        _counted = new ushort[DayNumber.Of(last) - _first + 1];
        ushort count = 0;
        for (var i = 0; i < _counted.Length; i++)
            _counted[i] = counts(_first + i) ? ++count : count;
    }

    public LocalDate FirstDay { get; }

    public LocalDate LastDay { get; }

    public bool Counts(int day)
    {
        var at = At(day);
        return _counted[at] != (at == 0 ? 0 : _counted[at - 1]);
    }

    /// <summary>The nth day that counts after day 0, which itself never does; day 0 when n is 0.</summary>
    public int Add(int day0, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var at = At(day0);
        if (n == 0)
            return day0;
        var wanted = _counted[at] + n;
        if (wanted > _counted[^1])
            throw new OutsideCalendarException($"{n} {_unit} after {DayNumber.ToLocalDate(day0):uuuu-MM-dd} lies beyond "
                + $"{LastDay:uuuu-MM-dd}, the last day known; extend {_extend}.");
        int low = at + 1, high = _counted.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _counted[middle] < wanted ? (middle + 1, high) : (low, middle);
        }
        return _first + low;
    }

    /// <summary>As <see cref="Add"/>; false where the answer, or day 0, lies outside the days known.</summary>
    public bool TryAdd(int day0, int n, out int day)
    {
        var at = day0 - _first;
        day = day0;
        if ((uint)at >= (uint)_counted.Length || _counted[at] + n > _counted[^1]) return false;
        day = Add(day0, n);
        return true;
    }

    /// <summary>Days that count in (from, to]; false when either lies outside or they run backwards.</summary>
    public bool TryCount(int from, int to, out int count)
    {
        int start = from - _first, end = to - _first;
        if ((uint)start >= (uint)_counted.Length || (uint)end >= (uint)_counted.Length || start > end)
        {
            count = 0;
            return false;
        }
        count = _counted[end] - _counted[start];
        return true;
    }

    /// <summary>Days that count in (from, to].</summary>
    public int Count(int from, int to)
    {
        if (from > to)
            throw new ArgumentException($"Counting {_unit} from {DayNumber.ToLocalDate(from):uuuu-MM-dd} back to "
                + $"{DayNumber.ToLocalDate(to):uuuu-MM-dd}; expected the earlier day first.", nameof(from));
        return _counted[At(to)] - _counted[At(from)];
    }

    int At(int day)
    {
        var at = day - _first;
        return (uint)at < (uint)_counted.Length
            ? at
            : throw new OutsideCalendarException($"{DayNumber.ToLocalDate(day):uuuu-MM-dd} lies outside {FirstDay:uuuu-MM-dd} to "
            + $"{LastDay:uuuu-MM-dd}, the days known; extend {_extend}.");
    }
}
