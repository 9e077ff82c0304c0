namespace FrontDoor.App;

/// <summary>Round every request: what was thrown ends here, in the log by type and to the host as a failed invocation; and no answer leaves empty.</summary>
static class Envelope
{
    public static async Task Around(HttpContext http, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.ContentType is null)
                await Say(http, http.Response.StatusCode, http.Response.StatusCode == StatusCodes.Status404NotFound ? "NO_SUCH_FUNCTION" : "NOT_SERVED");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            log.Abandoned(Invocation.Id(http)); // the host is gone and brings the message again; nobody is left to answer
        }
        catch (Exception fault)
        {
            var (status, code) = Fault.Of(fault);
            log.Failed(Invocation.Id(http), http.GetEndpoint()?.DisplayName ?? "none", code, Fault.Types(fault), fault.StackTrace);
            if (!http.Response.HasStarted) await Say(http, status, code);
        }
    }

    static Task Say(HttpContext http, int status, string code)
    {
        http.Response.Clear();
        return Answer.Failed(status < 400 ? StatusCodes.Status500InternalServerError : status, code).ExecuteAsync(http);
    }
}
