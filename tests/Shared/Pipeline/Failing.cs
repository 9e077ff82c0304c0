using System.Runtime.CompilerServices;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>How an operation of storage fails.</summary>
enum StoreFault
{
    /// <summary>It was not done, and says so: busy, or timed out. A listing breaks off in its middle.</summary>
    NotDone,

    /// <summary>It was done, and its answer was lost.</summary>
    Unanswered,

    /// <summary>It was done, its answer was lost, and the client by itself tried again: a conditional write is refused for
    /// itself.</summary>
    TriedAgain,

    /// <summary>Just before it, another run of the same did all of its work.</summary>
    Overtaken,
}

/// <summary>Storage did not answer, or not what was asked for.</summary>
sealed class Unavailable : Exception;

/// <summary>A store whose n-th operation fails once, whichever operation that is, and works before and after it.</summary>
sealed class Failing(IStore store, StoreFault fault = StoreFault.NotDone, int atCall = 0, Func<Task>? rival = null) : IStore
{
    static readonly StoreFault[] s_ofLooks = [StoreFault.NotDone], s_ofChanges = Enum.GetValues<StoreFault>();

    readonly List<(StoreFault[] Faults, string Path)> _calls = [];

    /// <summary>Every way in which the calls so far could have failed, and at what path; empty for what has none.</summary>
    public IReadOnlyList<(int Call, StoreFault Fault,
        string Path)> Ways => [.. _calls.SelectMany((call, at) => call.Faults.Select(fault => (at + 1, fault, call.Path)))];

    public async Task<Stored?> Read(string container, string path, CancellationToken cancel) =>
        await Looks(path).Read(container, path, cancel);
    public async Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel) =>
        await Looks(path).Fetch(container, path, scratch, cancel);
    public async Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel) =>
        await Looks(path).FetchVersion(container, path, scratch, cancel);
    public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        Change(() => store.Write(container, path, content, cancel), path);
    public Task Stage(string container, string path, string token, string localFile, CancellationToken cancel) =>
        Change(() => store.Stage(container, path, token, localFile, cancel), path, isOnceOnly: true);
    public Task Publish(string container, string path, string token, CancellationToken cancel) =>
        Change(() => store.Publish(container, path, token, cancel), path);
    public Task Forget(string token, CancellationToken cancel) => Change(() => store.Forget(token, cancel));
    public Task Delete(string container, string path, CancellationToken cancel) =>
        Change(() => store.Delete(container, path, cancel), path);

    public async Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected,
        CancellationToken cancel)
    {
        var isTaken = false;
        await Change(async () => isTaken = await store.TryWrite(container, path, content, expected, cancel), path);
        return isTaken;
    }

    public async Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel)
    {
        var isTaken = false;
        await Change(async () => isTaken = await store.TryReplace(container, path, localFile, expected, cancel), path);
        return isTaken;
    }

    public async IAsyncEnumerable<Listed> List(string container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var breaksOff = IsNow(s_ofLooks, prefix);
        var listed = new List<Listed>();
        await foreach (var item in store.List(container, prefix, cancel)) listed.Add(item);
        foreach (var item in breaksOff ? listed.Take(listed.Count / 2) : listed) yield return item;
        if (breaksOff) throw new Unavailable();
    }

    /// <summary>What is done on a queue can fail in the same ways.</summary>
    /// <param name="isOnceOnly">The client cannot try it again by itself.</param>
    public async Task Change(Func<Task> work, string path = "", bool isOnceOnly = false)
    {
        var isNow = IsNow(s_ofChanges, path);
        if (isNow && fault == StoreFault.NotDone) throw new Unavailable();
        if (isNow && fault == StoreFault.Overtaken) await rival!();
        await work();
        if (isNow && fault == StoreFault.TriedAgain && !isOnceOnly) await work();
        if (isNow && fault == StoreFault.Unanswered) throw new Unavailable();
    }

    IStore Looks(string path) => IsNow(s_ofLooks, path) ? throw new Unavailable() : store;

    bool IsNow(StoreFault[] faults, string path)
    {
        lock (_calls)
        {
            _calls.Add((faults, path));
            return _calls.Count == atCall;
        }
    }
}
