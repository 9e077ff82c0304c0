namespace FrontDoor.Tests;

/// <summary>How much a test does: every round with <c>./pipeline test --nightly</c>, some of them by day.</summary>
static class Nightly
{
    static readonly bool s_isNow = Environment.GetEnvironmentVariable("NIGHTLY") == "1";

    /// <summary>The rest of the test, or all of it, is for the night.</summary>
    public static void Only() => Assert.SkipUnless(s_isNow, "It runs at night: ./pipeline test --nightly.");

    public static int Of(int byDay, int atNight) => s_isNow ? atNight : byDay;

    /// <summary>The numbers from 1 to the last: all at night, by day one in so many, from one that the seed says.</summary>
    public static IEnumerable<int> Of(int last, int step, int seed)
    {
        var every = Of(step, 1);
        for (var number = 1 + new Random(seed).Next(every); number <= last; number += every) yield return number;
    }
}
