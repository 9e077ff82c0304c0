namespace FrontDoor.Cli;

/// <summary>How every clock of every record stands: the record's newest version, as last judged.</summary>
static class Standing
{
    /// <summary>Begins a query over <c>standing</c>.</summary>
    public const string With = """
        with version as (select notification_key, max(record_version) as record_version from notifications group by all),
        standing as (select * from timeliness semi join version using (notification_key, record_version)
                     qualify row_number() over (partition by notification_key, clock order by as_of desc) = 1)
        """;
}
