import { expect, it } from 'vitest'
import type { Schemas } from '../api/client'
import { layout, ticks } from './chart_scale'
import { csvOf } from './curve_rows'

const average = (price: string): Schemas['CurveAverage'] => ({ price, quantity: '3', count: 1 })
const row = (month: string, changes: Partial<Schemas['CurveRow']>): Schemas['CurveRow'] => ({
  month,
  trades: null,
  fills: null,
  direct: null,
  deliveries: null,
  bids: null,
  asks: null,
  openInterest: '0',
  defaulted: '0',
  lapsed: '0',
  ...changes,
})
const rows = [row('2026-12', { bids: average('0.001') }), row('2027-02', { asks: average('0.002'), deliveries: average('0.0015') })]
const series: Schemas['CurveSeries'] = { forwards: 2, rows, flat: [], smooth: [], noSmooth: null }
const market: Schemas['CurveMarket'] = {
  unit: '0x' + '1'.repeat(64),
  name: '=HYPERLINK("x"), a name',
  class: 'A',
  token: { address: '0x' + '2'.repeat(40), symbol: 'WBTC', decimals: 8 },
  kind: 'assigned',
  bond: '5-20%',
  measure: 'GPU-hour',
  per: '3600',
  all: series,
  filtered: series,
  removed: 0,
}

it('draws months where they lie, and prices from zero', () => {
  const l = layout(rows, [], [], { width: 300, height: 100, left: 0, right: 0, top: 0, bottom: 0 })!
  expect(l.x(Date.UTC(2026, 11, 1))).toBe(0)
  expect(l.x(Date.UTC(2027, 2, 1))).toBe(300)
  expect(l.middle(0)).toBe(Date.UTC(2026, 11, 16, 12))
  expect(l.y(0)).toBe(100)
  expect(l.y(l.top)).toBe(0)
  expect(l.top).toBeGreaterThanOrEqual(0.002)
  expect(layout([], [], [], { width: 1, height: 1, left: 0, right: 0, top: 0, bottom: 0 })).toBeNull()
})

it.each([
  [0.00105, 4],
  [1, 6],
  [7, 5],
  [999, 6],
  [1e9, 6],
])('has few round ticks up to %d', (most, count) => {
  const t = ticks(most)
  expect(t[0]).toBe(0)
  expect(t.at(-1)).toBeGreaterThanOrEqual(most)
  expect(t.length).toBe(count)
})

it('writes CSV in which nothing is a formula', () => {
  const lines = csvOf(market, series).trimEnd().split('\r\n')
  expect(lines.length).toBe(4)
  expect(lines[1]).toContain(`"'=HYPERLINK(""x""), a name"`)
  expect(lines[1]).toMatch(/,2026-12,bids,0.001,3,1$/)
  expect(lines[3]).toMatch(/,2027-02,deliveries,0.0015,3,1$/)
})
