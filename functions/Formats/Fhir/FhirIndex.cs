using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FrontDoor.Formats.Json;

namespace FrontDoor.Formats.Fhir;

/// <summary>Where the resources of a file are that others refer to: by full URL, by type and id, by identifier; and what speaks about what.
/// Keeps places, not resources.</summary>
sealed class FhirIndex(Func<JsonPiece, JsonElement> load)
{
    /// <summary>So many names of resources are kept: about 150 MB. A larger file is refused, and can be sent in parts.</summary>
    public const int NamesAtMost = 1_000_000;

    static readonly HashSet<string> ReferredTo = new(StringComparer.Ordinal)
    {
        "Patient", "Encounter", "Organization", "Practitioner", "PractitionerRole", "Location", "Communication", "Observation",
    };

    readonly Dictionary<UInt128, Held> _named = [];
    readonly Dictionary<UInt128, List<Held>> _about = [];

    /// <summary>Takes note of a resource, if it is of a kind a referral refers to.</summary>
    /// <param name="resource">The resource itself, where the file is small enough to hold it; else <paramref name="piece"/> says where it
    /// is.</param>
    public void Add(JsonElement resource, string? fullUrl, JsonPiece? piece)
    {
        if (resource.ResourceType() is not { } type || !ReferredTo.Contains(type)) return;
        var held = new Held(piece ?? default, piece is null ? resource : default, Fingerprint(resource));
        if (fullUrl is not null) Name(fullUrl, held);
        if (resource.Text("id") is { } id)
        {
            Name($"{type}/{id}", held);
            if (fullUrl is null) Name(Anywhere($"{type}/{id}"), held);
        }
        foreach (var identifier in resource.List("identifier"))
            if (identifier.Text("value") is { } value) Name($"{type}|{FhirSystems.Of(identifier.Text("system"))}|{value}", held);
        foreach (var about in type == "Observation" && !FhirReferral.IsExpectedDelivery(resource) ? []
            : type == "Communication" ? resource.List("basedOn").Concat(resource.List("about"))
            : type == "Observation" ? resource.List("subject") : [])
            if (about.Text("reference") is { } reference) About(reference, held);
    }

    /// <summary>The one resource of this name; none where there is no such, or two that differ.</summary>
    public JsonElement? Find(string name) =>
        _named.TryGetValue(Key(name), out var held) && !held.IsAmbiguous ? Resource(held) : null;

    /// <summary>The resources that say they are about this one.</summary>
    public IEnumerable<JsonElement> About(string name) => _about.TryGetValue(Key(name), out var all) ? all.Select(Resource) : [];

    /// <summary>Without the version: what a reference means is the resource.</summary>
    internal static string Plain(string reference)
    {
        var version = reference.IndexOf("/_history/", StringComparison.Ordinal);
        return version < 0 ? reference : reference[..version];
    }

    /// <summary>The name of a resource that does not say which server it is of: any server's will do.</summary>
    internal static string Anywhere(string typeAndId) => $"*/{typeAndId}";

    /// <summary>Patient/12 of https://server/fhir/Patient/12.</summary>
    internal static string? LastTwo(string reference)
    {
        var parts = reference.Split('/');
        return parts.Length >= 2 && !reference.StartsWith("urn:", StringComparison.Ordinal) ? $"{parts[^2]}/{parts[^1]}" : null;
    }

    void Name(string name, Held held)
    {
        if (!_named.TryAdd(Key(name), held))
        {
            if (_named[Key(name)].Fingerprint != held.Fingerprint) _named[Key(name)] = held with { IsAmbiguous = true };
        }
        else if (_named.Count > NamesAtMost) throw new JsonFaultException($"more than {NamesAtMost} names of resources", 1, 1);
    }

    void About(string reference, Held held)
    {
        foreach (var name in new[] { reference, LastTwo(Plain(reference)) }.Distinct())
        {
            if (name is null) continue;
            if (!_about.TryGetValue(Key(name), out var all)) _about.Add(Key(name), all = []);
            if (all.Count < 1000) all.Add(held);
            if (_about.Count > NamesAtMost) throw new JsonFaultException($"more than {NamesAtMost} names of resources", 1, 1);
        }
    }

    JsonElement Resource(Held held) => held.Resource.ValueKind == JsonValueKind.Undefined ? load(held.Piece) : held.Resource;

    static int Fingerprint(JsonElement resource)
    {
        var hash = new HashCode();
        hash.AddBytes(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(resource));
        return hash.ToHashCode();
    }

    static UInt128 Key(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    readonly record struct Held(JsonPiece Piece, JsonElement Resource, int Fingerprint, bool IsAmbiguous = false);
}
