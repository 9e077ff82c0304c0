namespace FrontDoor.Domain.Clocks;

/// <summary>Hours or days as they are told: to a tenth, rounded up, so that 24 hours and a second against a limit of 24 hours are not 24
/// hours.</summary>
public static class HoursRounding
{
    /// <param name="number">Of hours or days; what sums of fractions leave in the seventh decimal is no tenth more.</param>
    public static double Up(double number) => Math.Ceiling(Math.Round(number * 10, 6)) / 10;
}
