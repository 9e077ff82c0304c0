using System.Text;
using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Domain.Tests;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("4010232137", IdCheck.Valid)] // in the range issued in England
    [InlineData("401 023 2137", IdCheck.Valid)] // as printed
    [InlineData("401-023-2137", IdCheck.Valid)]
    [InlineData(" 401\u00A0023\u00A02137 ", IdCheck.Valid)] // no-break spaces
    [InlineData("'4010232137", IdCheck.Valid)] // a spreadsheet's apostrophe
    [InlineData("9990000018", IdCheck.TestRange)]
    [InlineData("9990000026", IdCheck.TestRange)]
    [InlineData("9990000034", IdCheck.TestRange)]
    [InlineData("943 476 5919", IdCheck.TestRange)] // the example in much documentation
    [InlineData("944 930 4130", IdCheck.TestRange)]
    [InlineData("9990000010", IdCheck.WrongCheckDigit)]
    [InlineData("943 476 5918", IdCheck.WrongCheckDigit)]
    [InlineData("9990000000", IdCheck.WrongCheckDigit)] // asks for a check digit of 10: no number exists
    [InlineData("0000000000", IdCheck.SameDigits)] // passes the arithmetic
    [InlineData("1111111111", IdCheck.SameDigits)]
    [InlineData("2222222222", IdCheck.SameDigits)]
    [InlineData("9999999999", IdCheck.SameDigits)]
    [InlineData("401023213", IdCheck.LeadingZeroLost)]
    [InlineData("40102321371", IdCheck.WrongLength)]
    [InlineData("1234", IdCheck.WrongLength)]
    [InlineData("401023213X", IdCheck.WrongCharacter)]
    [InlineData("‘4010232137", IdCheck.Valid)] // a curled apostrophe
    [InlineData("401–023–2137", IdCheck.Valid)] // dashes of a word processor
    [InlineData("401\u2009023\u202F2137", IdCheck.Valid)] // thin blanks
    [InlineData("\uFEFF4010232137", IdCheck.Valid)] // a byte order mark
    [InlineData("4.01E+09", IdCheck.PrecisionLost)]
    [InlineData("4.01023213E+09", IdCheck.PrecisionLost)] // longer than a number may be
    [InlineData("4e+09", IdCheck.PrecisionLost)]
    [InlineData("4.0.1E+09", IdCheck.WrongCharacter)] // no number at all
    [InlineData("4E+", IdCheck.WrongCharacter)]
    [InlineData("unknown", IdCheck.WrongCharacter)]
    [InlineData("", IdCheck.Absent)]
    [InlineData(" \u00A0", IdCheck.Absent)]
    public void A_number_is_checked(string text, IdCheck expected) =>
        Assert.Equal(expected, NhsNumber.Check(Encoding.UTF8.GetBytes(text), new byte[NhsNumber.Length]));

    [Fact]
    public void The_ten_digits_are_written()
    {
        var digits = new byte[NhsNumber.Length];
        NhsNumber.Check("943 476 5919"u8, digits);

        Assert.Equal("9434765919", Encoding.ASCII.GetString(digits));
    }

    [Theory]
    [InlineData(0100000000, 3112999999, IdCheck.Valid)] // Scotland
    [InlineData(3200000000, 3999999999, IdCheck.Valid)] // Northern Ireland
    [InlineData(4000000000, 4999999999, IdCheck.Valid)] // England, Wales, Man
    [InlineData(6000000000, 7999999999, IdCheck.Valid)]
    [InlineData(9000000000, 9999999999, IdCheck.TestRange)]
    [InlineData(0000000000, 0099999999, IdCheck.NotIssued)]
    [InlineData(3113000000, 3199999999, IdCheck.NotIssued)]
    [InlineData(5000000000, 5999999999, IdCheck.NotIssued)]
    [InlineData(8000000000, 8999999999, IdCheck.NotIssued)]
    public void The_first_and_last_numbers_of_a_range_belong_to_it(long from, long to, IdCheck expected)
    {
        Assert.Equal(expected, FirstWithCheckDigit(from, 1));
        Assert.Equal(expected, FirstWithCheckDigit(to, -1));
    }

    [Fact]
    public void Any_one_digit_changed_is_noticed()
    {
        var (valid, noticed) = ("4010232137"u8.ToArray(), 0);
        for (var at = 0; at < 10; at++)
            for (var digit = (byte)'0'; digit <= '9'; digit++)
            {
                var changed = valid.ToArray();
                changed[at] = digit;
                if (digit == valid[at])
                    continue;
                Assert.Equal(IdCheck.WrongCheckDigit, NhsNumber.Check(changed, new byte[10]));
                noticed++;
            }
        Assert.Equal(90, noticed);
    }

    static IdCheck FirstWithCheckDigit(long from, int step)
    {
        for (var number = from; ; number += step)
        {
            var check = NhsNumber.Check(Encoding.ASCII.GetBytes($"{number:D10}"), new byte[10]);
            if (check is not (IdCheck.WrongCheckDigit or IdCheck.SameDigits))
                return check;
        }
    }
}
