// What changes, as it does: one stream of events for the whole page, and data that is loaded anew when it changes.
import { useEffect, useRef, useState } from 'preact/hooks'
import { answer, api, Trouble, type Schemas, type Status } from './api/client'

export type Change =
  | { kind: 'forward'; data: Schemas['ForwardEvent'] }
  | { kind: 'head'; data: Schemas['HeadEvent'] }
  | { kind: 'offer'; data: Schemas['OfferEvent'] }
  | { kind: 'reorg' | 'reset' }

const changes = new EventTarget()
const again = 5000 // milliseconds until a stream that was refused is tried again
const pause = 400 // milliseconds between two loads of the same data, at least

export interface Live {
  status: Status | null
  connected: boolean
  trouble: Trouble | null
}

// useStream keeps the stream, and what the server says of itself.
export function useStream(): Live {
  const [live, set] = useState<Live>({ status: null, connected: false, trouble: null })
  useEffect(() => {
    let source: EventSource | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false
    const retry = () => {
      clearTimeout(timer)
      timer = setTimeout(begin, again)
    }
    const begin = async (): Promise<void> => {
      let status: Status
      try {
        status = await answer(api.GET('/v1/status'))
      } catch (error) {
        if (!ended) set((l) => ({ ...l, connected: false, trouble: error as Trouble }))
        retry()
        return
      }
      if (ended) return
      // Data is loaded only after this: whatever changes later is in the stream.
      set((l) => ({ status, connected: l.connected, trouble: null }))
      tell({ kind: 'reset' })
      source = new EventSource('/v1/events?after=' + encodeURIComponent(status.event))
      source.onopen = () => set((l) => ({ ...l, connected: true }))
      source.onerror = () => {
        set((l) => ({ ...l, connected: false }))
        if (source?.readyState === EventSource.CLOSED) retry()
      }
      source.addEventListener('head', (event) => {
        const data = JSON.parse(event.data) as Schemas['HeadEvent']
        set((l) => l.status && { ...l, status: { ...l.status, head: data.head, confirmed: data.confirmed } } || l)
        tell({ kind: 'head', data })
      })
      source.addEventListener('forward', (event) => tell({ kind: 'forward', data: JSON.parse(event.data) as Schemas['ForwardEvent'] }))
      source.addEventListener('offer', (event) => tell({ kind: 'offer', data: JSON.parse(event.data) as Schemas['OfferEvent'] }))
      source.addEventListener('reorg', () => tell({ kind: 'reorg' }))
      source.addEventListener('reset', () => tell({ kind: 'reset' }))
    }
    void begin()
    return () => {
      ended = true
      clearTimeout(timer)
      source?.close()
    }
  }, [])
  return live
}

function tell(change: Change): void {
  changes.dispatchEvent(new CustomEvent('change', { detail: change }))
}

// useChanges calls back on each change.
export function useChanges(then: (change: Change) => void): void {
  const latest = useRef(then)
  latest.current = then
  useEffect(() => {
    const listen = (event: Event) => latest.current((event as CustomEvent<Change>).detail)
    changes.addEventListener('change', listen)
    return () => changes.removeEventListener('change', listen)
  }, [])
}

const longest = 60_000 // milliseconds that somebody waits for the server to see a forward

// seen listens for a forward from now on; what it gives waits until the server has told of it, or might have.
export function seen(): (id: string) => Promise<void> {
  const told = new Set<string>()
  let heard = () => {}
  const listen = (event: Event) => {
    const change = (event as CustomEvent<Change>).detail
    if (change.kind === 'forward') told.add(change.data.id)
    if (change.kind === 'reset') told.add('')
    heard()
  }
  changes.addEventListener('change', listen)
  return (id) =>
    new Promise<void>((done) => {
      heard = () => (told.has(id) || told.has('')) && done()
      setTimeout(done, longest)
      heard()
    }).finally(() => changes.removeEventListener('change', listen))
}

export interface Loaded<T> {
  data: T | null
  trouble: Trouble | null
  reload: () => void
}

// useLoaded loads data under a key, and again when a change is about it. What is there stays until the next is.
export function useLoaded<T>(key: string, load: () => Promise<T>, about: (change: Change, data: T | null) => boolean): Loaded<T> {
  const [held, set] = useState<{ key: string; data: T | null; trouble: Trouble | null }>({ key, data: null, trouble: null })
  const round = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(load)
  latest.current = load
  const run = () => {
    const mine = ++round.current
    latest.current().then(
      (data) => mine === round.current && set({ key, data, trouble: null }),
      (error: unknown) => {
        if (mine !== round.current) return
        const trouble = error instanceof Trouble ? error : new Trouble(String(error), 'Load the page again.', 0)
        set((h) => ({ key, data: h.key === key ? h.data : null, trouble }))
      },
    )
  }
  useEffect(() => {
    run()
    return () => {
      round.current++
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [key])
  const soon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      run()
    }, pause)
  }
  useChanges((change) => {
    if (change.kind === 'reorg' || change.kind === 'reset' || about(change, held.key === key ? held.data : null)) soon()
  })
  return { data: held.key === key ? held.data : null, trouble: held.key === key ? held.trouble : null, reload: run }
}

// useNow is the time, to some seconds.
export function useNow(every = 5000): number {
  const [now, set] = useState(Date.now)
  useEffect(() => {
    const ticker = setInterval(() => set(Date.now()), every)
    return () => clearInterval(ticker)
  }, [every])
  return now
}
