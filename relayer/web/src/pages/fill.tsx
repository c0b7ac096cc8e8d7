import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { getAddress, keccak256, stringToHex, type EIP1193Provider, type Hex } from 'viem'
import { answer, api, type OfferDetail, type Schemas } from '../api/client'
import { trustedOf } from '../evidence'
import { clean, money, moment, parseUnits, short, symbolOf, units } from '../format'
import { useKnown } from '../known'
import { useLoaded } from '../live'
import { describes, Fact, Facts, Failure, Field, useFocus, Whole } from '../parts'
import { sealingOf, type Sealing } from '../seal/sealing'
import { Taker, type Bill, type Survey, type Wanted } from '../wallet/fill'
import { readTold, refusals, type Place, type Read } from '../wallet/judge'
import { isSignedByKey, zeroHash, type Signed } from '../wallet/offer'
import { partPrice, rises, totalPrice } from '../wallet/part'
import { words } from '../wallet/words'
import { Progress, useAttempt, useTaking } from './fill_attempt'
import { FillReview } from './fill_review'
import { SealChoice, useOwnKey, type Seal } from './sealing'
import { Wallets } from './wallets'

const at = (seconds: bigint) => moment(Number(seconds) * 1000)

interface Loaded {
  told: OfferDetail
  openable: Schemas['Openable']
  offers: string | null // the contract that the deployment names
}

async function load(hash: string): Promise<Loaded> {
  const [told, openable, book] = await Promise.all([
    answer(api.GET('/v1/offers/{hash}', { params: { path: { hash } } })),
    answer(api.GET('/v1/openable')),
    answer(api.GET('/v1/offers', { params: { query: { limit: 1 } } })),
  ])
  return { told, openable, offers: book.offers }
}

// Fill has a person take a part of an ask: it shows what the maker signed, what will be paid, and has their wallet sign that.
export function Fill({ hash }: { hash: string }) {
  const loaded = useLoaded(
    `fill ${hash}`,
    () => load(hash),
    () => false,
  )
  const tries = useRef(0)
  useEffect(() => {
    // A server that was asked about a predicate for the first time finds out what it is, and reads the parameters a moment later.
    if (loaded.data?.told.parameters.matches !== null || tries.current++ > 4) return
    const timer = setTimeout(loaded.reload, 2000)
    return () => clearTimeout(timer)
  }, [loaded.data])
  return (
    <section>
      <h1>Take an ask</h1>
      <p class="lead">
        A provider signed this. Whoever takes it pays the price into a forward now; the provider is paid out of it for what it proves to have delivered, and the rest goes back.
      </p>
      {loaded.data ? <Considered hash={hash} of={loaded.data} /> : loaded.trouble ? <Failure of={loaded.trouble} retry={loaded.reload} /> : <p class="quiet">Asking for the offer …</p>}
    </section>
  )
}

// Considered refuses an offer that is not what it seems before a wallet is asked for anything. What a review was made of is kept for as
// long as it is looked at, whatever the server says meanwhile: else the view could go while the wallet is asked.
function Considered({ hash, of: { told, openable, offers } }: { hash: string; of: Loaded }) {
  const { status } = useKnown()
  const [kept, keep] = useState<Ask | null>(null)
  const read = useMemo((): Read | string => {
    try {
      return readTold(hash, told)
    } catch (error) {
      return words(error)
    }
  }, [hash, told])
  if (kept) return <Filling {...kept} keep={keep} />
  if (typeof read === 'string') return <Refusals of={[read]} hash={hash} />
  if (!offers) return <Refusals of={['This server’s deployment names no contract that offers are taken in.']} hash={hash} />
  const place: Place = { chainId: status.chainId, escrow: getAddress(status.escrow), offers: getAddress(offers) }
  const found = refusals(read, told, place, openable, BigInt(Math.floor(Date.now() / 1000)))
  if (found.length > 0) return <Refusals of={found} hash={hash} />
  const predicate = openable.predicates.find((p) => p.address === read.signed.terms.predicate.toLowerCase())!
  const token = openable.tokens.find((t) => t.address === read.signed.terms.token.toLowerCase())!
  return <Filling read={read} told={told} place={place} predicate={predicate} token={{ ...token, decimals: token.decimals! }} keep={keep} />
}

