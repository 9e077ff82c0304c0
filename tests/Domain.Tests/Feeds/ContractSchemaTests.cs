using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Tests;
using FrontDoor.Formats.Detection;

namespace FrontDoor.Tests;

/// <summary>contract.schema.json tells an editor what start-up will say: the same keys, the same that are required, the same
/// words.</summary>
public sealed class ContractSchemaTests
{
    static readonly JsonObject Schema = Json(Repository.Path("functions", "feeds", "contract.schema.json"));
    static readonly JsonObject Definitions = Schema["$defs"]!.AsObject();

    static readonly (string Definition, Type Record)[] Records =
    [
        ("contract", typeof(Contract)), ("sender", typeof(Sender)), ("sourceSystem", typeof(SourceSystem)), ("segment",
            typeof(SegmentContract)), ("agreement", typeof(Agreement)), ("edition", typeof(Edition)), ("editionChange",
                typeof(EditionChange)),
        ("naturalKey", typeof(NaturalKey)), ("column", typeof(Column)), ("childColumns", typeof(ChildColumns)), ("fhir",
            typeof(FhirContract)), ("xml", typeof(XmlContract)), ("lakeColumns", typeof(LakeColumns)),
        ("clock", typeof(ClockContract)), ("clockStart", typeof(ClockStartContract)), ("clockColumn", typeof(ClockColumn)), ("stopColumn",
            typeof(StopColumn)), ("rowCondition", typeof(RowCondition)), ("limitByCode", typeof(LimitByCode)), ("limitBefore",
                typeof(LimitBefore)), ("clockExemption", typeof(ClockExemption)),
        ("counting", typeof(CountingContract)), ("limit", typeof(LimitContract)), ("band", typeof(BandContract)), ("expected",
            typeof(Expected)),
    ];

    public static TheoryData<string> Names => [.. Records.Select(record => record.Definition)];

    /// <summary>The words of contracts, and of policies as far as they have them.</summary>
    static readonly Dictionary<string, JsonObject> Words = ContractWords.Sets
        .Append(KeyValuePair.Create<string, IReadOnlyList<string>>(ContractWords.Format,
            [.. FileFormats.InContracts.Select(format => format.Name)]))
        .Concat(PolicyWords.Sets)
        .ToDictionary(set => set.Key, set => new JsonObject { ["enum"] = new JsonArray([.. set.Value.Select(word => (JsonNode)word)]) });

    static ContractSchemaTests() => Words[ContractWords.Feed] = new JsonObject { ["type"] = "string", ["pattern"] = FeedId.Pattern };

    [Fact]
    public void The_schema_of_policies_is_written_from_the_records() => Written.Check("functions/policies/policy.schema.json",
        new DocumentSchema(Words).Of(typeof(AlertPolicy), "When alerts are sent, to whom, and what happens when no one acknowledges them",
            "The first rule that fits an alert decides; one that no rule fits is sent when it is raised. Times are London's."));

    [Fact]
    public void The_schema_is_written_from_the_records() => Written.Check("functions/feeds/contract.schema.json",
        new DocumentSchema(Words).Of(typeof(Contract), "Feed contract", "One feed as its partners agreed it. An unknown key, a key twice "
            + "or a required key missing stops the pipeline at start."));

    static JsonObject Json(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    static string Key(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    static PropertyInfo[] Properties(Type record) => record.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    [Theory, MemberData(nameof(Names))]
    public void A_record_and_its_schema_have_the_same_keys(string definition)
    {
        var record = Records.Single(pair => pair.Definition == definition).Record;
        var schema = Definitions[definition]!.AsObject();

        Assert.Equal(Properties(record).Select(Key).Order(), schema["properties"]!.AsObject().Select(property => property.Key).Order());
        Assert.Equal(
            Properties(record).Where(property => property.IsDefined(typeof(RequiredMemberAttribute))).Select(Key).Order(),
            (schema["required"]?.AsArray() ?? []).Select(key => (string)key!).Order());
        Assert.False((bool)schema["additionalProperties"]!);
    }

    [Fact]
    public void The_schema_of_code_lists_has_the_keys_of_the_code_and_every_list_fits_it()
    {
        var list = Json(Repository.Path("functions", "codes", "list.schema.json"));
        var code = list["properties"]!["codes"]!["additionalProperties"]!.AsObject();
        foreach (var (schema, record) in new[] { (list, typeof(CodeList)), (code, typeof(ListedCode)) })
        {
            Assert.Equal(Properties(record).Select(Key).Order(), schema["properties"]!.AsObject().Select(property => property.Key).Order());
            Assert.Equal(
                Properties(record).Where(property => property.IsDefined(typeof(RequiredMemberAttribute))).Select(Key).Order(),
                schema["required"]!.AsArray().Select(key => (string)key!).Order());
        }

        var files = Directory.GetFiles(Repository.Path("functions", "codes"), "*.json")
            .Where(path => !path.EndsWith("schema.json", StringComparison.Ordinal)).ToList();

        Assert.Equal(CodeLists.Shipped.Files.Count, files.Count);
        Assert.All(files, path => Assert.Empty(Misfits(list, Json(path), "$")));
        Assert.All(files, path => Assert.Equal(Path.GetFileNameWithoutExtension(path), (string)Json(path)["list"]!));
    }

    [Fact]
    public void Every_record_a_contract_is_made_of_is_in_the_schema()
    {
        var met = new HashSet<Type> { typeof(Contract) };
        var open = new Queue<Type>(met);
        while (open.TryDequeue(out var record))
            foreach (var inner in Properties(record)
                .SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType)))
                if (inner.Namespace == typeof(Contract).Namespace && !inner.IsEnum && met.Add(inner))
                    open.Enqueue(inner);

        Assert.Equal(met.Select(type => type.Name).Order(), Records.Select(pair => pair.Record.Name).Order());
        Assert.Equal(Definitions.Count - 1, Records.Length); // columnName is a definition without a record
    }

