// Taking a part of an ask as the page shows it, and what an earlier try has left.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Hex } from 'viem'
import { money } from '../format'
import { seen } from '../live'
import { Whole } from '../parts'
import { go } from '../router'
import { Attempts, Taking, type Attempt, type Watcher } from '../wallet/attempt'
import type { Bill, Made, Taker, Wanted } from '../wallet/fill'
import { words } from '../wallet/words'
import type { Ask } from './fill'

function storage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null // this browser lets the page keep nothing
  }
}

const attempts = new Attempts(storage())

// useAttempt is what may still come of taking a part of an offer.
export function useAttempt(offer: Hex): Attempt | null {
  const [, again] = useState(0)
  useEffect(() => attempts.listen(() => again((n) => n + 1)), [])
  return attempts.of(offer)
}

export interface Work {
  attempt: Attempt | null
  busy: boolean
  steps: string[]
  fault: string | null
  made: Hex | null // the forward, where something is still left to do
  take: (taker: Taker, wanted: Wanted, bill: Bill) => void
  finish: (taker: Taker) => void
  restore: (taker: Taker) => void
  forget: () => void
}

// useTaking takes a part of an ask for as long as it is looked at. The wallet is asked for nothing once it is not.
export function useTaking({ read, token }: Pick<Ask, 'read' | 'token'>): Work {
  const attempt = useAttempt(read.hash)
  const [steps, setSteps] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [made, setMade] = useState<Hex | null>(null)
  const here = useRef(true)
  useEffect(() => () => void (here.current = false), [])
  const amount = (of: bigint) => money(of, token, true)
  const on: Watcher = { step: (text) => setSteps((all) => [...all, text]), there: () => here.current }
  const taking = (taker: Taker) => new Taking(taker, read.signed, token, read.hash, attempts, on)

  const run = async (what: () => Promise<void>) => {
    setFault(null)
    setSteps([])
    setBusy(true)
    try {
      await what()
    } catch (error) {
      setFault(words(error))
    } finally {
      setBusy(false)
    }
  }

  const arrive = async (of: Taking, making: Promise<Made>) => {
    const wait = seen()
    const { forward, price } = await making
    setMade(forward)
    on.step(`Taken for ${amount(price)}. Waiting until this server has read it …`)
    await of.restore()
    await wait(forward)
    if (!on.there()) return
    go(`/forwards/${forward}`)
    document.querySelector<HTMLElement>('main')?.focus()
  }

  return {
    attempt,
    busy,
    steps,
    fault,
    made,
    take: (taker, wanted, bill) => {
      const of = taking(taker)
      void run(() => arrive(of, of.take(wanted, bill, amount)))
    },
    finish: (taker) => {
      const of = taking(taker)
      void run(() => arrive(of, of.finish()))
    },
    restore: (taker) => void run(() => taking(taker).restore()),
    forget: () => {
      setFault(null)
      if (attempt) attempts.change(read.hash, attempt.account, attempt.take ? { take: null } : { before: null, approval: null })
    },
  }
}

// Progress is how far it is, what went wrong, and what can be done about what was begun.
export function Progress({ of: work, taker }: { of: Work; taker: Taker | null }) {
  const { attempt, busy, fault, made, steps } = work
  return (
    <>
      {made && (
        <p>
          The part was taken: <a href={`/forwards/${made}`}>look at its forward.</a>
        </p>
      )}
      <div aria-live="polite">
        <ol class="steps">
          {steps.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      </div>
      {fault && (
        <p class="trouble" role="alert">
          {fault}
        </p>
      )}
      {!busy && attempt?.take && <Sent of={work} attempt={attempt} taker={taker} />}
      {!busy && attempt && !attempt.take && attempt.before !== null && (
        <p>
          The contract may still take what <Whole of={attempt.account} /> let it for this. Nobody but that account, and its own signed offers, can use that.{' '}
          {taker ? (
            <button type="button" class="plain" onClick={() => work.restore(taker)}>
              Take it back
            </button>
          ) : (
            'Connect it to take that back.'
          )}
          {fault && (
            <>
              {' '}
              <button type="button" class="plain" onClick={work.forget}>
                Leave it allowed
              </button>
            </>
          )}
        </p>
      )}
    </>
  )
}

// Sent has a person find out what became of a transaction. Only they can say that the wallet never sent it.
function Sent({ of: work, attempt, taker }: { of: Work; attempt: Attempt; taker: Taker | null }) {
  const hash = attempt.take?.hash
  return (
    <div class="card">
      <p>
        {hash ? (
          <>
            Transaction <Whole of={hash} /> was sent for a part of this offer.
          </>
        ) : (
          'The wallet was asked to take a part of this offer, and did not say what it did: it may have sent the transaction.'
        )}{' '}
        It is of account <Whole of={attempt.account} />. Until it is known what became of it, this page takes no other part of the offer.
      </p>
      {taker ? (
        <button type="button" onClick={() => work.finish(taker)}>
          See what became of it
        </button>
      ) : (
        <p>Connect that account to find out.</p>
      )}
      {taker && work.fault && (
        <p>
          If your wallet shows that it was not sent, or that it was called off there:{' '}
          <button type="button" class="plain" onClick={work.forget}>
            It will not come
          </button>{' '}
          If it comes all the same, you pay for both.
        </p>
      )}
    </div>
  )
}
