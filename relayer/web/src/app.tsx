import { later } from './later'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ComponentChild } from 'preact'
import { answer, api, type Predicate } from './api/client'
import { short } from './format'
import { KnownContext } from './known'
import { useLoaded, useStream } from './live'
import { Failure } from './parts'
import { useWhere, type Where } from './router'
import { Forwards } from './pages/forwards'
import { ForwardView } from './pages/forward'
import { Trust } from './pages/trust'

// What only some look at is loaded where it is needed.
const Curve = later(() => import('./pages/curve').then((m) => m.Curve))
const Offers = later(() => import('./pages/offers').then((m) => m.Offers))
const OfferView = later(() => import('./pages/offer').then((m) => m.OfferView))
const Fill = later(() => import('./pages/fill').then((m) => m.Fill))
const Open = later(() => import('./pages/open').then((m) => m.Open))

const views: [path: string, name: string][] = [
  ['/', 'Forwards'],
  ['/offers', 'Offers'],
  ['/curve', 'Curve'],
  ['/open', 'Open one'],
  ['/trust', 'Trust'],
]

function view({ path, query }: Where): [title: string, view: ComponentChild] {
  const forward = /^\/forwards\/(0x[0-9a-f]{64})$/.exec(path)?.[1]
  if (forward) return [`Forward ${short(forward)}`, <ForwardView key={forward} id={forward} />]
  const offer = /^\/offers\/(0x[0-9a-f]{64})$/.exec(path)?.[1]
  if (offer) return [`Offer ${short(offer)}`, <OfferView key={offer} hash={offer} />]
  const taken = /^\/offers\/(0x[0-9a-f]{64})\/fill$/.exec(path)?.[1]
  if (taken) return [`Take offer ${short(taken)}`, <Fill key={taken} hash={taken} />]
  switch (path) {
    case '/':
      return ['Forwards', <Forwards query={query} />]
    case '/offers':
      return ['Offers', <Offers query={query} />]
    case '/curve':
      return ['Forward curve', <Curve />]
    case '/open':
      return ['Open a forward', <Open />]
    case '/trust':
      return ['Trust', <Trust />]
  }
  return [
    'Nothing here',
    <section>
      <h1>Nothing here</h1>
      <p>
        There is no view at this address. <a href="/">Look at the forwards.</a>
      </p>
    </section>,
  ]
}

export function App() {
  const live = useStream()
  const where = useWhere()
  const [title, shown] = view(where)
  useEffect(() => {
    document.title = `${title} · Tercet`
  }, [title])
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <a class="mark" href="/">
          Tercet
        </a>
        <nav aria-label="Views">
          {views.map(([path, name]) => (
            <a key={path} href={path} aria-current={where.path === path ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {live.trouble && <Failure of={live.trouble} />}
        {live.status ? <Views status={live.status}>{shown}</Views> : !live.trouble && <p class="quiet">Asking the server what it knows …</p>}
      </main>
      <footer>
        {live.status && (
          <p>
            Escrow <code>{live.status.escrow}</code> on chain {live.status.chainId}
            {live.status.developmentChain && ', a development chain: nothing on it has value'}. Block {live.status.head?.number ?? 'none yet'}.{' '}
            <span role="status" class={live.connected ? 'live' : 'gone'}>
              {live.connected ? 'Live' : notLive(live.heard)}
            </span>
            {live.status.index.trouble && <span class="gone"> This server cannot read the chain{since(live.status.index.lookedAt)}.</span>}
            {live.status.index.state === 'reading' && <> The chain is still being read ({Math.floor(100 * live.status.index.progress)} %): there may be more.</>}
          </p>
        )}
      </footer>
    </>
  )
}

const since = (time: string | number | null) => (time ? ` since ${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC` : '')

const notLive = (heard: number) => `Not live${since(heard)}: what is shown may be old. Trying again …`

function Views({ status, children }: { status: NonNullable<ReturnType<typeof useStream>['status']>; children: ComponentChild }) {
  const [known, set] = useState(new Map<string, Predicate>())
  const list = useLoaded(
    'predicates',
    () => answer(api.GET('/v1/predicates')),
    (change) => (change.kind === 'forward' && change.data.what === 'opened') || (change.kind === 'head' && [...known.values()].some((p) => p.state === 'unknown')),
  )
  useEffect(() => {
    if (list.data) set(new Map(list.data.items.map((p) => [p.address, p])))
  }, [list.data])
  const openable = useLoaded(
    'openable',
    () => answer(api.GET('/v1/openable')),
    () => false,
  )
  const tokens = useMemo(() => new Set(openable.data?.tokens.map((t) => t.address)), [openable.data])
  return <KnownContext.Provider value={{ status, predicates: known, tokens }}>{children}</KnownContext.Provider>
}
