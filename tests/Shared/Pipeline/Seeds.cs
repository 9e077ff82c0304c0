namespace FrontDoor.Tests;

/// <summary>A new seed for each run, printed; set STAGES_TESTS_SEED to run a failure again.</summary>
static class StageSeeds
{
    /// <summary>Found a fault once: two rows of one file whose order was lost when the file was dealt with late.</summary>
    const int Usual = 1407558975;

    /// <summary>The seed of a run: the usual one, STAGES_TESTS_SEED's, or with STAGES_TESTS_SEED=random another each time.</summary>
    public static int New()
    {
        var seed = Environment.GetEnvironmentVariable("STAGES_TESTS_SEED") switch
        {
            null or "" => Usual,
            "random" => Random.Shared.Next(),
            var given => int.Parse(given, System.Globalization.CultureInfo.InvariantCulture),
        };
        Console.WriteLine($"STAGES_TESTS_SEED={seed}");
        return seed;
    }
}
