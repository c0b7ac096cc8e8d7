// What was begun with an ask, kept outside of the view: a view goes when its data changes or somebody leaves it, and a transaction that
// the wallet was asked for stays. Who could steal: a server that has the view made anew, for a part to be paid twice. So whatever may have
// been sent is written down before the wallet is asked, and no other part of that offer is taken until it is known what became of it.
import type { Address, Hex } from 'viem'
import { MaybeSent, Refused, steps } from './account'
import type { Bill, Made, Shown, Taker, Wanted } from './fill'
import type { Signed } from './offer'
import type { Token } from '../format'

// Attempt is what may still come of taking a part of an offer.
export interface Attempt {
  account: Address
  before: bigint | null // what was allowed before this page asked for more; null where nothing is to be taken back
  approval: Asked | null // that is not known to be in a block
  take: (Asked & { wanted: Wanted; bill: Shown }) | null
  made: Hex | null // the forward, once it is known
}

// Asked is a transaction that the wallet was asked for; without a hash it is not known whether it was sent.
interface Asked {
  hash: Hex | null
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const nothing = { before: null, approval: null, take: null, made: null }

// Attempts are those of this tab, by offer. They outlive the page in the tab's storage, where there is one.
export class Attempts {
  private readonly known = new Map<Hex, Attempt | null>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly kept: Kept | null) {}

  of(offer: Hex): Attempt | null {
    if (!this.known.has(offer)) this.known.set(offer, this.read(offer))
    return this.known.get(offer) ?? null
  }

  // change writes down what is new, and forgets an attempt of which nothing is left.
  change(offer: Hex, account: Address, changes: Partial<Attempt>): void {
    const next = { ...nothing, account, ...this.of(offer), ...changes }
    const over = next.before === null && !next.approval && !next.take
    this.known.set(offer, over ? null : next)
    try {
      if (over) this.kept?.removeItem(nameOf(offer))
      else this.kept?.setItem(nameOf(offer), JSON.stringify(next, (_, value: unknown) => (typeof value === 'bigint' ? { bigint: String(value) } : value)))
    } catch {
      // The storage is full or not allowed: then it is known for as long as the page is open.
    }
    for (const tell of this.listeners) tell()
  }

  listen(tell: () => void): () => void {
    this.listeners.add(tell)
    return () => void this.listeners.delete(tell)
  }

  private read(offer: Hex): Attempt | null {
    try {
      const text = this.kept?.getItem(nameOf(offer))
      return text ? (JSON.parse(text, (_, value: unknown) => (isBig(value) ? BigInt(value.bigint) : value)) as Attempt) : null
    } catch {
      return null // nothing that this page wrote
    }
  }
}

const nameOf = (offer: Hex) => `tercet attempt ${offer}`

const isBig = (value: unknown): value is { bigint: string } => typeof (value as { bigint?: unknown } | null)?.bigint === 'string'

// Watcher is somebody who looks on, for whom alone the wallet is asked for something.
export interface Watcher {
  step: (words: string) => void
  there: () => boolean
}

// Gone says that nobody looked on any more.
export class Gone extends Error {}

// Taking takes parts of an ask, step by step, and has each step written down.
export class Taking {
  constructor(
    private readonly taker: Taker,
    private readonly signed: Signed,
    private readonly token: Token,
    private readonly offer: Hex,
    private readonly attempts: Attempts,
    private readonly on: Watcher,
  ) {}