function Refusals({ of, hash }: { of: string[]; hash: string }) {
  const begun = useAttempt(hash as Hex)
  return (
    <>
      {begun && (
        <p class="warnings">
          Your wallet was asked before to take a part of it from <Whole of={begun.account} />
          {begun.take?.hash && (
            <>
              , with transaction <Whole of={begun.take.hash} />
            </>
          )}
          : look there what became of that.
        </p>
      )}
      <p>
        This page does not take it, and asks no wallet for anything. <a href={`/offers/${hash}`}>Back to the offer.</a>
      </p>
      <ul class="warnings">
        {of.map((words) => (
          <li key={words}>{clean(words, 1000)}</li>
        ))}
      </ul>
    </>
  )
}

// Ask is an ask that can be taken here, and where.
export interface Ask {
  read: Read
  told: OfferDetail
  place: Place
  predicate: Schemas['OpenablePredicate']
  token: Schemas['Token'] & { decimals: number }
}

// Prepared is a part that only has to be signed for.
export interface Prepared extends Ask {
  taker: Taker
  wanted: Wanted
  bill: Bill
  sealing: Sealing
}

interface Draft extends Seal {
  quantity: string
  most: string // price
  task: string
}

type Faults = Partial<Record<keyof Draft, string>>

function Filling({ keep, ...ask }: Ask & { keep: (ask: Ask | null) => void }) {
  const { read, place, token } = ask
  const { signed } = read
  const [taker, setTaker] = useState<Taker | null>(null)
  const [survey, setSurvey] = useState<Survey | null>(null)
  const [draft, set] = useState<Draft>({ quantity: String(ask.told.left), most: '', task: '', seal: 'new', sealTo: '' })
  const [faults, setFaults] = useState<Faults>({})
  const own = useOwnKey(() => setFaults((f) => ({ ...f, sealTo: '' })))
  const work = useTaking(ask)
  const sent = work.attempt !== null && work.attempt.take !== null
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  useEffect(() => keep(prepared ? ask : null), [prepared])
  useFocus(prepared ? 'review' : taker ? 'payer' : '')

  const run = async (what: () => Promise<void>) => {
    setTrouble(null)
    setBusy(true)
    try {
      await what()
    } catch (error) {
      setTrouble(words(error))
    } finally {
      setBusy(false)
    }
  }
  const connect = (provider: EIP1193Provider) =>
    run(async () => {
      const connected = await Taker.connect(provider, place)
      setSurvey(await connected.survey(signed, token))
      setTaker(connected)
    })
  const review = () =>
    run(async () => {
      const found = check(draft, signed, token.decimals, survey)
      let sealing: Sealing | null = null
      try {
        sealing = sealingOf(draft.seal, draft.sealTo, own.key)
      } catch (error) {
        found.sealTo = words(error)
      }
      setFaults(found)
      if (!sealing || Object.keys(found).length > 0) {
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.field.wrong :is(input, textarea)')?.focus())
        return
      }
      if (!taker) throw new Error('Connect a wallet first: what is left, and what it costs, is asked through it.')
      const wanted: Wanted = {
        task: draft.task,
        bound: draft.most === '' ? null : parseUnits(draft.most, token.decimals),
        choice: { quantity: BigInt(draft.quantity), buyer: taker.account, taskHash: hashTask(signed, draft.task), sealX: sealing.key?.x ?? 0n, sealY: sealing.key?.y ?? 0n },
      }
      const bill = await taker.judge(signed, wanted, token)
      setPrepared({ ...ask, taker, wanted, bill, sealing })
    })

  if (prepared) return <FillReview of={prepared} back={() => setPrepared(null)} />
  return (
    <>
      <Signature of={signed} />
      <What {...ask} survey={survey} />
      {taker ? (
        <p id="payer" tabIndex={-1}>
          Paid from <Whole of={taker.account} />, which holds {money(survey!.balance, token, true)}.
        </p>
      ) : (
        <div class="card">
          <h2>Your wallet</h2>
          <p>What is left, what it costs, and whether the contracts are the ones that this page knows is asked of the chain through your wallet. Nothing is signed yet.</p>
          <Wallets connect={(provider) => void connect(provider)} busy={busy} />
        </div>
      )}
      <Progress of={work} taker={taker} />
      {!sent && !work.made && (
        <FillForm
          {...ask}
          draft={draft}
          faults={faults}
          survey={survey}
          change={(changes) => set({ ...draft, ...changes })}
          own={own}
          review={() => void review()}
          busy={busy || work.busy}
        />
      )}
      <div aria-live="polite">{busy && <p class="quiet">Asking the wallet …</p>}</div>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  )
}

