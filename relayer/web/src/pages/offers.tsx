import { answer, api, type Offer } from '../api/client'
import { clean, moment, short, units } from '../format'
import { amountOf, moneyOf, unnamed, useKnown } from '../known'
import { useLoaded } from '../live'
import { Failure, Scroll } from '../parts'
import { go } from '../router'

const perPage = 50

const meanings: Record<Offer['standing'], string> = {
  open: 'can be taken',
  uncovered: 'its maker lacks the money or took back the allowance',
  filled: 'all of it was taken',
  cancelled: 'its maker called it off',
  expired: 'its time is over; some of it was taken',
  unfilled: 'its time is over; nobody took any',
  unjudged: 'the server has not looked yet',
}

const standings = Object.keys(meanings) as Offer['standing'][]

export function Standing({ of }: { of: Pick<Offer, 'standing'> }) {
  return (
    <span class={`badge ${of.standing === 'open' ? 'deliverable' : 'expired'}`} title={meanings[of.standing]}>
      {of.standing}
    </span>
  )
}

// Offers is the book: signed bids and asks, filtered by what stands in the page's address.
export function Offers({ query }: { query: URLSearchParams }) {
  const known = useKnown()
  const asked: Record<string, string> = Object.fromEntries([...query].filter(([, value]) => value !== ''))
  const key = new URLSearchParams(asked).toString()
  const { side, standing, cursor } = asked
  const list = useLoaded(
    `offers ${key}`,
    () =>
      answer(
        api.GET('/v1/offers', {
          params: {
            query: {
              limit: perPage,
              ...(side === 'bid' || side === 'ask' ? { side } : {}),
              ...(standings.some((s) => s === standing) ? { standing: [standing as Offer['standing']] } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    (change, data) => change.kind === 'offer' || (change.kind === 'head' && unnamed(known, data?.items ?? [])),
  )
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ ...asked, ...changes })
    for (const [name, value] of [...next]) if (value === '') next.delete(name)
    go('/offers' + (next.size ? `?${next}` : ''), !('cursor' in changes && changes.cursor))
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
  return (
    <section>
      <h1>Offers</h1>
      <p class="lead">
        Signed bids and asks. Their makers' money stays where it is until somebody takes one: a forward is opened then. This server judged each; whoever takes one
        has their own program judge it again.
      </p>
      <div class="filters" role="search" aria-label="Filter the offers">
        {select('side', 'Side', [
          ['', 'both'],
          ['bid', 'bids: buyers'],
          ['ask', 'asks: providers'],
        ])}
        {select('standing', 'Standing', [['', 'open'], ...standings.filter((s) => s !== 'open').map((s): [string, string] => [s, s])])}
      </div>
      {list.trouble && <Failure of={list.trouble} retry={list.reload} />}
      {list.data && <List items={list.data.items} />}
      {list.data?.items.length === 0 && <p>{list.data.offers ? 'No offer is like that.' : 'This server keeps no book of offers.'}</p>}
      {list.data?.posting && (
        <p class="quiet">
          Anybody may post one: <code>tercet offer post FILE {location.origin}</code>
        </p>
      )}
      <p class="pager">
        {cursor && (
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

function List({ items }: { items: Offer[] }) {
  const known = useKnown()
  if (items.length === 0) return null
  return (
    <Scroll label="Offers">
      <table>
        <thead>
          <tr>
            <th scope="col">Offer</th>
            <th scope="col">Standing</th>
            <th scope="col">What is left</th>
            <th scope="col" class="number">
              Price of all
            </th>
            <th scope="col" class="wide">
              Window
            </th>
            <th scope="col" class="wide">
              Expires
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((o) => (
            <tr key={o.hash}>
              <th scope="row">
                <a href={`/offers/${o.hash}`}>
                  {o.side} <code>{short(o.hash)}</code>
                </a>
              </th>
              <td>
                <Standing of={o} />
              </td>
              <td>
                {amountOf(known, o.predicate.address, units(o.left, 0))}
                <br />
                <small>
                  of {units(o.quantity, 0)}, {o.predicate.name ? clean(o.predicate.name, 40) : 'unknown predicate'}, {o.kind}
                </small>
              </td>
              <td class="number">{moneyOf(known, o.price, o.token)}</td>
              <td class="wide">
                {moment(o.start)}
                <br />
                to {moment(o.end)}
              </td>
              <td class="wide">{moment(o.expiry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
