import { useEffect, useRef, useState } from 'preact/hooks'
import { answer, api, type ForwardDetail, type Settlement } from '../api/client'
import { clean } from '../format'
import { useKnown } from '../known'
import { describes, Field, save } from '../parts'
import type { Opened } from '../seal/open'

const most = 4096 // bytes of a key's file
const atOnce = 4 // deliveries whose payloads are asked for together

// Output opens what was delivered, in this page. The key is read from a file, used, and forgotten; it is sent nowhere.
export function Output({ of: f }: { of: ForwardDetail }) {
  const { status } = useKnown()
  const [opened, set] = useState<Opened[]>([])
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const stopped = useRef(false)
  useEffect(() => () => void (stopped.current = true), [])
  if (f.settlements.every((s) => s.payloadWords === 0)) return null
  const run = async (file: File | null) => {
    set([])
    setFault(null)
    setBusy(true)
    try {
      if (file && file.size > most) throw new Error('The file is too long for a sealing key.')
      stopped.current = false
      const { open } = await import('../seal/open')
      const key = file && (await file.text())
      const all = f.settlements.filter((s) => s.payloadWords > 0) // the latest first
      // A forward may have had a thousand deliveries: a few at a time, each shown as it comes.
      for (let i = 0; i < all.length && !stopped.current; i += atOnce) {
        const whole = await Promise.all(all.slice(i, i + atOnce).map((s) => withBody(f.id, s)))
        const next = open(f, whole, status.chainId, status.escrow, key)
        set((shown) => [...next, ...shown])
      }
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-labelledby="output">
      <h2 id="output">Output</h2>
      {f.sealed ? (
        <Field
          id="seal-file"
          label="Your sealing key's file"
          hint="It is read here and leaves this page in no way: what is sealed is opened in your browser. Do this on a machine that strangers do not share."
          wrong={fault}
        >
          <input
            id="seal-file"
            type="file"
            disabled={busy}
            aria-invalid={fault ? true : undefined}
            aria-describedby={describes('seal-file', true, fault)}
            onChange={(event) => {
              const input = event.currentTarget
              const file = input.files?.[0]
              if (file) void run(file).finally(() => (input.value = ''))
            }}
          />
        </Field>
      ) : (
        <p>
          <button type="button" disabled={busy} onClick={() => void run(null)}>
            Show it
          </button>{' '}
          Nothing is sealed: everybody can read it.
        </p>
      )}
      <p aria-live="polite">{busy ? `Opening: ${opened.length} of ${f.settlements.filter((s) => s.payloadWords > 0).length} …` : opened.length > 0 && `Opened: ${opened.length}.`}</p>
      {busy && (
        <p>
          <button type="button" class="plain" onClick={() => (stopped.current = true)}>
            Stop
          </button>
        </p>
      )}
      {fault && !f.sealed && (
        <p class="trouble" role="alert">
          {fault}
        </p>
      )}
      {opened.map((one) => (
        <Shown key={one.number} of={one} id={f.id} />
      ))}
      {opened.length > 0 && (
        <p>
          <button type="button" class="plain" onClick={() => set([])}>
            Hide it again
          </button>
        </p>
      )}
    </section>
  )
}

function Shown({ of: one, id }: { of: Opened; id: string }) {
  const name = `${id.slice(0, 10)}-${one.number}`
  return (
    <article aria-label={`What delivery ${one.number} brought`}>
      {one.text !== null ? (
        <pre class="output">{clean(one.text)}</pre>
      ) : (
        <>
          <p>
            This page has no reader for what this predicate delivers: these are its words. <code>tercet output open {id}</code> has one.
          </p>
          <pre class="bytes">{one.words.map((w) => '0x' + w.toString(16)).join('\n')}</pre>
        </>
      )}
      <button
        type="button"
        class="plain"
        onClick={() => save(`${name}.txt`, one.text ?? one.words.map((w) => '0x' + w.toString(16)).join('\n') + '\n', 'text/plain')}
      >
        Save it
      </button>
    </article>
  )
}

async function withBody(id: string, s: Settlement): Promise<Settlement> {
  return s.body ? s : answer(api.GET('/v1/forwards/{id}/settlements/{number}', { params: { path: { id, number: s.number } } }))
}
