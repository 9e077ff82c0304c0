// Writes a workbook with a library that is none of ours: what it should hold comes in as JSON, the file goes to the path given.
import { readFileSync, writeFileSync } from 'node:fs'
import XLSX from 'xlsx'
import XlsxPopulate from 'xlsx-populate'

const [path] = process.argv.slice(2)
const book = JSON.parse(readFileSync(0, 'utf8'))

// A cell is text, a number, true, null, { n: number, z: number format }, { e: error }, { f: formula, v: value } or { rich: [texts] }.
const cellOf = cell => cell === null ? null
  : typeof cell === 'string' ? { t: 's', v: cell }
  : typeof cell === 'number' ? { t: 'n', v: cell }
  : typeof cell === 'boolean' ? { t: 'b', v: cell }
  : cell.e !== undefined ? { t: 'e', v: { '#N/A': 0x2a, '#REF!': 0x17, '#DIV/0!': 0x07 }[cell.e], w: cell.e }
  : cell.f !== undefined ? { t: typeof cell.v === 'number' ? 'n' : 's', v: cell.v, f: cell.f }
  : { t: 'n', v: cell.n, z: cell.z }

if (book.library === 'xlsx') {
  const made = XLSX.utils.book_new()
  for (const { name, rows, merges, hiddenRows } of book.sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows.map(row => row.map(cellOf)))
    if (merges) sheet['!merges'] = merges.map(range => XLSX.utils.decode_range(range))
    if (hiddenRows) sheet['!rows'] = rows.map((_, row) => ({ hidden: hiddenRows.includes(row + 1) }))
    XLSX.utils.book_append_sheet(made, sheet, name)
  }
  made.Workbook = {
    Sheets: book.sheets.map(({ name, hidden }) => ({ name, Hidden: hidden ?? 0 })),
    WBProps: { date1904: book.from1904 ?? false },
  }
  writeFileSync(path, XLSX.write(made, { type: 'buffer', bookType: book.type, bookSST: book.shared ?? true, compression: true }))
} else {
  const made = await XlsxPopulate.fromBlankAsync()
  for (const { name, rows, hidden } of book.sheets) {
    const sheet = made.addSheet(name)
    rows.forEach((row, y) => row.forEach((cell, x) => {
      if (cell === null) return
      const at = sheet.cell(y + 1, x + 1)
      if (cell.rich) {
        at.value(new XlsxPopulate.RichText())
        cell.rich.forEach((text, place) => at.value().add(text, { bold: place % 2 === 0 }))
      } else if (cell.n !== undefined) at.value(cell.n).style('numberFormat', cell.z)
      else at.value(cell)
    }))
    if (hidden) sheet.hidden(hidden === 2 ? 'very' : true)
  }
  made.deleteSheet('Sheet1')
  writeFileSync(path, await made.outputAsync(book.password ? { password: book.password } : undefined))
}
