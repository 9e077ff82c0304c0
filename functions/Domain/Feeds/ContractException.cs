namespace FrontDoor.Domain.Feeds;

/// <summary>One thing wrong with a contract or code list: in which file, on which line, at which key, and what to write instead.</summary>
public sealed record ContractFault(string File, int Line, string Key, string Says)
{
    public override string ToString() => $"{File}, line {Line}, {Key}: {Says}";
}

/// <summary>Contracts or code lists that cannot be used, and everything that is wrong with them.</summary>
public sealed class ContractException(IReadOnlyList<ContractFault> faults)
    : Exception($"The feed contracts cannot be used:{string.Concat(faults.Select(fault => $"\n  - {fault}"))}")
{
    public IReadOnlyList<ContractFault> Faults { get; } = faults;
}
