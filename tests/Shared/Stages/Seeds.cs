namespace FrontDoor.Tests;

/// <summary>A new seed for each run, printed; set STAGES_TESTS_SEED to run a failure again.</summary>
static class StageSeeds
{
    public static int New()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("STAGES_TESTS_SEED"), out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"STAGES_TESTS_SEED={seed}");
        return seed;
    }
}
