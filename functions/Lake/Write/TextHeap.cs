using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace FrontDoor.Lake;

/// <summary>The longer texts of one batch, in blocks that never move, so that DuckDB can read them where they lie.</summary>
sealed unsafe class TextHeap
{
    const int BlockSize = 128 * 1024;

    readonly List<byte[]> blocks = [];
    readonly List<int> used = [];
    byte[] block = [];
    int at;
    int current = -1;

    internal long Bytes { get; private set; }

    internal nint Add(ReadOnlySpan<byte> utf8)
    {
        if (block.Length - at < utf8.Length)
            Next(utf8.Length);
        utf8.CopyTo(block.AsSpan(at));
        var address = (nint)Unsafe.AsPointer(ref block[at]);
        at += utf8.Length;
        Bytes += utf8.Length;
        return address;
    }

    // Every text begins at a character's first byte (Batch sees to it) and no text crosses a block: if a block is valid, so is each text.
    internal bool IsValid()
    {
        if (current >= 0)
            used[current] = at;
        for (var i = 0; i <= current; i++)
            if (!Utf8.IsValid(blocks[i].AsSpan(0, used[i])))
                return false;
        return true;
    }

    /// <summary>Overwrites what was held: no text of a person lingers, and one that DuckDB read too late would come out wrong in every test.</summary>
    internal void Clear()
    {
        if (current >= 0)
            used[current] = at;
        for (var i = 0; i <= current; i++)
            blocks[i].AsSpan(0, used[i]).Clear();
        for (var i = blocks.Count - 1; i >= 0; i--)
            if (blocks[i].Length > BlockSize)
            {
                blocks.RemoveAt(i); // one giant text must not be held for good
                used.RemoveAt(i);
            }
        (block, at, current, Bytes) = ([], 0, -1, 0);
    }

    void Next(int atLeast)
    {
        if (current >= 0)
            used[current] = at;
        current++;
        if (current == blocks.Count || blocks[current].Length < atLeast)
        {
            blocks.Insert(current, GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, atLeast), pinned: true));
            used.Insert(current, 0);
        }
        (block, at) = (blocks[current], 0);
    }
}
