// The stream of events, and whether it is still one: a server that hangs, or something between that keeps the stream open and silent,
// looks like one on which nothing happens. So where nothing was heard for a while, the server is asked how far it is.
import type { Schemas, Status, Trouble } from './api/client'

export type Change =
  | { kind: 'forward'; data: Schemas['ForwardEvent'] }
  | { kind: 'head'; data: Schemas['HeadEvent'] }
  | { kind: 'offer'; data: Schemas['OfferEvent'] }
  | { kind: 'reorg' | 'reset' }

const [open, closed] = [1, 2] // states of an EventSource

export interface Live {
  status: Status | null
  connected: boolean
  heard: number // when the page last knew that it missed nothing, in milliseconds; 0 for never
  trouble: Trouble | null
}

// Server is what is asked of it; tests have another one.
export interface Server {
  status(): Promise<Status>
  stream(after: string): EventSource
}

export const again = 5000 // milliseconds until a server that did not answer is asked again
export const silence = 10_000 // milliseconds without an event until the server is asked
export const patience = 5000 // milliseconds that it has to answer

// follow tells what changes, and how it stands with the stream, until what it gives is called.
export function follow(set: (live: Live) => void, tell: (change: Change) => void, server: Server): () => void {
  let live: Live = { status: null, connected: false, heard: 0, trouble: null }
  let source: EventSource | null = null
  let last = '' // id of the last event that came
  let missing = '' // the last event's id when it was found that the server has more to tell
  let asking = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const change = (changes: Partial<Live>) => {
    live = { ...live, ...changes }
    if (!ended) set(live)
  }
  const alive = (changes: Partial<Live> = {}) => change({ connected: true, heard: Date.now(), ...changes })
  const gone = (trouble: Trouble | null = live.trouble) => {
    source?.close()
    source = null
    change({ connected: false, trouble })
    clearTimeout(timer)
    timer = setTimeout(() => void begin(), again)
  }

  const begin = async (): Promise<void> => {
    let status: Status
    try {
      status = await server.status()
    } catch (error) {
      if (!ended) gone(error as Trouble)
      return
    }
    if (ended) return
    // Data is loaded only after this: whatever changes later is in the stream.
    change({ status, trouble: null })
    tell({ kind: 'reset' })
    last = status.event
    missing = ''
    listen(server.stream(status.event))
  }

  const listen = (to: EventSource) => {
    source = to
    to.onopen = () => alive()
    to.onerror = () => {
      if (to !== source) return
      if (to.readyState === closed) gone()
      else change({ connected: false }) // the browser tries again by itself
    }
    const on = <T>(kind: string, then: (data: T) => void) =>
      to.addEventListener(kind, (event: MessageEvent<string>) => {
        if (to !== source) return
        last = event.lastEventId
        missing = ''
        then(JSON.parse(event.data) as T)
      })
    on<Schemas['HeadEvent']>('head', (data) => {
      alive(live.status ? { status: { ...live.status, head: data.head, confirmed: data.confirmed, index: { ...live.status.index, trouble: null } } } : {})
      tell({ kind: 'head', data })
    })
    on<Schemas['ForwardEvent']>('forward', (data) => (alive(), tell({ kind: 'forward', data })))
    on<Schemas['OfferEvent']>('offer', (data) => (alive(), tell({ kind: 'offer', data })))
    on('reorg', () => (alive(), tell({ kind: 'reorg' })))
    on('reset', () => (alive(), tell({ kind: 'reset' })))
  }

  const look = async (): Promise<void> => {
    if (asking || !source || Date.now() - live.heard < silence) return
    asking = true
    const of = source
    try {
      const status = await server.status()
      if (ended || of !== source) return
      change({ status: live.status && { ...live.status, index: status.index } })
      if (status.event === last && of.readyState === open) alive() // nothing happened
      else if (missing === '') missing = last // what it has to tell may be on its way: until the next look
      else gone()
    } catch (error) {
      if (!ended && of === source) gone(error as Trouble)
    } finally {
      asking = false
    }
  }

  const ticker = setInterval(() => void look(), again)
  void begin()
  return () => {
    ended = true
    clearInterval(ticker)
    clearTimeout(timer)
    source?.close()
  }
}