    [Fact]
    public void The_types_of_a_column_are_those_of_the_code()
    {
        var words = Definitions["column"]!["properties"]!["type"]!["enum"]!.AsArray().Select(word => (string)word!);

        Assert.Equal(Enum.GetNames<ColumnType>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName), words);
    }

    [Fact]
    public void Every_contract_fits_the_schema()
    {
        var contracts = Directory.GetFiles(Repository.Path("functions", "feeds"), "*.json")
            .Where(path => !path.EndsWith("schema.json", StringComparison.Ordinal))
            .Append(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json")).ToList();

        Assert.True(contracts.Count >= 4);
        Assert.All(contracts, path => Assert.Empty(Misfits(Schema, Json(path), "$")));
    }

    // place in the housing contract, what to write there
    [Theory]
    [InlineData("limit.unit", "fortnights")]
    [InlineData("limit.unit", "clock hours")]
    [InlineData("limit.unit", "working days")]
    [InlineData("band.severity", "grave")]
    [InlineData("band.severity", "late")]
    [InlineData("band.risk", "dire")]
    [InlineData("band.risk", "medium")]
    [InlineData("expected.schedule", "often")]
    [InlineData("expected.schedule", "working days")]
    [InlineData("expected.by", "9am")]
    [InlineData("expected.by", "23:59")]
    [InlineData("contract.feed", "housing")]
    public void The_schema_and_start_up_agree_on_a_word(string place, string word)
    {
        var contract = Json(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));
        var parts = place.Split('.');
        var clock = contract["clocks"]![0]!;
        var holder = parts[0] switch
        {
            "limit" => clock["limit"]!,
            "band" => clock["bands"]![0]!,
            "expected" => contract["expected"]!,
            _ =>
            contract
        };
        holder[parts[1]] = word;

        Assert.Equal(Loads(contract), !Misfits(Schema, contract, "$").Any());
    }

    static bool Loads(JsonObject contract)
    {
        try
        {
            return Contracts.Parse([("housing", Encoding.UTF8.GetBytes(contract.ToJsonString()))], FileFormats.InContracts).Feeds.Any();
        }
        catch (ContractException)
        {
            return false;
        }
    }

    /// <summary>Where the value does not fit: the part of JSON Schema that contract.schema.json uses.</summary>
    static IEnumerable<string> Misfits(JsonObject schema, JsonNode? value, string at)
    {
        foreach (var (rule, says) in schema)
            foreach (var misfit in Check(schema, rule, says!, value, at))
                yield return misfit;
    }

    static IEnumerable<string> Check(JsonObject schema, string rule, JsonNode says, JsonNode? value, string at) => rule switch
    {
        "$schema" or "$defs" or "title" or "description" => [],
        "$ref" => Misfits(Definitions[((string)says!).Split('/')[^1]]!.AsObject(), value, at),
        "type" => Fits(value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        } == (string)says!, $"{at}: not of type {says}"),
        "enum" => Fits(says.AsArray().Any(word => JsonNode.DeepEquals(word, value)), $"{at}: not one of {says.ToJsonString()}"),
        "pattern" => Fits(System.Text.RegularExpressions.Regex.IsMatch((string)value!, (string)says!), $"{at}: not like {says}"),
        "format" => Fits((string)says! == "date" && DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", out _), $"{at}: not a date"),
        "minLength" => Fits(((string)value!).Length >= (int)says, $"{at}: too short"),
        "minItems" => Fits(value!.AsArray().Count >= (int)says, $"{at}: too few"),
        "minimum" => Fits((int)value! >= (int)says, $"{at}: too small"),
        "maximum" => Fits((int)value! <= (int)says, $"{at}: too large"),
        "items" => value!.AsArray().SelectMany((item, index) => Misfits(says.AsObject(), item, $"{at}[{index}]")),
        "required" => says.AsArray().Where(key => !value!.AsObject().ContainsKey((string)key!)).Select(key => $"{at}: no {key}"),
        "propertyNames" => value!.AsObject().SelectMany(pair => Misfits(says.AsObject(), JsonValue.Create(pair.Key), $"{at}.{pair.Key}")),
        "properties" => value!.AsObject().Where(pair => says[pair.Key] is not null)
            .SelectMany(pair => Misfits(says[pair.Key]!.AsObject(), pair.Value, $"{at}.{pair.Key}")),
        "additionalProperties" => value!.AsObject().Where(pair => schema["properties"]?[pair.Key] is null).SelectMany(pair =>
            says is JsonObject each ? Misfits(each, pair.Value, $"{at}.{pair.Key}") : [$"{at}: unknown key {pair.Key}"]),
        _ => throw new NotSupportedException($"contract.schema.json uses '{rule}', which this test does not know."),
    };

    static string[] Fits(bool fits, string misfit) => fits ? [] : [misfit];
}
