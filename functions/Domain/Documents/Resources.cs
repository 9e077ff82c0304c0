namespace FrontDoor.Domain.Documents;

/// <summary>The files of rules that ship inside this assembly.</summary>
static class Resources
{
    public static IEnumerable<(string Name, byte[] Bytes)> In(string folder)
    {
        return
            from name in typeof(Resources).Assembly.GetManifestResourceNames()
            where name.StartsWith(folder, StringComparison.Ordinal)
            select (name, Read(name));
    }

    public static byte[] Read(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build holds no '{name}'.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
