import { useState } from 'preact/hooks'
import { answer, api, type Schemas } from '../api/client'
import { parseUnits } from '../format'
import { useKnown } from '../known'
import { useLoaded } from '../live'
import { Failure, useFocus } from '../parts'
import type { Point } from '../seal/field'
import { sealingOf, type Sealing } from '../seal/sealing'
import { check, local, seconds, type Draft, type Faults } from '../wallet/draft'
import { taskHash, type Order, type Place } from '../wallet/open'
import { zeroAddress } from '../wallet/terms'
import { words } from '../wallet/words'
import { DraftForm } from './open_form'
import { Review } from './open_review'
import { useOwnKey } from './sealing'

type Openable = Schemas['Openable']
export type Predicate = Schemas['OpenablePredicate']
export type Token = Schemas['Token']

// Prepared is an order that only has to be signed.
export interface Prepared {
  order: Order
  predicate: Predicate
  token: Token & { decimals: number }
  decoded: unknown
  sealing: Sealing
  place: Place // that it was made for
}

// Open has a person say what they buy, shows what they will sign, and has their wallet sign it.
export function Open() {
  const openable = useLoaded(
    'openable',
    () => answer(api.GET('/v1/openable')),
    () => false,
  )
  if (!openable.data) return openable.trouble ? <Failure of={openable.trouble} retry={openable.reload} /> : <p class="quiet">Asking what can be bought …</p>
  const usable = openable.data.predicates.filter((p) => !p.twoRounds)
  return (
    <section>
      <h1>Open a forward</h1>
      <p class="lead">Lock money for something to be delivered later. Whoever proves a delivery in time is paid; if nobody does, the money goes back.</p>
      {!openable.data.deployment ? (
        <p>
          This server was started without a deployment: it cannot say which predicates and tokens there are. Its operator starts it with <code>--deployment</code>; or
          open the forward with <code>tercet forward open</code>.
        </p>
      ) : usable.length === 0 || openable.data.tokens.length === 0 ? (
        <p>The deployment of this server names no predicate, or no token, that this page opens forwards for: use <code>tercet forward open</code>.</p>
      ) : (
        <Ordering openable={{ ...openable.data, predicates: usable }} />
      )}
    </section>
  )
}

function Ordering({ openable }: { openable: Openable }) {
  const { status } = useKnown()
  const now = () => Math.max(Date.now(), status.head ? Date.parse(status.head.time) : 0) / 1000
  const [draft, set] = useState<Draft>(() => initial(openable, now()))
  const [faults, setFaults] = useState<Faults>({})
  const own = useOwnKey(() => setFaults((f) => ({ ...f, sealTo: '' })))
  const [prepared, setPrepared] = useState<Prepared | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const predicate = openable.predicates.find((p) => p.address === draft.predicate)
  const token = openable.tokens.find((t) => t.address === draft.token)

  useFocus(prepared ? 'review' : 'draft')

  const review = async () => {
    setTrouble(null)
    if (!predicate || !token || token.decimals === null) return setTrouble('The token’s decimals could not be read from the chain. Try again in a moment.')
    const found = check(draft, predicate, token.decimals, now())
    let sealing: Sealing | null = null
    try {
      sealing = sealingOf(draft.seal, draft.sealTo, own.key)
    } catch (error) {
      found.sealTo = words(error)
    }
    setFaults(found)
    if (!sealing || Object.keys(found).length > 0) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.field.wrong :is(input, textarea, select)')?.focus())
      return
    }
    try {
      const made = await answer(
        api.POST('/v1/predicates/{predicate}/parameters', { params: { path: { predicate: predicate.address } }, body: { parameters: draft.parameters.trim() } }),
      )
      const order = orderOf(draft, token.decimals, made, sealing.key)
      const size = (made.data.length - 2) / 2 + new TextEncoder().encode(order.task).length
      if (size > openable.maxTaskBytes) throw new Error(`Task and parameters have ${size} bytes together, and more than ${openable.maxTaskBytes} nobody reads.`)
      setPrepared({ order, predicate, token: { ...token, decimals: token.decimals }, decoded: made.decoded, sealing, place: { chainId: status.chainId, escrow: status.escrow as Place['escrow'] } })
    } catch (error) {
      setTrouble(words(error))
    }
  }

  if (prepared) return <Review of={prepared} back={() => setPrepared(null)} />
  return (
    <DraftForm openable={openable} draft={draft} faults={faults} change={(changes) => set({ ...draft, ...changes })} own={own} review={() => void review()} trouble={trouble} />
  )
}

const hour = 3600

function initial(openable: Openable, now: number): Draft {
  const begin = Math.ceil(now / hour) * hour
  return {
    predicate: (openable.predicates.find((p) => p.distrust === null) ?? openable.predicates[0])?.address ?? '',
    token: openable.tokens[0]?.address ?? '',
    price: '',
    quantity: '1',
    assigned: false,
    acceptBy: local(begin + 24 * hour),
    bond: '0',
    provider: '',
    start: local(begin),
    end: local(begin + 7 * 24 * hour),
    settleBy: local(begin + 8 * 24 * hour),
    task: '',
    parameters: '',
    seal: 'new',
    sealTo: '',
  }
}

function orderOf(draft: Draft, decimals: number, made: Schemas['CommittedParameters'], key: Point | null): Order {
  const amount = (text: string, digits: number) => parseUnits(text, digits) ?? 0n
  const at = (text: string) => BigInt(seconds(text))
  return {
    terms: {
      predicate: draft.predicate as Order['terms']['predicate'],
      params: BigInt(made.commitment),
      taskHash: taskHash(draft.task),
      token: draft.token as Order['terms']['token'],
      price: amount(draft.price, decimals),
      quantity: amount(draft.quantity, 0),
      unit: made.unit as Order['terms']['unit'],
      acceptBy: draft.assigned ? at(draft.acceptBy) : 0n,
      start: at(draft.start),
      end: at(draft.end),
      settleBy: at(draft.settleBy),
      bond: draft.assigned ? amount(draft.bond, decimals) : 0n,
      provider: draft.assigned && draft.provider ? (draft.provider as Order['terms']['provider']) : zeroAddress,
      beaconBlock: 0n,
      sealX: key?.x ?? 0n,
      sealY: key?.y ?? 0n,
    },
    params: made.data as Order['params'],
    task: draft.task,
  }
}