  // take asks the wallet for what has to be allowed and for the part, and waits for it.
  async take(wanted: Wanted, bill: Bill, amount: (of: bigint) => string): Promise<Made> {
    if (this.attempt()?.take) throw new Error('A transaction that takes a part of this offer was sent already: see first what became of it.')
    this.isMine()
    await this.approved()
    const bound = { ...wanted, bound: bill.bound }
    let latest = await this.taker.judge(this.signed, bound, this.token) // blocks went by since it was shown
    for (const next of latest.approvals)
      await this.approve(next, latest.survey.allowed, next === 0n ? 'Taking back an old allowance' : `Letting the contract take ${amount(next)}`)
    if (latest.approvals.length > 0) latest = await this.taker.judge(this.signed, bound, this.token)
    this.ask('Taking the part')
    const shown = { wanted, bill: { bound: latest.bound, survey: { block: latest.survey.block, taken: latest.survey.taken } } }
    this.change({ take: { hash: null, ...shown } })
    try {
      this.change({ take: { hash: await this.taker.take(this.signed, wanted, latest), ...shown } })
    } catch (error) {
      if (!(error instanceof MaybeSent)) this.change({ take: null })
      throw error
    }
    return this.finish()
  }

  // finish waits for what became of the transaction that takes the part.
  async finish(): Promise<Made> {
    this.isMine()
    const take = this.attempt()?.take
    if (!take) throw new Error('Nothing was sent that takes a part.')
    const hash = take.hash ?? (await this.taker.found(this.signed, take.bill))
    if (!hash) throw new Error('No block has it: the wallet did not send it, or it is still to come. Look into your wallet.')
    this.on.step(`Sent as ${hash}. Waiting until it is in a block …`)
    try {
      const made = await this.taker.taken(this.signed, take.wanted, take.bill, hash)
      this.change({ take: null, made: made.forward })
      return made
    } catch (error) {
      if (error instanceof Refused) this.change({ take: null })
      throw error
    }
  }

  // restore takes back what was allowed and not used. Where a part was taken, less than before is left as it is: that was spent.
  async restore(): Promise<void> {
    this.isMine()
    const unsure = await this.approved()
    const { before = null, made = null } = this.attempt() ?? {}
    if (before === null) return
    const now = await this.taker.allowance(this.signed.terms.token)
    // An approval that may still come is outdone by one that comes after it, whatever is allowed by now.
    const back = unsure && now === before ? (before === 0n ? [0n] : [0n, before]) : made && now <= before ? [] : steps(now, before)
    for (const next of back) await this.approve(next, before, 'Taking back what was allowed and not used')
    this.change({ before: null, approval: null })
  }

  // approved waits for an approval that was sent, and says whether one without a hash may still come.
  private async approved(): Promise<boolean> {
    const approval = this.attempt()?.approval
    if (!approval) return false
    if (approval.hash === null) return true
    this.on.step(`Waiting until the approval ${approval.hash} is in a block …`)
    await this.taker.ended(approval.hash)
    this.change({ approval: null })
    return false
  }

  private async approve(amount: bigint, allowed: bigint, what: string): Promise<void> {
    this.ask(what)
    const earlier = this.attempt()
    this.change({ before: earlier?.before ?? allowed, approval: { hash: null } })
    try {
      await this.taker.approve(this.signed.terms.token, amount, (hash) => this.change({ approval: { hash } }))
      this.change({ approval: null })
    } catch (error) {
      const { approval } = this.attempt() ?? {}
      if (error instanceof Refused) this.change({ approval: null })
      else if (!approval?.hash && !(error instanceof MaybeSent)) this.change({ before: earlier?.before ?? null, approval: earlier?.approval ?? null })
      throw error
    }
  }

  // ask says what the wallet is about to be asked for, unless nobody is there to hear it.
  private ask(what: string): void {
    if (!this.on.there()) throw new Gone('Nobody looks at it any more: the wallet was asked for nothing else.')
    this.on.step(`${what}: confirm it in the wallet …`)
  }

  private isMine(): void {
    const account = this.attempt()?.account
    if (account && account !== this.taker.account) throw new Error(`It was begun with account ${account}: have the wallet name that one, and connect it again.`)
  }

  private attempt(): Attempt | null {
    return this.attempts.of(this.offer)
  }

  private change(changes: Partial<Attempt>): void {
    this.attempts.change(this.offer, this.taker.account, changes)
  }
}
