import { useState } from 'preact/hooks'
import type { Hex } from 'viem'
import { clean, moment, money, symbolOf } from '../format'
import { useKnown } from '../known'
import { seen } from '../live'
import { Fact, Facts, Whole } from '../parts'
import { go } from '../router'
import { publicText } from '../seal/seal'
import { steps as amounts } from '../wallet/account'
import { Refused, type Bill } from '../wallet/fill'
import { words } from '../wallet/words'
import type { Prepared } from './fill'
import { SavedKey } from './sealing'

const at = (seconds: bigint) => moment(Number(seconds) * 1000)

// Sent is a transaction that may take the part: until it is known what became of it, no other one is sent.
interface Sent {
  hash: Hex
  bill: Bill
}

// FillReview says what will be signed and what becomes of the money, and takes the part with the wallet.
export function FillReview({ of: prepared, back }: { of: Prepared; back: () => void }) {
  const { taker, wanted, bill, token, read, sealing } = prepared
  const { signed } = read
  const [saved, setSaved] = useState(sealing.secret === null)
  const [agreed, setAgreed] = useState(false)
  const [steps, setSteps] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [before, setBefore] = useState<bigint | null>(null) // what was allowed before this page asked for more; null where it did not
  const [sent, setSent] = useState<Sent | null>(null)
  const [made, setMade] = useState<Hex | null>(null) // the forward, where something is still left to do
  const amount = (of: bigint) => money(of, token, true)
  const step = (text: string) => setSteps((all) => [...all, text])

  const run = async (what: () => Promise<void>) => {
    setFault(null)
    setSteps([])
    setBusy(true)
    try {
      await what()
    } catch (error) {
      if (error instanceof Refused) setSent(null)
      setFault(words(error))
    } finally {
      setBusy(false)
    }
  }

  const take = () =>
    run(async () => {
      let latest = await taker.judge(signed, { ...wanted, bound: bill.bound }, token) // blocks went by since it was shown
      for (const next of latest.approvals) {
        setBefore((known) => known ?? latest.survey.allowed)
        step(next === 0n ? 'Taking back an old allowance: confirm it in the wallet …' : `Letting the contract take ${amount(next)}: confirm it in the wallet …`)
        await taker.approve(signed.terms.token, next)
      }
      const lent = before ?? (latest.approvals.length > 0 ? latest.survey.allowed : null)
      if (latest.approvals.length > 0) latest = await taker.judge(signed, { ...wanted, bound: bill.bound }, token)
      step('Taking the part: confirm it in the wallet …')
      const hash = await taker.take(signed, wanted, latest)
      const now = { hash, bill: latest }
      setSent(now)
      await finish(now, lent)
    })

  const finish = async (of: Sent, lent: bigint | null) => {
    const wait = seen()
    step(`Sent as ${of.hash}. Waiting until it is in a block …`)
    const { forward, price } = await taker.taken(signed, wanted, of.bill, of.hash)
    setSent(null)
    setMade(forward)
    step(`Taken for ${amount(price)}. Waiting until this server has read it …`)
    await restore(lent, true)
    await wait(forward)
    go(`/forwards/${forward}`)
    document.querySelector<HTMLElement>('main')?.focus()
  }

  // restore takes back what was allowed and not used. Where the part was taken, less than before is left as it is: that was spent.
  const restore = async (lent: bigint | null, taken: boolean) => {
    if (lent === null) return
    const now = await taker.allowance(signed.terms.token)
    if (taken ? now > lent : now !== lent)
      for (const next of amounts(now, lent)) {
        step('Taking back what was allowed and not used: confirm it in the wallet …')
        await taker.approve(signed.terms.token, next)
      }
    setBefore(null)
  }

  return (
    <div id="review" tabIndex={-1}>
      <h2>What you are about to sign</h2>
      <Sentence of={prepared} />
      <Warnings of={prepared} />
      <Details of={prepared} />
      {sealing.secret !== null && <SavedKey of={sealing} saved={saved} set={setSaved} />}
      <p>
        <label>
          <input type="checkbox" class="tick" checked={agreed} onChange={(e) => setAgreed(e.currentTarget.checked)} /> I have read this, and I want to lock {amount(bill.pays)}
          {bill.pays !== bill.part.terms.price && ' at most'}.
        </label>
      </p>
      {made ? (
        <p>
          The part was taken: <a href={`/forwards/${made}`}>look at its forward.</a>
        </p>
      ) : (
        <p>
          {sent ? (
            <button type="button" disabled={busy} onClick={() => void run(() => finish(sent, before))}>
              See what became of it
            </button>
          ) : (
            <button type="button" disabled={busy || !agreed || !saved} onClick={() => void take()}>
              Sign and take
            </button>
          )}{' '}
          <button type="button" class="plain" disabled={busy || sent !== null} onClick={back}>
            Change it
          </button>
        </p>
      )}
      {!sent && !made && !saved && <p class="quiet">Save the sealing key first, and choose the file that you saved.</p>}
      {!sent && !made && !agreed && <p class="quiet">Say that you have read it first.</p>}
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
      {fault && before !== null && !sent && (
        <p>
          The contract may still take what you let it for this. Nobody but you, and your own signed offers, can use that.{' '}
          <button type="button" class="plain" disabled={busy} onClick={() => void run(() => restore(before, made !== null))}>
            Take it back
          </button>
        </p>
      )}
    </div>
  )
}

