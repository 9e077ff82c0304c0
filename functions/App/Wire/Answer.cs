using Microsoft.AspNetCore.Http.HttpResults;

namespace FrontDoor.App;

/// <summary>The answers of the app: always JSON, never empty.</summary>
static class Answer
{
    /// <summary>Done; the message is deleted.</summary>
    public static JsonHttpResult<InvocationResult> Done(string log) => TypedResults.Json(new InvocationResult([log]), Wire.Default.InvocationResult);

    /// <summary>Not done; the host brings the message again.</summary>
    public static JsonHttpResult<Failure> Failed(int status, string code) =>
        TypedResults.Json(new Failure(code), Wire.Default.Failure, statusCode: status);
}
