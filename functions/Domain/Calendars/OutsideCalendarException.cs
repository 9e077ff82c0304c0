namespace FrontDoor.Domain.Calendars;

/// <summary>A day for which no bank holidays are known: an error, never a guess.</summary>
public sealed class OutsideCalendarException(string message) : Exception(message);
