import type { ForwardDetail } from '../api/client'
import { moment } from '../format'
import { useNow } from '../live'
import { Fact, Facts, When } from '../parts'

const width = 600

// Timeline draws a forward's times on a line, evenly spaced, and where now lies between them.
export function Timeline({ of: f }: { of: ForwardDetail }) {
  const now = useNow()
  const marks: [name: string, time: string][] = [['opened', f.opened.time]]
  if (f.acceptBy) marks.push(['accept by', f.acceptBy])
  marks.push(['start', f.start], ['end', f.end], ['paid until', f.settleBy])
  marks.sort((a, b) => Date.parse(a[1]) - Date.parse(b[1]))
  const x = (i: number) => 50 + (i * (width - 100)) / (marks.length - 1)
  const passed = marks.filter(([, time]) => Date.parse(time) <= now).length
  let here = passed === 0 ? x(0) : x(passed - 1)
  const last = marks[passed - 1]
  const next = marks[passed]
  if (last && next) {
    const [from, to] = [Date.parse(last[1]), Date.parse(next[1])]
    here += ((x(passed) - x(passed - 1)) * (now - from)) / Math.max(1, to - from)
  }
  return (
    <section aria-labelledby="times">
      <h2 id="times">Times</h2>
      <svg class="timeline" viewBox={`0 0 ${width} 70`} role="img" aria-label={marks.map(([name, time]) => `${name} ${moment(time)}`).join(', ')}>
        <line x1={x(0)} x2={x(marks.length - 1)} y1="34" y2="34" class="axis" />
        <line x1={x(0)} x2={here} y1="34" y2="34" class="done" />
        {marks.map(([name], i) => (
          <g key={name} class={i < passed ? 'mark passed' : 'mark'}>
            <circle cx={x(i)} cy="34" r="6" />
            <text x={x(i)} y="60" text-anchor="middle">
              {name}
            </text>
          </g>
        ))}
        <path d={`M${here - 6} 12h12l-6 9z`} class="now" />
      </svg>
      <Facts>
        {f.acceptBy && (
          <Fact name="Accept by">
            <When at={f.acceptBy} />
          </Fact>
        )}
        <Fact name="Can be delivered from">
          <When at={f.start} />
        </Fact>
        <Fact name="to">
          <When at={f.end} />
        </Fact>
        <Fact name="Is paid until">
          <When at={f.settleBy} />
        </Fact>
      </Facts>
    </section>
  )
}
