namespace FrontDoor.Domain.Tests;

/// <summary>A new seed for each run, printed; set DOMAIN_TESTS_SEED to run a failure again.</summary>
static class Seeds
{
    public static int New()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DOMAIN_TESTS_SEED"), out var given) ? given : Random.Shared.Next();
        Console.WriteLine($"DOMAIN_TESTS_SEED={seed}");
        return seed;
    }
}
