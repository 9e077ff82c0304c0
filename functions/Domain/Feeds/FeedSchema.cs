using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FrontDoor.Domain.Feeds;

/// <summary>A JSON Schema (draft 2020-12) of one record of a feed, as one edition has it: what fits it has nothing for a receipt to warn
/// of.</summary>
/// <remarks>Stricter than the pipeline, which takes most of what does not fit, with a warning; and it cannot say check digits, or that a
/// day exists.</remarks>
public static class FeedSchema
{
    const string Day = "(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])/[0-9]{4}";
    const string IsoDay = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    const string Clock = "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";
    const string Moment = $"({Day}|{IsoDay})( {Clock})?|{IsoDay}T{Clock}([.][0-9]+)?(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?";

    static readonly JsonWriterOptions s_layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Feed feed)
    {
        var contract = feed.Contract;
        var properties = new JsonObject();
        for (var place = 0; place < feed.Columns.Count; place++)
            if (feed.Has(place)) properties.Add(feed.Columns[place].Name, Property(feed, place));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:front-door:{feed.Id.Agency}:{feed.Id.Name}:{Uri.EscapeDataString(feed.Edition.Name)}",
            ["title"] = contract.Title,
            ["description"] = $"One record: a row of a file, or an object of a list. {contract.Description} Edition {feed.Edition.Name} "
            + $"of {feed.Id}, for what is received from {FeedGuide.Day(feed.Edition.From)} on."
                + $" Formats taken: {string.Join(", ", contract.Formats)}. Column names and codes are compared without case, spaces and "
                + "punctuation; other columns are not read.",
            ["type"] = "object",
            ["required"] = Names(feed, Enumerable.Range(0, feed.Columns.Count).Where(place => IsNeeded(feed, place))),
            ["properties"] = properties,
        };
        if (Either(feed) is { Count: > 0 } either) schema["allOf"] = either;
        return Bytes(schema);
    }

    /// <summary>Each of these must hold one way or another: something starts the clock; the child is told by reference or by
    /// name.</summary>
    static JsonArray Either(Feed feed)
    {
        var all = new JsonArray();
        if (!feed.ClockStarts.Any(place => IsNeeded(feed, place)))
            all.Add(new JsonObject { ["anyOf"] = new JsonArray([.. feed.ClockStarts.Select(place => Filled(feed, [place]))]) });
        if (feed.KeyOrElse.Count > 0)
            all.Add(feed.KeyChild < 0 ? Filled(feed, feed.KeyOrElse)
                : new JsonObject { ["anyOf"] = new JsonArray(Filled(feed, [feed.KeyChild]), Filled(feed, feed.KeyOrElse)) });
        return all;
    }

    static JsonObject Filled(Feed feed, IEnumerable<int> places) => new()
    {
        ["required"] = Names(feed, places),
        ["properties"] = new JsonObject(
        places.Select(place => KeyValuePair.Create<string, JsonNode?>(feed.Columns[place].Name,
            new JsonObject { ["type"] = "string", ["minLength"] = 1 }))),
    };

    static bool IsNeeded(Feed feed, int place) => feed.Has(place) && (feed.Columns[place].Required || feed.Key.Contains(place));

    static JsonArray Names(Feed feed, IEnumerable<int> places) =>
        new([.. places.Select(place => JsonValue.Create(feed.Columns[place].Name))]);

    static JsonObject Property(Feed feed, int place)
    {
        var (column, isNeeded) = (feed.Columns[place], IsNeeded(feed, place));
        var also = column.Aliases.Count > 0 ? $" Also accepted as: {string.Join(", ", column.Aliases)}." : "";
        var holds = ColumnGuide.Holds(column.Type).Replace("`", "", StringComparison.Ordinal);
        var said = column.Description is { } description ? $" {description}" : "";
        var property = new JsonObject
        {
            ["description"] = $"{char.ToUpperInvariant(holds[0])}{holds[1..]}.{said}{also}"
        };
        if (column.Type == ColumnType.Code)
        {
            property["enum"] = new JsonArray([.. Spelled(feed, place).Select(word => JsonValue.Create(word)),
                .. isNeeded ? Array.Empty<JsonNode?>() : ["", null]]);
        }
        else
        {
            property["type"] = new JsonArray([.. Types(column.Type).Select(type => JsonValue.Create(type)),
                .. isNeeded ? Array.Empty<JsonNode>() : ["null"]]);
            if (isNeeded) property["minLength"] = 1;
            if (Pattern(column.Type) is { } pattern) property["pattern"] = isNeeded ? $"^({pattern})$" : $"^({pattern})?$";
        }
        if (column.Example is { } example) property["examples"] = new JsonArray(example);
        return property;
    }

    // The example may be one more way to write a code: case, spaces and punctuation do not count.
    static IEnumerable<string> Spelled(Feed feed, int place) =>
        feed.Columns[place].Example is { } example && feed.Codes[place]!.Find(Encoding.UTF8.GetBytes(example)) >= 0
            ? feed.Codes[place]!.Labels.Append(example).Distinct()
            : feed.Codes[place]!.Labels;

    static string[] Types(ColumnType type) => type switch
    {
        ColumnType.Integer => ["string", "integer"],
        ColumnType.Boolean => ["string", "boolean"],
        _ => ["string"],
    };

    static string? Pattern(ColumnType type) => type switch
    {
        ColumnType.Date => $"{Day}|{IsoDay}",
        ColumnType.LocalDateTime or ColumnType.Instant => Moment,
        ColumnType.Time => Clock,
        ColumnType.Integer => "[0-9]+",
        ColumnType.NhsNumber => "[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}",
        ColumnType.Upn => "[A-Za-z][0-9]{11}[0-9A-Za-z]",
        ColumnType.Urn => "[0-9]{6}",
        ColumnType.Laestab => "[0-9]{3}[/ -]?[0-9]{4}",
        ColumnType.Postcode => "[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}",
        ColumnType.Ods => "[0-9A-Za-z]{3,6}",
        _ => null,
    };

    static byte[] Bytes(JsonObject schema)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, s_layout)) schema.WriteTo(writer);
        return [.. memory.ToArray(), .. "\n"u8];
    }
}
