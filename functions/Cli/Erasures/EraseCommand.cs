using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Erasures;

/// <summary><c>erase</c>: erases one child from every table, file, index and alert of a folder, and searches every byte
/// afterwards.</summary>
static class EraseCommand
{
    static readonly string[] Columns = ["place", "objects", "removed"];

    public static Command Create()
    {
        var (lake, contracts, format) = (CliCommand.Lake(), CliCommand.Contracts(), CliCommand.Format());
        var number = new Argument<string>("number")
        {
            Description = "The child's NHS number, UPN, or a sender's own reference. '-' reads it from standard input, so that no list of "
                + "commands has it. It is never shown",
            HelpName = "NUMBER|-"
        };
        var by = new Option<string>("--by")
        { Description = "The role of the person, recorded in restricted", HelpName = "ROLE", Required = true };
        var reason = new Option<string>("--reason")
        { Description = "The reason, recorded in restricted and never erased: no name in it", HelpName = "TEXT", Required = true };
        var landing = new Option<DirectoryInfo?>("--landing")
        { Description = "The folder that was ingested, which has the files as they came", HelpName = "DIR" };
        var noLanding = new Option<bool>("--no-landing")
        { Description = "There are no files as they came, or they are erased in another way. With --apply, instead of --landing" };
        var apply = new Option<bool>("--apply") { Description = "Erase. Without it, only count" };
        var whole = new Option<bool>("--remove-whole-files")
        {
            Description = "Remove files that cannot be written without the child, with the rows of other children that are listed for "
                + "them. A rebuild then lacks these rows. Without it, such files are kept, for a person to look at"
        };
        var hold = new Option<bool>("--hold") { Description = "Erase nothing, and let no one erase the child: a legal hold" };
        var release = new Option<bool>("--release") { Description = "End the legal hold" };
        var verb = new CliCommand("erase", "Count, or erase, everything about one child in a folder, then search every byte for it. For a "
            + "folder only: for a storage account, see docs/runbook.md, \"A child must be erased\"",
            "./pipeline erase - --landing ./landed --by \"data protection officer\" --reason \"Request of 3 May.\"",
            "./pipeline erase - --landing ./landed --by \"data protection officer\" --reason \"Request of 3 May.\" --apply",
            "./pipeline erase - --hold --by \"legal services\" --reason \"Case 2019-17.\"")
        { number, by, reason, landing, noLanding, apply, whole, hold, release, lake, contracts, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            var typed = parsed.GetRequiredValue(number) is var given && given == "-" ? await Console.In.ReadLineAsync(cancel) : given;
            if (string.IsNullOrWhiteSpace(typed))
                throw CliException.Usage("no number was given", "an NHS number, a UPN or a reference", "see ./pipeline erase --help");
            var files = parsed.GetValue(landing);
            if (files is { Exists: false })
                throw CliException.Usage($"there is no folder {files.FullName}", "the folder that was ingested", "correct --landing");
            if (files is null && parsed.GetValue(apply) && !parsed.GetValue(noLanding))
                throw CliException.Usage("the files as they came were not given", "--landing DIR, the folder that was ingested: a rebuild "
                    + "from it would bring the child back", "add --landing DIR; or --no-landing, where there is no such folder");
            var begun = new Erasure
            {
                At = TimeProvider.System.GetUtcNow(),
                By = CliCommand.Words(parsed, by, "a role"),
                Reason = CliCommand.Words(parsed, reason, "why")
            };
            using var engine = await CliCommand.Open(parsed, lake, contracts, cancel);
            // Without keys: they would be erased from it again.
            var root = CliCommand.FolderToRead(parsed, lake);
            await new IdentityAccess { At = begun.At, By = begun.By, Reason = begun.Reason, NotificationKeys = [], IsShown = false }
                .Write(new FolderStore(root), cancel);
            var run = new EraseRun(engine, root, files, parsed.GetValue(format), parsed.GetValue(whole));
            if (parsed.GetValue(hold) || parsed.GetValue(release))
                return await run.Hold(typed, begun, parsed.GetValue(release), cancel);
            return await run.Of(typed, begun, parsed.GetValue(apply), cancel);
        });
        return verb;
    }

    /// <summary>One run of the command.</summary>
    sealed class EraseRun(FolderEngine engine, string root, DirectoryInfo? landing, AnswerFormat format, bool removesWhole)
    {
        readonly EraseChild _erasures = engine.Erasures;
        readonly ErasedLanding? _landing = landing is null ? null : new(landing, engine);

        public async Task<int> Of(string number, Erasure erasure, bool apply, CancellationToken cancel)
        {
            var (unfinished, code) = (await _erasures.Unfinished(cancel), ExitCodes.Done);
            if (unfinished is var (path, left) && !apply)
                throw new CliException("an erasure was not finished", "no erasure half done",
                    "finish it: run the command again with --apply and the same --landing");
            if (unfinished is var (its, document))
            {
                await RequireNoHold(document.Terms!, cancel);
                Screen.Say($"finishing the erasure that was begun {CliCommand.On(document.By, document.At)}");
                code = await Apply(its, document, cancel);
            }
            var terms = await Find(number, cancel);
            if (terms is null && unfinished is not null) return code;
            Require(terms);
            await RequireNoHold(terms, cancel);
            var hits = _landing is null ? [] : await _landing.Look(terms, cancel);
            foreach (var hit in hits)
                if (!await engine.IsDone(hit.FileId, cancel))
                    throw new CliException($"{hit.Path} has the child and was not processed yet", "every file with the child processed",
                        "run ./pipeline ingest first: what a sender reports must be seen before it is erased");
            terms = Named(await _erasures.With(terms, [.. hits.SelectMany(hit => hit.Rows)], cancel), hits,
                await _erasures.Arrivals(cancel));
            if (apply)
            {
                var (own, begun) = await _erasures.Begin(erasure with { Terms = terms }, cancel);
                return Math.Max(code, await Apply(own, begun, cancel));
            }
            var store = await _erasures.Sweep(terms, apply: false, null, removesWhole: false, cancel);
            Show([.. _landing is null ? [] : Landed(hits), .. store.Places]);
            Say([.. hits.Where(hit => hit.Look is { HasChild: true, Content: null, Others: not 0 })
                .Select(hit => new KeptFile(hit.FileId, hit.Path, hit.Look.Format, hit.Look.Others)), .. store.Kept]);
            Screen.Say("Nothing was erased. The same command with --apply erases it. A resend brings the child back");
            if (landing is null)
                Screen.Say("Without --landing the files as they came are not looked at, and a rebuild brings the child back");
            return ExitCodes.Done;
        }

        /// <summary>Sets or ends a legal hold.</summary>
        public async Task<int> Hold(string number, Erasure asked, bool release, CancellationToken cancel)
        {
            var terms = await Find(number, cancel);
            Require(terms);
            var held = await _erasures.Held(terms, cancel);
            if (held is var (path, document) && release) await _erasures.Release(path, document, asked.By, cancel);
            else if (held is null && !release)
                await _erasures.Hold(new LegalHold { At = asked.At, By = asked.By, Reason = asked.Reason, Keys = terms.Keys }, cancel);
            else
            {
                Console.Out.WriteLine(release ? "there is no hold on this child; nothing was changed"
                    : $"held already, {CliCommand.On(held!.Value.Document.By, held.Value.Document.At)}; nothing was changed");
                return ExitCodes.Done;
            }
            Console.Out.WriteLine(release ? "released: the child can be erased" : "held: the child cannot be erased until it is released");
            return ExitCodes.Done;
        }

        async Task<ErasureTerms?> Find(string number, CancellationToken cancel)
        {
            var (children, terms) = await _erasures.Find(number, cancel);
            return children <= 1 ? terms
                : throw CliException.Usage($"{children.ToString(CultureInfo.InvariantCulture)} children have that number, or the "
                    + "name and date of birth that go with it", "a number, a name and a date of birth that are one child's",
                    "give its NHS number, its UPN or the sender's number for the child; two children of one name and date of birth are "
                    + "told apart by a person only");
        }

        async Task RequireNoHold(ErasureTerms terms, CancellationToken cancel)
        {
            if (await _erasures.Held(terms, cancel) is var (_, hold))
                throw new CliException($"the child is under a legal hold, {CliCommand.On(hold.By, hold.At)}", "no hold in force",
                    "ask the one who set it. ./pipeline erase - --release ends it");
        }

        static void Require([NotNull] ErasureTerms? terms)
        {
            if (terms is null)
                throw CliException.Usage("no accepted record has that number", "an NHS number, a UPN or a reference as its sender "
                    + "writes it", "look in landing and quarantine yourself: rejected rows are found only with an accepted record");
        }

        async Task<int> Apply(string path, Erasure erasure, CancellationToken cancel)
        {
            var terms = erasure.Terms!;
            // Landing first: a rebuild must not find what the lake has lost.
            var (landed, kept) = ((IReadOnlyList<ErasedPlaceCount>)[], new List<KeptFile>());
            if (_landing is not null)
            {
                var hits = await _landing.Look(terms, cancel);
                landed = Landed(hits);
                kept = await _landing.Erase(hits, terms, removesWhole, cancel);
                await _landing.Follow(erasure.Kept, kept, cancel);
            }
            else kept.AddRange(erasure.Kept);
            var store = await _erasures.Sweep(terms, apply: true, path, removesWhole, cancel);
            kept.AddRange(store.Kept.Where(file => !kept.Contains(file)));
            IReadOnlyList<ErasedPlaceCount> removed = [.. landed, .. store.Places];
            Show(removed);
            var search = ErasureSearch.Run(root, path, landing, _landing?.Read ?? new HashSet<string>(), terms, cancel);
            var found = search.Sum(place => place.Found);
            foreach (var place in search.Where(place => place.Found > 0))
                Screen.Say($"still found in {place.Place}: {PeopleText.Count(place.Found, "file", "files")}");
            Screen.Say($"searched every byte of {PeopleText.Count(search.Sum(place => place.Objects), "file", "files")}"
                + $"{(landing is null ? "" : ", those of landing too")}: the child was found in "
                + found.ToString(CultureInfo.InvariantCulture));
            var report = new ErasureReport
            {
                ErasureId = Path.GetFileNameWithoutExtension(path),
                BegunAt = erasure.At,
                SearchedAt = TimeProvider.System.GetUtcNow(),
                IsComplete = found + kept.Count == 0,
                HasLanding = landing is not null,
                Removed = removed,
                Search = search,
                NotErased = [.. kept.Select(file => new NotErased(file.FileId, file.Path.Split('/')[0], file.Format, file.Others))],
            };
            Screen.Say($"the proof is in {await report.Write(root, cancel)}");
            if (report.IsComplete)
            {
                await _erasures.End(path, erasure, cancel);
                return ExitCodes.Done;
            }
            await _erasures.Keep(path, erasure with { Kept = kept }, cancel);
            Say(kept);
            Screen.Say("error: the child is not erased everywhere. Look at the places and files named above: empty the child's cells, and "
                + "leave the other rows where they are; then run the same command again. --remove-whole-files removes such files with the "
                + "other rows");
            return ExitCodes.Failed;
        }

        static List<ErasedPlaceCount> Landed(List<LandedHit> hits) =>
            [new ErasedPlaceCount("landing", hits.Count, hits.Sum(hit => hit.Look.Places.Count))];

        /// <summary>The terms with other names for files whose own name says who the child is.</summary>
        static ErasureTerms Named(ErasureTerms terms, List<LandedHit> hits, IReadOnlyDictionary<string, NamedArrival> arrivals)
        {
            var text = new ErasedText(terms);
            var named = arrivals.Values.Where(file => text.IsInName(file.Name))
                .GroupBy(file => (file.Agency, file.Sender, file.Feed, file.Name));
            return terms with
            {
                FileNames = [.. named.SelectMany(place =>
                {
                    var landed = hits.FirstOrDefault(hit =>
                        (hit.Landed.Agency, hit.Landed.Sender, hit.Landed.Feed, hit.Landed.Name) == place.Key);
                    var id = landed?.FileId ?? place.Min(file => file.FileId)!;
                    return place.Select(file => new ErasedFileName(file.FileId, file.Name, $"erased-{id}{Path.GetExtension(file.Name)}"));
                })]
            };
        }

        static void Say(List<KeptFile> kept)
        {
            if (kept.Count == 0) return;
            Screen.Say("these files cannot be written without the child, and have rows of others (-1: not known how many). They are NOT "
                + "erased, and a person must look at them:");
            foreach (var file in kept)
                Screen.Say(string.Create(CultureInfo.InvariantCulture,
                    $"  {file.FileId} {file.Format}, {file.Others} rows of others: {file.Path}"));
        }

        void Show(IReadOnlyList<ErasedPlaceCount> places) =>
            Answer.Write(Columns, places.Select(place => (object?[])[place.Place, place.Objects, place.Removed]), format);
    }
}
