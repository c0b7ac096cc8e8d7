import { useRef, useState } from 'preact/hooks'
import { answer, api, type Schemas } from '../api/client'
import { clean, moment, plural, short, symbolOf } from '../format'
import { useLoaded } from '../live'
import { Failure, Scroll, save } from '../parts'
import { Chart } from './chart'
import { csvOf, kinds } from './curve_rows'

export type Market = Schemas['CurveMarket']

const keyOf = (m: Market) => [m.unit, m.token.address, m.class, m.kind, m.bond].join(' ')

function nameOf(m: Market): string {
  const parts = [clean(m.name, 60), m.class && `evidence ${clean(m.class, 20)}`, `${symbolOf(m.token.symbol) ?? 'token'} ${short(m.token.address)}`, m.kind, `bond ${m.bond}`]
  return parts.filter(Boolean).join(' · ')
}

// Curve is what compute costs by delivery month, instrument by instrument.
export function Curve() {
  const seen = useRef(0) // block of the latest thing that happened
  const curve = useLoaded(
    'curve',
    () => answer(api.GET('/v1/curve')),
    // The curve is as of a block that counts as confirmed: it is made again once that has come to what happened.
    (change, data) => {
      if (change.kind === 'forward') seen.current = Math.max(seen.current, change.data.at?.block ?? 0)
      return change.kind === 'head' && data !== null && data.block < seen.current && (change.data.confirmed?.number ?? 0) > data.block
    },
  )
  const [chosen, choose] = useState('')
  const [filtered, filter] = useState(false)
  if (!curve.data) return curve.trouble ? <Failure of={curve.trouble} retry={curve.reload} /> : <p class="quiet">Making the curve …</p>
  const { markets } = curve.data
  const market = markets.find((m) => keyOf(m) === chosen) ?? [...markets].sort((a, b) => b.all.forwards - a.all.forwards)[0]
  const series = market && (filtered ? market.filtered : market.all)
  return (
    <section>
      <h1>Forward curve</h1>
      <p class="lead">{curve.data.notice}</p>
      {curve.trouble && <Failure of={curve.trouble} retry={curve.reload} />}
      <p class="quiet">
        {plural(curve.data.forwards, 'forward')} up to block {curve.data.block}, {moment(curve.data.time)}
        {curve.data.unclassified > 0 && `; ${plural(curve.data.unclassified, 'other')} could not be classified and ${curve.data.unclassified === 1 ? 'is' : 'are'} not on it`}.
        Anybody can make it again: <code>tercet curve</code>.
      </p>
      {!market || !series ? (
        <p>No forward is on the curve yet.</p>
      ) : (
        <>
          <div class="filters">
            <label>
              Unit, evidence, token, kind and bond
              <select value={keyOf(market)} onChange={(e) => choose(e.currentTarget.value)}>
                {markets.map((m) => (
                  <option key={keyOf(m)} value={keyOf(m)}>
                    {nameOf(m)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Trades
              <select value={filtered ? 'filtered' : 'all'} onChange={(e) => filter(e.currentTarget.value === 'filtered')}>
                <option value="all">all</option>
                <option value="filtered">without {market.removed} that look made with oneself</option>
              </select>
            </label>
          </div>
          <Chart series={series} unit={`${symbolOf(market.token.symbol) ?? 'tokens'} for one ${clean(market.measure, 30)}`} title={nameOf(market)} />
          <p>
            <button type="button" class="plain" onClick={() => save('curve.csv', csvOf(market, series), 'text/csv')}>
              Save as CSV
            </button>
          </p>
          <Rows of={market} series={series} />
        </>
      )}
    </section>
  )
}

function Rows({ of: m, series }: { of: Market; series: Schemas['CurveSeries'] }) {
  return (
    <Scroll label="The curve in numbers">
      <table>
        <caption>
          Prices in {symbolOf(m.token.symbol) ?? 'tokens'} for one {clean(m.measure, 30)}; in brackets how many
        </caption>
        <thead>
          <tr>
            <th scope="col">Delivered in</th>
            {kinds.map((k) => (
              <th key={k.name} scope="col" class="number">
                {k.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.rows.map((row) => (
            <tr key={row.month}>
              <th scope="row">{row.month}</th>
              {kinds.map((k) => {
                const average = row[k.name]
                return (
                  <td key={k.name} class="number">
                    {average ? `${average.price} (${average.count})` : '–'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
