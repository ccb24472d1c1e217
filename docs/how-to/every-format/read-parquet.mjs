// Prints FORMAT|TOOL|EVENTS BYTES for the Parquet files below a folder, and for CSV and JSON Lines as DuckDB sees them.
// It needs @duckdb/node-api, hyparquet and hyparquet-compressors in node_modules beside it.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const bucket = process.argv[2]
const parquet = { parquet: 'bytes', 'ocsf-parquet': 'http_response.length' }

for (const [format, column] of Object.entries(parquet)) {
  const folder = join(bucket, format)
  let events = 0
  let bytes = 0n
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.parquet')) continue
    const file = await asyncBufferFromFile(join(folder, name))
    for (const row of await parquetReadObjects({ file, compressors })) {
      events++
      bytes += BigInt(column.split('.').reduce((value, key) => value?.[key], row) ?? 0)
    }
  }
  console.log(`${format}|hyparquet|${events} ${bytes}`)
}

const connection = await (await DuckDBInstance.create()).connect()
const sources = {
  parquet: [`read_parquet('${bucket}/parquet/**/*.parquet')`, 'bytes'],
  'ocsf-parquet': [`read_parquet('${bucket}/ocsf-parquet/**/*.parquet')`, 'http_response.length'],
  csv: [`read_csv('${bucket}/csv/**/*.csv.gz', header = true, delim = ',', quote = '"', escape = '"', nullstr = '')`, 'bytes'],
  'json-nested': [`read_json('${bucket}/json-nested/**/*.jsonl.gz')`, 'bytes'],
  'json-array': [`read_json('${bucket}/json-array/**/*.json.gz')`, 'bytes'],
}
for (const [format, [source, column]] of Object.entries(sources)) {
  const rows = await connection.runAndReadAll(`SELECT count(*), sum(${column})::BIGINT FROM ${source}`)
  console.log(`${format}|DuckDB|${rows.getRows()[0].join(' ')}`)
}
