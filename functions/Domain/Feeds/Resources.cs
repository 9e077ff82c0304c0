namespace FrontDoor.Domain;

/// <summary>The files of rules that ship inside this assembly.</summary>
static class Resources
{
    public static IEnumerable<(string Name, byte[] Bytes)> In(string folder)
    {
        var assembly = typeof(Resources).Assembly;
        return
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith(folder, StringComparison.Ordinal)
            select (name, Bytes(assembly.GetManifestResourceStream(name)!));
    }

    static byte[] Bytes(Stream stream)
    {
        using var memory = new MemoryStream();
        using (stream) stream.CopyTo(memory);
        return memory.ToArray();
    }
}
