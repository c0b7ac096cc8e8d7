// The curve's series by name, and its rows as CSV.
import type { Schemas } from '../api/client'

export const kinds = [
  { name: 'bids', label: 'Bids' },
  { name: 'asks', label: 'Asks' },
  { name: 'fills', label: 'Fills' },
  { name: 'direct', label: 'Opened directly' },
  { name: 'deliveries', label: 'Deliveries' },
] as const

export type Kind = (typeof kinds)[number]['name']

// csvOf is one line for each month and series. A spreadsheet takes no cell of it for a formula.
export function csvOf(m: Schemas['CurveMarket'], series: Schemas['CurveSeries']): string {
  const cell = (text: string | number) => {
    const plain = /^[=+\-@\t\r]/.test(String(text)) ? `'${text}` : String(text)
    return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  const lines: (string | number)[][] = [['unit', 'name', 'class', 'token', 'symbol', 'kind', 'bond', 'measure', 'month', 'series', 'price', 'base_units', 'count']]
  for (const row of series.rows) {
    for (const { name } of kinds) {
      const average = row[name]
      if (!average) continue
      lines.push([m.unit, m.name, m.class, m.token.address, m.token.symbol ?? '', m.kind, m.bond, m.measure, row.month, name, average.price, average.quantity, average.count])
    }
  }
  return lines.map((line) => line.map(cell).join(',') + '\r\n').join('')
}
