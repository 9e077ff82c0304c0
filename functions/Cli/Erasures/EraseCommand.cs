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
        { Description = "The reason, recorded in restricted", HelpName = "TEXT", Required = true };
        var landing = new Option<DirectoryInfo?>("--landing")
        { Description = "The folder that was ingested, which has the files as they came", HelpName = "DIR" };
        var apply = new Option<bool>("--apply") { Description = "Erase. Without it, only count" };
        var hold = new Option<bool>("--hold") { Description = "Erase nothing, and let no one erase the child: a legal hold" };
        var release = new Option<bool>("--release") { Description = "End the legal hold" };
        var verb = new CliCommand("erase", "Count, or erase, everything about one child in a folder, then search every byte for it",
            "./pipeline erase - --landing ./landed --by \"data protection officer\" --reason \"Request of 3 May.\"",
            "./pipeline erase - --landing ./landed --by \"data protection officer\" --reason \"Request of 3 May.\" --apply",
            "./pipeline erase - --hold --by \"legal services\" --reason \"Case 2019-17.\"")
        { number, by, reason, landing, apply, hold, release, lake, contracts, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            var typed = parsed.GetRequiredValue(number) is var given && given == "-" ? await Console.In.ReadLineAsync(cancel) : given;
            if (string.IsNullOrWhiteSpace(typed))
                throw CliException.Usage("no number was given", "an NHS number, a UPN or a reference", "see ./pipeline erase --help");
            var begun = new Erasure
            {
                At = TimeProvider.System.GetUtcNow(),
                By = CliCommand.Words(parsed, by, "a role"),
                Reason = CliCommand.Words(parsed, reason, "why")
            };
            using var engine = await CliCommand.Open(parsed, lake, contracts, cancel);
            // Without keys: they would be erased from it again.
            await new IdentityAccess { At = begun.At, By = begun.By, Reason = begun.Reason, NotificationKeys = [], IsShown = false }
                .Write(new FolderStore(CliCommand.FolderToRead(parsed, lake)), cancel);
            var run = new EraseRun(engine, parsed.GetValue(landing), parsed.GetValue(format));
            if (parsed.GetValue(hold) || parsed.GetValue(release))
                return await run.Hold(typed, begun, parsed.GetValue(release), cancel);
            return await run.Of(typed, begun, parsed.GetValue(apply), cancel);
        });
        return verb;
    }

    /// <summary>One run of the command.</summary>
    sealed class EraseRun(FolderEngine engine, DirectoryInfo? landing, AnswerFormat format)
    {
        readonly EraseChild _erasures = engine.Erasures;

        public async Task<int> Of(string number, Erasure erasure, bool apply, CancellationToken cancel)
        {
            var unfinished = await _erasures.Unfinished(cancel);
            if (unfinished is var (path, left) && !apply)
                throw new CliException("an erasure was stopped before it was done", "no erasure half done",
                    "finish it: run the command again with --apply and the same --landing");
            if (unfinished is var (its, document))
            {
                Screen.Say($"finishing the erasure that was begun {CliCommand.On(document.By, document.At)}");
                if (await Apply(its, document, cancel) is not ExitCodes.Done and var failed) return failed;
            }
            var terms = await Find(number, cancel);
            if (terms is null && unfinished is not null) return ExitCodes.Done;
            Require(terms);
            if (await _erasures.Held(terms, cancel) is var (_, hold))
                throw new CliException($"the child is under a legal hold, {CliCommand.On(hold.By, hold.At)}", "no hold in force",
                    "ask the one who set it. ./pipeline erase - --release ends it");
            if (apply)
            {
                var (own, begun) = await _erasures.Begin(erasure with { Terms = terms }, cancel);
                return await Apply(own, begun, cancel);
            }
            Show(await Sweep(terms, apply: false, null, cancel));
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

        static void Require([NotNull] ErasureTerms? terms)
        {
            if (terms is null)
                throw CliException.Usage("no accepted record has that number", "an NHS number, a UPN or a reference as its sender "
                    + "writes it", "look in landing and quarantine yourself: rejected rows are found only with an accepted record");
        }

        async Task<int> Apply(string path, Erasure erasure, CancellationToken cancel)
        {
            var terms = erasure.Terms!;
            Show(await Sweep(terms, apply: true, path, cancel));
            var (objects, found) = await _erasures.Search(terms, path, cancel);
            var left = found.Count + (landing is null ? 0 : ErasedLanding.Search(landing, terms));
            foreach (var place in found.Distinct()) Screen.Say($"still found in {place}");
            var also = landing is null ? "" : " and of landing";
            Screen.Say($"searched every byte of {PeopleText.Count(objects, "object", "objects")}{also}: "
                + $"the child was found in {left.ToString(CultureInfo.InvariantCulture)}");
            if (left > 0)
                throw new CliException("the child was still found after the erasure", "no object with it",
                    "look at the places named above; the same command with --apply goes on");
            await _erasures.End(path, erasure, cancel);
            return ExitCodes.Done;
        }

        async Task<IReadOnlyList<ErasedPlace>> Sweep(ErasureTerms terms, bool apply, string? own, CancellationToken cancel)
        {
            // Landing first: a rebuild must not find what the lake has lost.
            IReadOnlyList<ErasedPlace> landed = landing is null ? []
                : [await ErasedLanding.Sweep(landing, terms, engine, apply, cancel)];
            return [.. landed, .. await _erasures.Sweep(terms, apply, own, cancel)];
        }

        void Show(IReadOnlyList<ErasedPlace> places) =>
            Answer.Write(Columns, places.Select(place => (object?[])[place.Place, place.Objects, place.Removed]), format);
    }
}
