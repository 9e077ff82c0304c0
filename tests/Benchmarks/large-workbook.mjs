// Makes one large police workbook of invented rows: node tests/Benchmarks/large-workbook.mjs MEGABYTES FILE.xlsx
// Narratives are hex digits by a fixed rule, so that packing does not make them vanish. Then as in large-files.mjs.
import { createHash } from 'node:crypto';
import { openSync, writeSync, closeSync } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';
import { once } from 'node:events';

const [megabytes, path] = process.argv.slice(2);
const file = openSync(path, 'w');
const directory = [];
let at = 0;

function put(bytes) {
  writeSync(file, bytes);
  at += bytes.length;
}

// A local header without sizes; they follow the content, as in any zip that is written in one go.
function begin(name) {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(0x21, 12);
  header.writeUInt16LE(name.length, 26);
  const entry = { name, at, crc: 0, packed: 0, size: 0 };
  put(Buffer.concat([header, Buffer.from(name)]));
  const deflate = createDeflateRaw({ level: 1 });
  deflate.on('data', bytes => { entry.packed += bytes.length; put(bytes); });
  return {
    get packed() { return entry.packed; },
    async write(text) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    },
    async end() {
      deflate.end();
      await once(deflate, 'end');
      const after = Buffer.alloc(16);
      after.writeUInt32LE(0x08074b50, 0);
      [entry.crc, entry.packed, entry.size].forEach((number, place) => after.writeUInt32LE(number, 4 + 4 * place));
      put(after);
      directory.push(entry);
    },
  };
}

async function whole(name, text) {
  const entry = begin(name);
  await entry.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text);
  await entry.end();
}

const types = 'http://schemas.openxmlformats.org/package/2006/content-types', main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships', office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
await whole('[Content_Types].xml', `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`);
await whole('_rels/.rels', `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
await whole('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="PPN" sheetId="1" r:id="r1"/></sheets></workbook>`);
await whole('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`);
await whole('xl/styles.xml', `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`);

const names = ['PPN Reference', 'PPN Version', 'Incident Type', 'Risk Level', 'Incident Date From', 'Incident Date To', 'Reported Date', 'Child Reference',
  'Child Surname', 'Child Forename', 'Child DOB', 'Address', 'Postcode', 'Narrative', 'LA Code', 'Status'];
const text = value => value === '' ? '<c/>' : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const moment = serial => `<c s="1"><v>${serial}</v></c>`;
const row = n => {
  const narrative = [1, 2, 3].map(part => createHash('sha512').update(`narrative ${n} ${part}`).digest('hex')).join(' '); // a sheet ends at 1,048,576 rows: short ones would not fill 200 MB
  const begun = 43466 + n % 4 + (600 + 30 * (n % 20)) / 1440; // from 1 January 2019, 10:00
  return `<row>${[`PPN/19/${n}`, '1', 'Domestic Abuse', ['High', 'Medium', 'Standard'][n % 3]].map(text).join('')}${moment(begun)}${moment(begun + 1 / 48)}<c/>`
    + `${[`N${n}`, 'Testcase', `Ada${n % 977}`].map(text).join('')}${moment(40953)}${[`${n % 200} Sample Street`, 'ZZ99 3VZ', narrative, '999', 'New'].map(text).join('')}</row>`;
};

const sheet = begin('xl/worksheets/sheet1.xml');
await sheet.write(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${main}"><sheetData><row>${names.map(text).join('')}</row>`);
let rows = 0;
for (let block = ''; rows < 1048575 && sheet.packed < megabytes * 1048576; block = '') {
  for (const end = Math.min(rows + 1000, 1048575); rows < end;) block += row(++rows);
  await sheet.write(block);
}
await sheet.write('</sheetData></worksheet>');
await sheet.end();

const directoryAt = at;
for (const entry of directory) {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(8, 10);
  header.writeUInt16LE(0x21, 14);
  [entry.crc, entry.packed, entry.size].forEach((number, place) => header.writeUInt32LE(number, 16 + 4 * place));
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt32LE(entry.at, 42);
  put(Buffer.concat([header, Buffer.from(entry.name)]));
}
const end = Buffer.alloc(22);
end.writeUInt32LE(0x06054b50, 0);
end.writeUInt16LE(directory.length, 8);
end.writeUInt16LE(directory.length, 10);
end.writeUInt32LE(at - directoryAt, 12);
end.writeUInt32LE(directoryAt, 16);
put(end);
closeSync(file);
console.log(`${rows} rows, ${Math.round(at / 1048576)} MB`);
