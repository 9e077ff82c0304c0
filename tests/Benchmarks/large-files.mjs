// Makes one large police file of invented rows: node tests/Benchmarks/large-files.mjs csv|ndjson|json MEGABYTES FILE
// Then: /usr/bin/time -v ./pipeline ingest DIR --lake OTHER --received 2019-01-05T07:00:00Z, with the file below DIR/police/northshire-police/domestic-abuse/.
import { openSync, writeSync, closeSync } from 'node:fs';

const [kind, megabytes, path] = process.argv.slice(2);
const names = ['PPN Reference', 'PPN Version', 'Incident Type', 'Risk Level', 'Incident Date From', 'Incident Date To', 'Reported Date', 'Child Reference',
  'Child Surname', 'Child Forename', 'Child DOB', 'Address', 'Postcode', 'Narrative', 'LA Code', 'Status'];
const prose = 'Invented text, as long as a short narrative is: a neighbour heard shouting, nobody was hurt. ';
const cells = n => [`PPN/19/${n}`, '1', 'Domestic Abuse', ['High', 'Medium', 'Standard'][n % 3], `0${1 + n % 4}/01/2019 ${10 + n % 12}:30`, '', '', `N${n}`,
  'Testcase', `Ada${n % 977}`, '14/02/2012', `${n % 200} Sample Street, Northtown`, 'ZZ99 3VZ', prose.repeat(1 + n % 3), '999', 'New'];
const csv = row => row.map(cell => cell.includes(',') ? `"${cell}"` : cell).join(',') + '\r\n';
const json = row => JSON.stringify(Object.fromEntries(row.map((cell, at) => [names[at], cell])));

const file = openSync(path, 'w');
let written = 0, block = kind === 'csv' ? csv(names) : kind === 'json' ? '[' : '';
for (let n = 1; written < megabytes * 1048576; n++) {
  block += kind === 'csv' ? csv(cells(n)) : (kind === 'json' && n > 1 ? ',\n' : '') + json(cells(n)) + (kind === 'ndjson' ? '\n' : '');
  if (block.length > 1 << 20) {
    written += writeSync(file, block);
    block = '';
  }
}
writeSync(file, block + (kind === 'json' ? ']' : ''));
closeSync(file);
