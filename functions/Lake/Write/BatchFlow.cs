namespace FrontDoor.Lake;

/// <summary>What one COPY pulls: the batches of one writer, each given back only when DuckDB asks for the next one.</summary>
sealed class BatchFlow(LakeTable table, KnownTexts known, Handover handover)
{
    Batch? lent;

    internal LakeTable Table => table;

    internal LogicalTypeHandle Type(int column) => known.Type(column);

    internal void Fail(Exception cause) => handover.Fail(cause);

    internal void Pull(nint chunk)
    {
        if (lent is not null)
            handover.Recycle(lent); // DuckDB's sink has copied the last chunk by the time it pulls again
        lent = handover.Take();
        if (lent is null)
            Native.duckdb_data_chunk_set_size(chunk, 0);
        else
            lent.CopyTo(chunk);
    }
}
