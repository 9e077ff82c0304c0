namespace FrontDoor.Tests;

public sealed class ValueTests
{
    public static TheoryData<string, object?> Cases => new()
    {
        { "NULL", null },
        { "true", true },
        { "7::TINYINT", 7 },
        { "-7::SMALLINT", -7 },
        { "7::UTINYINT", 7 },
        { "60000::USMALLINT", 60000 },
        { "4000000000::UINTEGER", 4_000_000_000L },
        { "9::BIGINT", 9L },
        { "18446744073709551615::UBIGINT", "18446744073709551615" }, // beyond a long: DuckDB's text
        { "sum(3)", 3L }, // a HUGEINT that fits
        { "170141183460469231731687303715884105727::HUGEINT", "170141183460469231731687303715884105727" },
        { "1.5::FLOAT", 1.5 },
        { "0.1::DOUBLE", 0.1 },
        { "1.25::DECIMAL(4,2)", 1.25m },
        { "-123456.789::DECIMAL(9,3)", -123456.789m },
        { "-1234567890123.45::DECIMAL(18,2)", -1234567890123.45m },
        { "-99999999999999999999999999.99::DECIMAL(28,2)", -99999999999999999999999999.99m },
        { "12345678901234567890123456789012345678::DECIMAL(38,0)", "12345678901234567890123456789012345678" },
        { "'twelve bytes'", "twelve bytes" },
        { "'thirteen byte'", "thirteen byte" },
        { "''", "" },
        { "DATE '2026-03-29'", new DateOnly(2026, 3, 29) },
        { "'infinity'::DATE", "infinity" },
        { "'-infinity'::TIMESTAMP", "-infinity" },
        { "TIMESTAMP '2026-03-29 01:30:00.123456'", new DateTime(2026, 3, 29, 1, 30, 0).AddTicks(1_234_560) },
        { "'2026-03-29 01:30:00+01'::TIMESTAMPTZ", new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero) },
        { "hour('2026-07-01 00:30:00+01'::TIMESTAMPTZ)", 23L }, // the session's zone is UTC
        { "TIME '10:20:30'", "10:20:30" },
        { "INTERVAL 3 DAY", "3 days" },
        { "[1, NULL, 3]", "[1, NULL, 3]" },
        { "{'a': 1, 'b': [2]}", "{'a': 1, 'b': [2]}" },
        { "MAP {'k': 1}", "{k=1}" },
        { "'6b29fc40-ca47-1067-b31d-00dd010662da'::UUID", "6b29fc40-ca47-1067-b31d-00dd010662da" },
        { "'b'::ENUM('a', 'b')", "b" },
        { "'ab'::BLOB", "ab" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_value_comes_as_the_plain_type_or_as_text(string sql, object? expected)
    {
        using var bench = new Bench();

        Assert.Equal([[expected, 1]], bench.Ask($"SELECT {sql}, 1"));
    }

    [Fact]
    public void Order_and_repeated_names_survive_a_query_with_a_nested_column()
    {
        using var bench = new Bench();

        var rows = bench.Ask("SELECT range AS a, [range] AS a FROM range(5000) ORDER BY range DESC; -- end");

        Assert.Equal(Enumerable.Range(0, 5000).Select(i => 4999L - i), rows.Select(row => (long)row[0]!));
        Assert.Equal("[4999]", rows[0][1]);
    }
}
