using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>One message of the queue arrivals: a file was dropped. A fault of the file is an answer, a fault of ours brings the message again.</summary>
static class LandFunction
{
    public static void MapLand(this IEndpointRouteBuilder app) => app.MapPost("/Land", Land).WithDisplayName("Land");

    static async Task<IResult> Land(HttpContext http, Landing landing, Engine engine, ILogger<Engine> log)
    {
        var cancel = http.RequestAborted;
        var message = await Invocation.Message(http.Request, "msg", cancel);
        var done = new List<string>();
        foreach (var told in BlobCreated.Read(message)) done.Add(await One(told, Invocation.Id(http), landing, engine, log, cancel));
        return Answer.Done(string.Join("; ", done));
    }

    static async Task<string> One(BlobCreated told, Guid invocation, Landing landing, Engine engine, ILogger log, CancellationToken cancel)
    {
        if (await landing.Find(told, cancel) is not { } landed) return Pass(log, invocation, "no file, or no longer this version of it");
        // Told again: by the queue, or by a sweep that came before its turn in a backlog. Not worth bringing the file.
        if (await engine.Ingest.IsDone(landed.Path, landed.ETag, cancel)) return Pass(log, invocation, "dealt with before");
        using var scratch = engine.Scratch();
        if (await landing.Bring(landed, scratch.NewFile(""), cancel) is not { } file) return Pass(log, invocation, "overwritten while it was read");

        var result = await engine.Ingest.Run(file, cancel);
        log.Landed(invocation, result.FileId, result.Agency, result.Status, result.Refusal ?? "",
            result.RowsIn, result.Accepted, result.Rejected, result.Unchanged, result.Blank, result.Late);
        return FormattableString.Invariant(
            $"{result.FileId} {result.Status}: {result.RowsIn} rows in = {result.Accepted} accepted + {result.Rejected} rejected + {result.Unchanged} unchanged + {result.Blank} blank; {result.Late} late");
    }

    static string Pass(ILogger log, Guid invocation, string reason)
    {
        log.Passed(invocation, reason);
        return $"nothing to do: {reason}";
    }
}
