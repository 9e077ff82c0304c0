// An independent reader: prints a Parquet file's columns, then its rows, one JSON array a line.
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const file = await asyncBufferFromFile(process.argv[2])
const metadata = await parquetMetadataAsync(file)
const columns = metadata.schema.slice(1)
console.log(JSON.stringify(columns.map(c => [c.name, c.type, c.logical_type?.type ?? c.converted_type ?? null, c.repetition_type])))
console.log(JSON.stringify([...new Set(metadata.row_groups.flatMap(g => g.columns.map(c => c.meta_data.codec)))]))

const show = value =>
  typeof value === 'bigint' ? value.toString()
    : value instanceof Date ? value.toISOString()
      : value === undefined ? null
        : value
// Moments are asked for as whole microseconds: a JavaScript Date would cut them to milliseconds.
const parsers = { timestampFromMilliseconds: millis => millis * 1000n, dateFromDays: days => days }
await parquetRead({
  file, metadata, compressors, parsers,
  onComplete: rows => process.stdout.write(rows.map(row => JSON.stringify(row.map(show)) + '\n').join(''))
})
