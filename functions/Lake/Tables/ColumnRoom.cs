namespace FrontDoor.Lake.Tables;

/// <summary>A buffer in which the columns of a row group are laid out for the library, one after another.</summary>
sealed class ColumnRoom
{
    int[] levels = [];
    char[] letters = [];
    ReadOnlyMemory<char>[] texts = [];

    internal Memory<int> Levels(int count) => Of(ref levels, count);

    internal Memory<char> Letters(int count) => Of(ref letters, count);

    internal Memory<ReadOnlyMemory<char>> Texts(int count) => Of(ref texts, count);

    static Memory<T> Of<T>(ref T[] array, int count)
    {
        if (array.Length < count)
            array = new T[count];
        return array.AsMemory(0, count);
    }
}
