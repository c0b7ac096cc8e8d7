// What changes, as it does: one stream of events for the whole page, and data that is loaded anew when it changes.
import { useEffect, useRef, useState } from 'preact/hooks'
import { answer, api, Trouble } from './api/client'
import { follow, patience, type Change, type Live, type Server } from './stream'

const changes = new EventTarget()
const pause = 400 // milliseconds between two loads of the same data, at least

const server: Server = {
  status: () => answer(api.GET('/v1/status', { signal: AbortSignal.timeout(patience) })),
  stream: (after) => new EventSource('/v1/events?after=' + encodeURIComponent(after)),
}

// useStream keeps the stream, and what the server says of itself.
export function useStream(): Live {
  const [live, set] = useState<Live>({ status: null, connected: false, heard: 0, trouble: null })
  useEffect(() => follow(set, tell, server), [])
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