function Sentence({ of: { taker, bill, token, predicate, read } }: { of: Prepared }) {
  const { terms } = bill.part
  const review = read.signed.review
  const amount = (of: bigint) => <strong>{money(of, token, true)}</strong>
  return (
    <>
      <p>
        The contract takes {amount(terms.price)}
        {bill.pays !== terms.price && <>, or what it costs by then, {amount(bill.pays)} at most,</>} from your wallet <Whole of={taker.account} /> and locks it in a forward of{' '}
        {String(terms.quantity)} × {clean(predicate.unitName, 40)} with provider <Whole of={terms.provider} />. What it proves to have delivered between{' '}
        <strong>{at(terms.start)}</strong> and <strong>{at(terms.end)}</strong> is paid to it, until <strong>{at(terms.settleBy)}</strong>. From then on what was not earned can go
        back to you; anybody can have it sent.
      </p>
      {review === 0n ? (
        <p>The provider is bound at once, with a bond of {amount(terms.bond)}. What it does not deliver of all of that, it loses to you in proportion.</p>
      ) : (
        <p>
          The provider has until about <strong>{at(terms.acceptBy)}</strong> to look at the task and to accept with a bond of {amount(terms.bond)}. If it does not, nothing is delivered, and your
          money can go back from then on.
        </p>
      )}
      <p>You cannot take it back before, and nobody can change the terms.</p>
      <p>
        {bill.approvals.length > 0 ? (
          <>
            Before that your wallet is asked to let the contract take {amount(bill.pays)} of the token and no more.
            {bill.survey.allowed > 0n && (
              <>
                {' '}
                It may take {amount(bill.survey.allowed)} already: that is replaced and used up. If it was for offers of your own, allow it again afterwards.
              </>
            )}
            {bill.pays !== terms.price && ' What is not used of it, you are asked to take back afterwards.'}
          </>
        ) : (
          <>
            It comes out of the {amount(bill.survey.allowed)} that you let the contract take before: so much less is left for offers of your own, and nothing else has to be allowed.
          </>
        )}
      </p>
    </>
  )
}

function Details({ of: { bill, place, token, predicate, read, told, sealing, wanted } }: { of: Prepared }) {
  const { terms } = bill.part
  return (
    <Facts>
      <Fact name="Offer">
        <Whole of={read.hash} />
      </Fact>
      <Fact name="Predicate">
        {clean(predicate.name, 40)} <Whole of={terms.predicate} />
      </Fact>
      <Fact name="Token">
        {symbolOf(token.symbol)} <Whole of={terms.token} />
      </Fact>
      <Fact name="Taken in">
        <Whole of={place.offers} />
      </Fact>
      <Fact name="Escrow">
        <Whole of={place.escrow} /> on chain {place.chainId}
      </Fact>
      <Fact name="Forward">{bill.forward ? <Whole of={bill.forward} /> : 'its id follows from the block that it comes into, and is held against it'}</Fact>
      {wanted.task !== '' && (
        <Fact name="Task">
          <pre class="stranger">{clean(wanted.task)}</pre>
        </Fact>
      )}
      <Fact name="Parameters">
        <code>{clean(JSON.stringify(told.parameters.decoded), 2000)}</code>
      </Fact>
      <Fact name="Unit">
        <Whole of={terms.unit} />
      </Fact>
      <Fact name="Sealed to">
        {sealing.key ? (
          <>
            <Whole of={publicText(sealing.key)} />, {sealing.whose}
          </>
        ) : (
          'nobody: everybody can read what is delivered'
        )}
      </Fact>
    </Facts>
  )
}

function Warnings({ of: { predicate, sealing, wanted } }: { of: Prepared }) {
  const { status } = useKnown()
  const warnings = [
    wanted.task !== '' && 'This task is public: everybody can read it on the chain.',
    !sealing.key && 'The output will be public: whoever delivers it, everybody can read it on the chain.',
    predicate.developmentKey &&
      `The predicate has a development key: whoever made it can collect without delivering${status.developmentChain ? '. This is a development chain, nothing here has value' : ''}.`,
    'Signature, prices and contracts were checked here. Which escrow, token and predicate are the right ones is this server’s word: compare them with those that you know from elsewhere.',
    'What the parameters mean is this server’s word, too. `tercet offer fill` reads them on your own machine.',
  ].filter((w) => w !== false)
  return (
    <ul class="warnings">
      {warnings.map((w) => (
        <li key={w}>{w}</li>
      ))}
    </ul>
  )
}