const hasTask = (s: Signed) => s.review !== 0n || s.terms.taskHash !== zeroHash

const hashTask = (s: Signed, task: string): Hex => (hasTask(s) ? keccak256(stringToHex(task)) : zeroHash)

function check(draft: Draft, s: Signed, decimals: number, survey: Survey | null): Faults {
  const faults: Faults = {}
  const quantity = /^[1-9][0-9]{0,28}$/.test(draft.quantity) ? BigInt(draft.quantity) : null
  const left = s.terms.quantity - (survey?.taken.filled ?? 0n)
  if (quantity === null || quantity > left) faults.quantity = `A whole number from 1 to ${left}.`
  else if (quantity < s.minFill && quantity !== left) faults.quantity = `The smallest part is ${s.minFill}, or all of the ${left} that are left.`
  const most = draft.most === '' ? null : parseUnits(draft.most, decimals)
  if (draft.most !== '' && (most === null || most === 0n || most >> 128n !== 0n)) faults.most = `An amount of more than zero with at most ${decimals} digits behind the point.`
  if (draft.most === '' && survey && rises(s, survey.time)) faults.most = 'Its price rises: say how far it may have risen until you have signed.'
  if (hasTask(s) && draft.task.trim() === '') faults.task = 'Say what is to be done.'
  else if (s.review === 0n && hasTask(s) && hashTask(s, draft.task) !== s.terms.taskHash) faults.task = `It is not the task that the provider signed for: its hash is ${hashTask(s, draft.task)}.`
  return faults
}

// Signature says what is known of the signature before a wallet is there to ask the chain.
function Signature({ of }: { of: Signed }) {
  const [signed, set] = useState<boolean | null>(null)
  useEffect(() => {
    void isSignedByKey(of).then(set)
  }, [of])
  if (signed === null) return null
  return signed ? (
    <p>This page has made the offer’s hash itself, and its maker’s key has signed it.</p>
  ) : (
    <p class="warnings">No key of its maker’s has signed it. Whether its maker is a contract that stands by it, the chain is asked through your wallet.</p>
  )
}

// What is what the maker signed, read from the signed file. What predicate, unit and token are called, where the point stands in amounts
// and what the parameters mean is the server's word; of the token the chain is asked once a wallet is connected.
function What({ read, place, predicate, token, told, survey }: Ask & { survey: Survey | null }) {
  const { signed: s, hash } = read
  const { terms: t } = s
  const left = survey ? t.quantity - survey.taken.filled : BigInt(told.left)
  return (
    <Facts>
      <Fact name="Offer">
        <Whole of={hash} />
        <br />
        <small>
          as <code>tercet offer show</code> has it
        </small>
      </Fact>
      <Fact name="Provider">
        <Whole of={t.provider} />
      </Fact>
      <Fact name="Predicate">
        {clean(predicate.name, 40)} <Whole of={t.predicate} />
        <br />
        <small>called so, and its unit, by this server</small>
      </Fact>
      <Fact name="Evidence">
        {clean(predicate.evidence, 80)}
        {trustedOf(predicate) && (
          <>
            <br />
            <small>{trustedOf(predicate)}</small>
          </>
        )}
      </Fact>
      <Fact name="Left">
        {units(left, 0)} × {clean(predicate.unitName, 40)} of {units(t.quantity, 0)}, in parts of {units(s.minFill, 0)} or more
        <br />
        <small>{survey ? `by the chain, at block ${survey.block}` : 'by this server'}</small>
      </Fact>
      <Fact name="Price of all">
        {money(t.price, token, true)}
        {s.rampEnd !== 0n && `, moving from ${at(s.rampStart)} on to ${money(s.lastPrice, token, true)} at ${at(s.rampEnd)}`}
        {s.rampEnd !== 0n && survey && `; now ${money(totalPrice(s, survey.time), token, true)}`}
      </Fact>
      <Fact name="Bond on all">{money(t.bond, token, true)}</Fact>
      <Fact name="Token">
        {symbolOf(token.symbol) ?? 'unknown'} <Whole of={t.token} />
        <br />
        <small>
          with {token.decimals} decimals, {survey ? 'by the chain' : 'by this server, until your wallet is there to ask'}
        </small>
      </Fact>
      <Fact name="Taken in">
        <Whole of={place.offers} /> on chain {place.chainId}
      </Fact>
      <Fact name="Expires">{at(s.expiry)}</Fact>
      <Fact name="Delivered">
        from {at(t.start)} to {at(t.end)}, paid until {at(t.settleBy)}
      </Fact>
      <Fact name="Parameters">
        <code>{clean(JSON.stringify(told.parameters.decoded), 2000)}</code>
        <br />
        <small>as this server reads them</small>
      </Fact>
    </Facts>
  )
}

