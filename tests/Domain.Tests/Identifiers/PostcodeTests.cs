using System.Text;
using System.Text.RegularExpressions;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

public sealed class PostcodeTests
{
    [Theory]
    [InlineData("ME4 4TR", IdCheck.Valid, "ME4 4TR", "ME4 4")] // AA9
    [InlineData("me44tr", IdCheck.Valid, "ME4 4TR", "ME4 4")] // no blank, lower case
    [InlineData(" M E4\u00A04 TR ", IdCheck.Valid, "ME4 4TR", "ME4 4")] // blanks anywhere
    [InlineData("M1 2WD", IdCheck.Valid, "M1 2WD", "M1 2")] // A9
    [InlineData("M60 1NW", IdCheck.Valid, "M60 1NW", "M60 1")] // A99
    [InlineData("W1A 0AX", IdCheck.Valid, "W1A 0AX", "W1A 0")] // A9A
    [InlineData("CR2 6XH", IdCheck.Valid, "CR2 6XH", "CR2 6")] // AA9
    [InlineData("DN55 1PT", IdCheck.Valid, "DN55 1PT", "DN55 1")] // AA99
    [InlineData("SW1A 2AA", IdCheck.Valid, "SW1A 2AA", "SW1A 2")] // AA9A
    [InlineData("GIR 0AA", IdCheck.Valid, "GIR 0AA", "GIR 0")] // Girobank
    [InlineData("ZZ99 3VZ", IdCheck.StandIn, "ZZ99 3VZ", "ZZ99 3")] // no fixed abode
    [InlineData("ZZ99 3VO", IdCheck.StandIn, "ZZ99 3VO", "ZZ99 3")] // the letter is in its place
    [InlineData("ZZ993WZ", IdCheck.StandIn, "ZZ99 3WZ", "ZZ99 3")] // not known
    public void A_postcode_is_made_canonical(string text, IdCheck expected, string canonical, string sector)
    {
        var (check, written) = Check(text);

        Assert.Equal((expected, canonical), (check, written));
        Assert.Equal(sector, Encoding.ASCII.GetString(Postcode.Sector(Encoding.ASCII.GetBytes(written))));
    }

    [Theory]
    [InlineData("", IdCheck.Absent)]
    [InlineData("ME4", IdCheck.WrongLength)] // outward part alone
    [InlineData("ME4 4", IdCheck.WrongLength)]
    [InlineData("SW1A 2AAA", IdCheck.WrongLength)]
    [InlineData("unknown address", IdCheck.WrongLength)]
    [InlineData("ME4 OTR", IdCheck.LookAlike)] // letter O for nought: refused, not mended
    [InlineData("MEI 4TR", IdCheck.LookAlike)] // letter I for one
    [InlineData("MEl 4TR", IdCheck.LookAlike)] // letter l for one
    [InlineData("0X1 2JD", IdCheck.LookAlike)] // nought for O
    [InlineData("S0I5 ONA", IdCheck.LookAlike)] // three at once
    [InlineData("ME4 4TC", IdCheck.WrongForm)] // C is never inward
    [InlineData("ME4 4IR", IdCheck.WrongForm)]
    [InlineData("QE4 4TR", IdCheck.WrongForm)] // Q is never first
    [InlineData("MI4 4TR", IdCheck.LookAlike)] // I is never second: M14
    [InlineData("W1L 0AX", IdCheck.LookAlike)] // L is never third of three: W11
    [InlineData("SW1C 2AA", IdCheck.WrongForm)] // C is never fourth
    [InlineData("SWAA 2AA", IdCheck.WrongForm)]
    [InlineData("M1234 5AB", IdCheck.WrongLength)]
    [InlineData("12345", IdCheck.WrongForm)] // an American one
    [InlineData("GIR 0AB", IdCheck.WrongForm)]
    [InlineData("ZZ99 33Z", IdCheck.WrongForm)]
    [InlineData("M\u00C91 2WD", IdCheck.WrongForm)] // a letter of another alphabet
    public void Anything_else_is_refused_and_writes_nothing(string text, IdCheck expected) => Assert.Equal((expected, ""), Check(text));

    [Fact]
    public void It_agrees_with_the_published_pattern_on_texts_near_to_postcodes()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var pattern = new Regex(
            "^(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW]) [0-9][ABD-HJLNP-UW-Z]{2})$");
        var valid = 0;
        for (var i = 0; i < 300_000; i++)
        {
            string[] shapes = ["A9 9AA", "A99 9AA", "A9A 9AA", "AA9 9AA", "AA99 9AA", "AA9A 9AA"];
            var text = string.Concat(shapes[random.Next(6)]
                .Select(c => c == ' ' ? ' '
                : random.Next(20) == 0 ? Any(random) : c == 'A' ? (char)('A' + random.Next(26)) : (char)('0' + random.Next(10))));
            var matches = pattern.IsMatch(text);

            Assert.True((Check(text).Check == IdCheck.Valid) == matches, $"seed {seed}: {text}");
            valid += matches ? 1 : 0;
        }
        Assert.InRange(valid, 10_000, 290_000);
    }

    [Fact]
    public void A_postcode_with_digits_and_letters_that_look_alike_exchanged_is_told_apart_from_one_that_is_merely_wrong()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var told = 0;
        foreach (var valid in (string[])["SO15 0NA", "OX1 1JD", "ME10 1LT", "M1 0WD", "IG11 0AB", "W1A 0AX"])
            for (var i = 0; i < 500; i++)
            {
                var text = string.Concat(
                    valid.Select(c => random.Next(2) == 0 ? c
                        : c switch { '0' => 'O', 'O' => '0', '1' => "Il"[random.Next(2)], 'I' or 'L' => '1', _ => c }));
                var check = Check(text);

                Assert.True(check.Check == IdCheck.LookAlike ? check.Written.Length == 0
                    : check.Check == IdCheck.Valid && text.ToUpperInvariant().Length == valid.Length, $"seed {seed}: {text} is {check}");
                told += check.Check == IdCheck.LookAlike ? 1 : 0;
            }
        Assert.InRange(told, 1000, 2900);
    }

    static char Any(Random random) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[random.Next(36)];

    static (IdCheck Check, string Written) Check(string text)
    {
        var canonical = new byte[Postcode.MaxLength];
        var check = Postcode.Check(Encoding.UTF8.GetBytes(text), canonical, out var length);
        return (check, Encoding.ASCII.GetString(canonical, 0, length));
    }
}
