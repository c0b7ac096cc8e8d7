// Where things stand in the chart of the curve.
import type { Schemas } from '../api/client'
import { kinds } from './curve_rows'

interface Box {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

export interface Layout {
  x: (time: number) => number
  y: (price: number) => number
  middle: (row: number) => number // of a row's month, in milliseconds
  top: number // highest price of the axis
}

const startOf = (month: string) => Date.parse(month + '-01T00:00:00Z')

function endOf(month: string): number {
  const date = new Date(startOf(month))
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

// layout is null where there is no price to draw.
export function layout(rows: Schemas['CurveRow'][], flat: Schemas['CurvePoint'][], smooth: Schemas['CurvePoint'][], box: Box): Layout | null {
  const prices = [...flat, ...smooth].map((p) => Number(p.price))
  for (const row of rows) for (const { name } of kinds) if (row[name]) prices.push(Number(row[name].price))
  const [first, last] = [rows[0], rows.at(-1)]
  if (prices.length === 0 || !first || !last) return null
  const [from, to] = [startOf(first.month), endOf(last.month)]
  const top = ticks(Math.max(...prices) * 1.05).at(-1) ?? 1
  return {
    x: (time) => round(box.left + ((time - from) / (to - from)) * (box.width - box.left - box.right)),
    y: (price) => round(box.height - box.bottom - (price / top) * (box.height - box.top - box.bottom)),
    middle: (row) => (startOf(rows[row]!.month) + endOf(rows[row]!.month)) / 2,
    top,
  }
}

const round = (x: number) => Math.round(x * 100) / 100

// ticks are some round numbers from zero to at least a price.
export function ticks(most: number): number[] {
  if (!(most > 0)) return [0, 1]
  const rough = most / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((n) => n * power >= rough * (1 - 1e-9)) ?? 10) * power
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}
