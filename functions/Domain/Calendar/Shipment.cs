namespace FrontDoor.Domain;

/// <summary>The data files the build carries.</summary>
static class Shipment
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(Shipment).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build holds no '{name}'.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
