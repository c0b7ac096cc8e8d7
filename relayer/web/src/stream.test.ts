import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Status } from './api/client'
import { again, follow, patience, silence, type Change, type Live, type Server } from './stream'

// Fake is a server that can be stopped, and streams that tell what they are made to.
class Fake implements Server {
  event = 'a-1'
  trouble: string | null = null
  hangs = false
  refuses = false
  asked = 0
  streams: Stream[] = []

  status(): Promise<Status> {
    this.asked++
    if (this.refuses) return Promise.reject(new Error('The server does not answer.'))
    if (this.hangs) return new Promise((_, fail) => setTimeout(() => fail(new Error('The server does not answer.')), patience))
    return Promise.resolve({ event: this.event, head: null, index: { trouble: this.trouble } } as unknown as Status)
  }

  stream(after: string): EventSource {
    const made = new Stream(after)
    this.streams.push(made)
    if (!this.hangs) setTimeout(() => made.onopen?.())
    return made as unknown as EventSource
  }
}

class Stream {
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  readyState = 1
  private readonly listeners = new Map<string, (event: { lastEventId: string; data: string }) => void>()

  constructor(readonly after: string) {}

  addEventListener(kind: string, then: (event: { lastEventId: string; data: string }) => void) {
    this.listeners.set(kind, then)
  }

  tell(kind: string, lastEventId: string) {
    this.listeners.get(kind)!({ lastEventId, data: '{}' })
  }

  close() {
    this.readyState = 2
  }
}

let server: Fake
let live: Live
let told: Change['kind'][]
let stop: () => void

beforeEach(async () => {
  vi.useFakeTimers()
  server = new Fake()
  told = []
  stop = follow((l) => (live = l), (change) => told.push(change.kind), server)
  await vi.advanceTimersByTimeAsync(1)
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('goes on after what the status knew, and is live', () => {
  expect(server.streams.map((s) => s.after)).toEqual(['a-1'])
  expect([live.connected, told]).toEqual([true, ['reset']])
})

it('stays live where nothing happens, because the server says so', async () => {
  await wait(10 * silence)
  expect([live.connected, server.streams.length]).toEqual([true, 1])
  expect(Date.now() - live.heard).toBeLessThanOrEqual(silence + again)
  expect(server.asked).toBeGreaterThan(3)
})

it('asks nothing while events come', async () => {
  for (let i = 2; i < 40; i++) {
    server.streams[0]!.tell('head', `a-${i}`)
    await wait(1000)
  }
  expect(server.asked).toBe(1)
})

it('says since when it is not live where the server hangs, and comes back', async () => {
  const { heard } = live
  server.hangs = true
  await wait(silence + again + patience)
  expect([live.connected, live.heard, live.trouble?.message]).toEqual([false, heard, 'The server does not answer.'])
  expect(server.streams[0]!.readyState).toBe(2)
  server.hangs = false
  await wait(again + patience)
  expect([live.connected, live.trouble, server.streams.length]).toEqual([true, null, 2])
  expect(told).toEqual(['reset', 'reset']) // everything is read again
})

it('does not believe a stream that tells nothing of what the server knows', async () => {
  server.event = 'a-2'
  await wait(silence)
  expect([live.connected, server.asked]).toEqual([true, 2]) // it may be on its way
  await wait(again)
  expect(live.connected).toBe(false)
  await wait(again + 1)
  expect([live.connected, server.streams[1]!.after]).toEqual([true, 'a-2'])
})

it('is not live where the server is gone, nor before a stream that breaks is open again', async () => {
  server.streams[0]!.readyState = 0
  server.streams[0]!.onerror!()
  expect(live.connected).toBe(false)
  server.streams[0]!.onopen!()
  expect(live.connected).toBe(true)
  server.refuses = true
  server.streams[0]!.readyState = 2
  server.streams[0]!.onerror!()
  await wait(3 * again)
  expect([live.connected, live.trouble?.message]).toEqual([false, 'The server does not answer.'])
  server.refuses = false
  await wait(again + 1)
  expect(live.connected).toBe(true)
})

it('says that the server cannot read the chain', async () => {
  server.trouble = 'the endpoint is down'
  await wait(silence + again)
  expect(live.status?.index.trouble).toBe('the endpoint is down')
})

it('ends with the page', async () => {
  stop()
  await wait(10 * silence)
  expect(server.asked).toBe(1)
})
