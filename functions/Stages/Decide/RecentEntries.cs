namespace FrontDoor.Stages;

/// <summary>Entries an arrival decided that are not on disk yet. Keys are uniform hashes, so their own bits say where to look, and nearly say their order.</summary>
sealed class RecentEntries
{
    const int PageBits = 12;
    const int PageEntries = 1 << PageBits;
    const int PlaceBits = 20;
    const int OrderBits = 18;

    /// <summary>The most entries it can hold.</summary>
    public const int Capacity = 1 << (PlaceBits - 1);

    readonly List<IndexEntry[]> _pages = [];
    uint[] _slots = new uint[2 * PageEntries]; // the entry's place, counted from 1, and above it some bits of its key; 0 is free. Never more than half full

    public int Count { get; private set; }

    public bool Find(KeyedHash key, out IndexEntry entry)
    {
        var place = Place(_slots[SlotOf(key)]);
        entry = place < 0 ? default : At(place);
        return place >= 0;
    }

    /// <summary>Adds the entry, or replaces the one with its key.</summary>
    public void Put(in IndexEntry entry)
    {
        ref var slot = ref _slots[SlotOf(entry.Key)];
        if (slot != 0)
        {
            At(Place(slot)) = entry;
            return;
        }
        if (Count == _pages.Count * PageEntries) _pages.Add(new IndexEntry[PageEntries]);
        At(Count) = entry;
        slot = Tag(entry.Key) | (uint)++Count;
        if (Count * 2 > _slots.Length) Grow();
    }

    /// <summary>Every entry in order of key: dealt out by the first bits, then the few of one deal put right by insertion.</summary>
    public EntryRun Sorted()
    {
        var (order, next) = (Order(), 0);
        return new EntryRun(block =>
        {
            var count = Math.Min(block.Length, order.Length - next);
            for (var i = 0; i < count; i++) block[i] = At(order[next + i]);
            next += count;
            return count;
        });
    }

    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    ref IndexEntry At(int place) => ref _pages[place >> PageBits][place & (PageEntries - 1)];

    static uint Tag(in KeyedHash key) => (uint)(key.Low >> 32) & ~0u << PlaceBits;

    static int Place(uint slot) => (int)(slot & ((1u << PlaceBits) - 1)) - 1;

    /// <summary>Where the key is, or the free slot where it would be.</summary>
    int SlotOf(in KeyedHash key)
    {
        var (mask, tag) = (_slots.Length - 1, Tag(key));
        for (var at = (int)key.Low & mask; ; at = (at + 1) & mask)
        {
            var slot = _slots[at];
            if (slot == 0) return at;
            if ((slot & ~0u << PlaceBits) != tag) continue; // without a look at the entry, which lies far away
            if (At(Place(slot)).Key == key) return at;
        }
    }

    void Grow()
    {
        _slots = new uint[_slots.Length * 2];
        for (var place = 0; place < Count; place++)
        {
            ref var entry = ref At(place);
            _slots[SlotOf(entry.Key)] = Tag(entry.Key) | (uint)(place + 1);
        }
    }

    int[] Order()
    {
        var ends = new int[1 << OrderBits];
        for (var place = 0; place < Count; place++) ends[Deal(place)]++;
        for (var deal = 1; deal < ends.Length; deal++) ends[deal] += ends[deal - 1];
        var order = new int[Count];
        for (var place = Count - 1; place >= 0; place--) order[--ends[Deal(place)]] = place;
        for (var i = 1; i < order.Length; i++)
        {
            var place = order[i];
            var at = i;
            for (; at > 0 && At(place).Key < At(order[at - 1]).Key; at--) order[at] = order[at - 1];
            order[at] = place;
        }
        return order;
    }

    int Deal(int place) => (int)(At(place).Key.High >> (64 - OrderBits));
}