interface FormProps extends Ask {
  draft: Draft
  faults: Faults
  survey: Survey | null
  change: (changes: Partial<Draft>) => void
  own: ReturnType<typeof useOwnKey>
  review: () => void
  busy: boolean
}

function FillForm({ read, predicate, token, draft, faults, survey, change, own, review, busy }: FormProps) {
  const { signed: s } = read
  const symbol = symbolOf(token.symbol) ?? short(token.address)
  const submit = (event: Event) => {
    event.preventDefault()
    review()
  }
  const text = (name: 'quantity' | 'most', label: string, mode: 'numeric' | 'decimal', hint: string) => (
    <Field id={name} label={label} hint={hint} wrong={faults[name]}>
      <input
        id={name}
        type="text"
        inputMode={mode}
        autocomplete="off"
        spellcheck={false}
        value={draft[name]}
        aria-invalid={faults[name] ? true : undefined}
        aria-describedby={describes(name, true, faults[name])}
        onInput={(e) => change({ [name]: e.currentTarget.value })}
      />
    </Field>
  )
  return (
    <form onSubmit={submit} noValidate>
      <fieldset>
        <legend>How much of it</legend>
        <div class="pair">
          {text('quantity', `Quantity, in units of ${clean(predicate.unitName, 40)}`, 'numeric', costs(s, draft.quantity, survey, token))}
          {text('most', `The most that you pay for it, in ${symbol}`, 'decimal', s.rampEnd === 0n ? 'Empty: what it costs when you look at it.' : 'Its price moves with time. This bounds what is taken of you.')}
        </div>
      </fieldset>
      {hasTask(s) && (
        <fieldset>
          <legend>What is to be done</legend>
          <Field
            id="task"
            label="Task"
            hint={s.review === 0n ? 'The one that the provider signed for, to the letter. Everybody can read it on the chain, for good.' : 'Everybody can read it on the chain, for good. The provider looks at it before accepting.'}
            wrong={faults.task}
          >
            <textarea
              id="task"
              rows={3}
              value={draft.task}
              aria-invalid={faults.task ? true : undefined}
              aria-describedby={describes('task', true, faults.task)}
              onInput={(e) => change({ task: e.currentTarget.value })}
            />
          </Field>
        </fieldset>
      )}
      <fieldset>
        <legend>Who can read what is delivered</legend>
        <SealChoice of={draft} fault={faults.sealTo} change={change} own={own} />
      </fieldset>
      <button disabled={busy}>See what will be signed</button>
    </form>
  )
}

// costs is what the quantity that is being entered costs by now.
function costs(s: Signed, quantity: string, survey: Survey | null, token: Ask['token']): string {
  if (!survey) return 'What it costs is shown once a wallet is connected.'
  const left = s.terms.quantity - survey.taken.filled
  if (!/^[1-9][0-9]{0,28}$/.test(quantity) || BigInt(quantity) > left) return `Up to ${left}.`
  return `Costs ${money(partPrice(s, BigInt(quantity), survey.taken.carry, survey.time)[0], token, true)} now.`
}
