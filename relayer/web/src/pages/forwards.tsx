import { answer, api, type Forward } from '../api/client'
import { clean, moment, plural, short } from '../format'
import { amountOf, moneyOf, unnamed, useKnown } from '../known'
import { useLoaded } from '../live'
import { Badge, Failure, Scroll, statuses } from '../parts'
import { go } from '../router'

const perPage = 50

type Query = NonNullable<NonNullable<Parameters<typeof read>[0]>>

function read(query: {
  status?: ('proposed' | 'lapsed' | 'pending' | 'deliverable' | 'expired' | 'settled' | 'reclaimed' | 'closed')[]
  kind?: 'open' | 'assigned'
  buyer?: string
  provider?: string
  sort?: 'opened' | '-opened' | 'start' | '-start' | 'settleBy' | '-settleBy'
  cursor?: string
}) {
  return answer(api.GET('/v1/forwards', { params: { query: { ...query, limit: perPage } } }))
}

// Forwards is the list, filtered by what stands in the page's address.
export function Forwards({ query }: { query: URLSearchParams }) {
  const known = useKnown()
  const asked: Record<string, string> = Object.fromEntries([...query].filter(([, value]) => value !== ''))
  const key = new URLSearchParams(asked).toString()
  const list = useLoaded(
    `forwards ${key}`,
    () => {
      const { status, ...rest } = asked
      return read({ ...rest, ...(status ? { status: [status] } : {}) } as Query)
    },
    (change, data) => change.kind === 'forward' || (change.kind === 'head' && unnamed(known, data?.items ?? [])),
  )
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ ...asked, ...changes })
    for (const [name, value] of [...next]) if (value === '') next.delete(name)
    go('/' + (next.size ? `?${next}` : ''), !('cursor' in changes && changes.cursor))
  }
  const select = (name: string, label: string, options: [string, string][]) => (
    <label>
      {label}
      <select value={asked[name] ?? ''} onChange={(e) => set({ [name]: e.currentTarget.value, cursor: '' })}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  const { total, byStatus } = known.status.forwards
  return (
    <section>
      <h1>Forwards</h1>
      <p class="lead">
        Compute bought ahead: a buyer's money lies in the escrow until somebody proves the delivery, or goes back. When this page was loaded there were{' '}
        {plural(total, 'forward')}, {byStatus.deliverable} of them deliverable and {byStatus.settled} settled.
      </p>
      <div class="filters" role="search" aria-label="Filter the forwards">
        {select('status', 'Status', [['', 'any'], ...statuses.map((s): [string, string] => [s, s])])}
        {select('kind', 'Kind', [
          ['', 'any'],
          ['open', 'open: anybody delivers'],
          ['assigned', 'assigned: one provider'],
        ])}
        {select('sort', 'Sorted by', [
          ['', 'opened last'],
          ['opened', 'opened first'],
          ['start', 'window begins first'],
          ['-start', 'window begins last'],
          ['settleBy', 'ends first'],
          ['-settleBy', 'ends last'],
        ])}
        <Find />
      </div>
      {list.trouble && <Failure of={list.trouble} retry={list.reload} />}
      {list.data && <List items={list.data.items} />}
      {list.data?.items.length === 0 && <p>{key ? 'No forward is like that.' : 'Nobody has opened a forward at this escrow yet.'}</p>}
      <p class="pager">
        {asked.cursor && (
          <button type="button" onClick={() => set({ cursor: '' })}>
            To the beginning
          </button>
        )}
        {list.data?.next && (
          <button type="button" onClick={() => set({ cursor: list.data?.next ?? '' })}>
            Next {perPage}
          </button>
        )}
      </p>
    </section>
  )
}

// Find goes to a forward by its id, or to those that an account has a side of.
function Find() {
  const find = (event: Event) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const input = form.elements.namedItem('find') as HTMLInputElement
    const text = input.value.trim().toLowerCase()
    if (/^0x[0-9a-f]{64}$/.test(text)) go(`/forwards/${text}`)
    else if (/^0x[0-9a-f]{40}$/.test(text)) go(`/?buyer=${text}`)
    else input.setCustomValidity('A forward has 0x and 64 digits, an account 0x and 40.')
    input.reportValidity()
  }
  return (
    <form onSubmit={find}>
      <label>
        Forward or buyer
        <input name="find" placeholder="0x…" spellcheck={false} autocomplete="off" onInput={(e) => e.currentTarget.setCustomValidity('')} />
      </label>
      <button>Find</button>
    </form>
  )
}

function List({ items }: { items: Forward[] }) {
  const known = useKnown()
  if (items.length === 0) return null
  return (
    <Scroll label="Forwards">
      <table>
        <thead>
          <tr>
            <th scope="col">Forward</th>
            <th scope="col">Status</th>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Price
            </th>
            <th scope="col" class="wide">
              Window
            </th>
            <th scope="col" class="wide">
              Paid until
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((f) => (
            <tr key={f.id}>
              <th scope="row">
                <a href={`/forwards/${f.id}`}>
                  <code>{short(f.id)}</code>
                </a>
              </th>
              <td>
                <Badge of={f} />
              </td>
              <td>
                {amountOf(known, f.predicate.address, f.quantity)}
                <br />
                <small>
                  {f.predicate.name ? clean(f.predicate.name, 40) : 'unknown predicate'}, {f.kind}
                </small>
              </td>
              <td class="number">{moneyOf(known, f.price, f.token)}</td>
              <td class="wide">
                {moment(f.start)}
                <br />
                to {moment(f.end)}
              </td>
              <td class="wide">{moment(f.settleBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
