// Reads the lake again and again with hyparquet until standard input ends, each file whole as storage gives it.
// Prints how often it looked; ends with 1 where it saw a row twice or part of a file.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const [lake, rowsPerFile] = [process.argv[2], Number(process.argv[3])]
const history = { table: 'notifications', columns: ['notification_key', 'record_version', 'file_id'], key: row => `${row.notification_key}/${row.record_version}`, isWhole: true }
const current = { table: 'current_notifications', columns: ['notification_key'], key: row => row.notification_key }
let [asked, looks] = [true, 0]
process.stdin.on('end', () => { asked = false }).resume()

while (asked) {
  for (const { table, columns, key, isWhole } of [history, current])
    for (const path of parquetFiles(join(lake, table))) {
      const bytes = readFileSync(path)
      const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), columns, compressors })
      if (new Set(rows.map(key)).size !== rows.length) fail(`${table} has a row twice`)
      if (isWhole && counts(rows.map(row => row.file_id)).some(count => count !== rowsPerFile)) fail(`${table} has part of a file`)
      looks++
    }
  await new Promise(resolve => setTimeout(resolve, 20))
}
console.log(looks)

function counts (values) {
  const times = new Map()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times.values()]
}

function parquetFiles (folder) {
  return readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.parquet')).map(name => join(folder, name))
}

function fail (what) {
  console.error(what)
  process.exit(1)
}
