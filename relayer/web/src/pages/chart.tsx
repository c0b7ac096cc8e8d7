import { useRef, useState } from 'preact/hooks'
import type { Schemas } from '../api/client'
import { save } from '../parts'
import { kinds, type Kind } from './curve_rows'
import { layout, ticks } from './chart_scale'

const [width, height] = [760, 340]
const frame = { left: 74, right: 16, top: 28, bottom: 36 }

type Row = Schemas['CurveRow']

// shapes tell the series apart without colour.
const shapes: Record<Kind, string> = {
  bids: 'M-6 5h12l-6-11z',
  asks: 'M-6 -5h12l-6 11z',
  fills: 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0',
  direct: 'M0 -6l6 6l-6 6l-6 -6z',
  deliveries: 'M-5 -5h10v10h-10z',
}

// Chart draws prices by delivery month. What it says, the table beside it says too.
export function Chart({ series, unit, title }: { series: Schemas['CurveSeries']; unit: string; title: string }) {
  const svg = useRef<SVGSVGElement>(null)
  const [at, set] = useState(0)
  const { rows } = series
  const drawn = layout(rows, series.flat, series.smooth, { width, height, ...frame })
  if (!drawn) return <p>No month has a price yet.</p>
  const index = Math.min(at, rows.length - 1)
  const row = rows[index]
  const { x, y, top, middle } = drawn
  const steps = series.flat.map((p) => `M${x(Date.parse(p.time))} ${y(Number(p.price))}H${x(nextMonth(p.time))}`).join('')
  const smooth = series.smooth.map((p, i) => `${i ? 'L' : 'M'}${x(Date.parse(p.time))} ${y(Number(p.price))}`).join('')
  const point = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect()
    if (!box) return
    const where = ((event.clientX - box.left) / box.width) * width
    let nearest = 0
    rows.forEach((_, i) => {
      if (Math.abs(x(middle(i)) - where) < Math.abs(x(middle(nearest)) - where)) nearest = i
    })
    set(nearest)
  }
  const press = (event: KeyboardEvent) => {
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    set(Math.max(0, Math.min(rows.length - 1, to)))
  }
  return (
    <figure class="chart">
      <div role="group" aria-label={`Chart of ${title}. The arrow keys go from month to month.`} tabIndex={0} onKeyDown={press}>
        <svg ref={svg} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Prices by delivery month, ${title}`} onPointerMove={point} onPointerDown={point}>
          <text class="label" x={frame.left} y="14">
            {unit}
          </text>
          {ticks(top).map((value) => (
            <g key={value}>
              <line class="grid" x1={frame.left} x2={width - frame.right} y1={y(value)} y2={y(value)} />
              <text x={frame.left - 8} y={y(value) + 4} text-anchor="end">
                {value}
              </text>
            </g>
          ))}
          {rows.map(
            (r, i) =>
              i % Math.ceil(rows.length / 8) === 0 && (
                <text key={r.month} x={x(middle(i))} y={height - 12} text-anchor="middle">
                  {r.month}
                </text>
              ),
          )}
          {row && <line class="cursor" x1={x(middle(index))} x2={x(middle(index))} y1={frame.top} y2={height - frame.bottom} />}
          {steps && <path class="flat" d={steps} />}
          {smooth && <path class="smooth" d={smooth} />}
          {kinds.map(({ name }) =>
            rows.map((r, i) => {
              const average = r[name]
              return average && <path key={`${name} ${r.month}`} class={`point ${name}`} d={shapes[name]} transform={`translate(${x(middle(i))} ${y(Number(average.price))})`} />
            }),
          )}
        </svg>
      </div>
      <figcaption>
        <ul class="legend" aria-label="Legend">
          {kinds.map(({ name, label }) => (
            <li key={name}>
              <svg viewBox="-8 -8 16 16" aria-hidden="true">
                <path class={`point ${name}`} d={shapes[name]} />
              </svg>{' '}
              {label}
            </li>
          ))}
          <li>
            <svg viewBox="-8 -8 16 16" aria-hidden="true">
              <path class="flat" d="M-8 0h16" />
            </svg>{' '}
            Curve
          </li>
        </ul>
        <p aria-live="polite" class="reading">
          {row && <Reading of={row} />}
        </p>
        <button type="button" class="plain" onClick={() => svg.current && save('curve.svg', standAlone(svg.current, title), 'image/svg+xml')}>
          Save as SVG
        </button>
      </figcaption>
    </figure>
  )
}

function Reading({ of: row }: { of: Row }) {
  const said = kinds.flatMap(({ name, label }) => {
    const average = row[name]
    return average ? [`${label.toLowerCase()} ${average.price} (${average.count})`] : []
  })
  return (
    <>
      <strong>{row.month}</strong>: {said.length > 0 ? said.join(', ') : 'no price'}
    </>
  )
}

function nextMonth(time: string): number {
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

const looks = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family']

// standAlone is a picture with its looks in itself, which needs no page around it.
function standAlone(of: SVGSVGElement, title: string): string {
  const copy = of.cloneNode(true) as SVGSVGElement
  const originals = of.querySelectorAll('*')
  copy.querySelectorAll('*').forEach((element, i) => {
    const original = originals[i]
    if (!original) return
    const style = getComputedStyle(original)
    for (const look of looks) element.setAttribute(look, style.getPropertyValue(look))
    element.removeAttribute('class')
    element.removeAttribute('style')
  })
  const namespace = 'http://www.w3.org/2000/svg'
  const back = document.createElementNS(namespace, 'rect')
  back.setAttribute('width', '100%')
  back.setAttribute('height', '100%')
  back.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  const name = document.createElementNS(namespace, 'title')
  name.textContent = title
  copy.prepend(name, back)
  copy.setAttribute('xmlns', namespace)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}
