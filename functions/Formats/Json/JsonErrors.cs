using System.Globalization;
using System.Text.Json;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Json;

/// <summary>Tells what a system answers in place of an export, or beside a part of it: that something went wrong.</summary>
static class JsonErrors
{
    /// <summary>What its sender is told.</summary>
    public const string Fault = "an error message of the system it comes from, and no records";

    static readonly HashSet<string> s_errors =
    [
        "error", "errors", "iserror", "haserror", "haserrors", "errormessage", "errormessages", "errordescription", "errorcode",
            "errortype",
        "odataerror", "exception", "exceptionmessage", "exceptiontype", "fault", "faultstring", "faultcode", "stacktrace", "timedout",
            "shardsfailed", "terminatedearly",
    ];

    static readonly HashSet<string> s_successes = ["success", "ok", "succeeded", "issuccess", "issuccessful", "successful"];
    static readonly HashSet<string> s_states =
        ["status", "statuscode", "httpstatus", "httpstatuscode", "code", "state", "result", "outcome"];
    static readonly HashSet<string> s_failed =
        ["error", "fail", "failed", "failure", "denied", "unauthorized", "unauthorised", "forbidden", "expired", "timeout"];

    /// <summary>A field by whose name and value something went wrong.</summary>
    /// <param name="name">Its path, where objects stand around it.</param>
    public static bool Is(string name, string value)
    {
        var plain = Spellings.Plain(name);
        if (s_errors.Contains(plain)) return value.Trim() is not ("" or "null" or "false" or "0" or "\"\"" or "[]" or "{}");
        if (s_successes.Contains(plain)) return value is "false";
        if (!s_states.Contains(plain)) return false;
        value = value.Trim('"');
        var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status);
        return s_failed.Contains(value.ToLowerInvariant()) || isNumber && value.Length == 3 && status is >= 400 and < 600;
    }

    /// <summary>The whole answer, or the first of a list of them, says so.</summary>
    public static bool Is(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Object => answer.EnumerateObject().Any(field => Is(field.Name, field.Value.GetRawText())),
        JsonValueKind.Array => answer.GetArrayLength() > 0 && answer[0].ValueKind == JsonValueKind.Object && Is(answer[0]),
        _ => false,
    };
}
