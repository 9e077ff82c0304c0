using System.Globalization;
using System.Numerics;
using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

/// <summary>Check digits worked out another way than the product does: over whole numbers and tables, from the published rules.</summary>
public sealed class IndependentCheckTests
{
    // NHS Data Dictionary: the digits weighted 10 to 1, the check digit's own weight 1, come to a multiple of 11.
    static bool IsMultipleOf11(string digits) => digits.Select((digit, at) => (digit - '0') * (10 - at)).Sum() % 11 == 0;

    [Fact]
    public void An_nhs_number_checks_where_its_weighted_sum_is_a_multiple_of_eleven()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var (valid, prefixes) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var nine = random.NextInt64(1_000_000_000).ToString("000000000", CultureInfo.InvariantCulture);
            var checks = Enumerable.Range(0, 10).Where(last => Passes($"{nine}{last}")).ToList();
            var expected = Enumerable.Range(0, 10).Where(last => IsMultipleOf11($"{nine}{last}") && $"{nine}{last}".Distinct().Count() > 1)
                .ToList();

            Assert.True(expected.SequenceEqual(checks), $"seed {seed}: {nine}");
            valid += checks.Count;
            prefixes += checks.Count == 0 ? 1 : 0;
        }
        Assert.InRange(valid, 17_000, 19_500); // ten in eleven beginnings have a number
        Assert.InRange(prefixes, 1_000, 2_700);
    }

    static bool Passes(string digits) =>
        NhsNumber.Check(Encoding.ASCII.GetBytes(digits), new byte[10]) is IdCheck.Valid or IdCheck.TestRange or IdCheck.NotIssued;

    // DfE: letters valued by their order without I, O and S; each of the 2nd to 13th characters by its place; what is left of 23 names the
    // letter.
    static char Letter(string twelve)
    {
        var values = "ABCDEFGHJKLMNPQRTUVWXYZ".Select((letter, value) => (letter, value))
            .ToDictionary(pair => pair.letter, pair => pair.value);
        BigInteger sum = 0;
        foreach (var (character, at) in twelve.Select((character, at) => (character, at)))
            sum += (at + 2) * (values.TryGetValue(character, out var value) ? value : character - '0');
        return values.Single(pair => pair.Value == (int)(sum % 23)).Key;
    }

    [Theory]
    [InlineData("243278544154", 'H')]
    [InlineData("845212818005", 'X')]
    [InlineData("674123101121", 'R')]
    [InlineData("001999919001", 'F')]
    [InlineData("00199991900A", 'R')]
    [InlineData("247962919251", 'Q')]
    [InlineData("428558133462", 'W')]
    public void The_other_calculation_gives_the_published_letters(string twelve, char letter) => Assert.Equal(letter, Letter(twelve));

    [Fact]
    public void Of_all_letters_only_the_calculated_one_checks()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++)
        {
            var serial = random.Next(4) == 0 ? $"{random.Next(100):00}{"ABCDEFGHJKLMNPQRTUVWXYZ"[random.Next(23)]}"
                : $"{random.Next(1000):000}";
            var twelve = $"{random.Next(1000):000}{random.Next(10_000):0000}{random.Next(100):00}{serial}";

            var found = Enumerable.Range('A', 26).Select(letter => (char)letter)
                .Where(letter => Upn.Check(Encoding.ASCII.GetBytes($"{letter}{twelve}"), new byte[13]) != IdCheck.WrongCheckDigit).ToList();

            Assert.True(found is [var only] && only == Letter(twelve), $"seed {seed}: {twelve} passes with {string.Join(',', found)}");
        }
    }
}
