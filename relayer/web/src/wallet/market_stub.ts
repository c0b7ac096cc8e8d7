// An ask, what an honest server says of it, and a wallet at a chain on which it can be taken: for the tests, which bend each of them.
import { readFileSync } from 'node:fs'
import { decodeFunctionData, encodeAbiParameters, encodeErrorResult, encodeEventTopics, encodeFunctionResult, erc20Abi, getAddress, keccak256, parseAbi, stringToHex, type Address, type EIP1193Provider, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { OfferDetail, Schemas } from '../api/client'
import { escrowAbi, offersAbi } from './abi'
import known from './code.json'
import type { Deployed, Place } from './judge'
import { digestOf, hashOffer, readOffer, zeroHash, type Signed } from './offer'
import { partOf, termsOf, type Choice, type Taken } from './part'
import { forwardId, type Terms } from './terms'

export const now = 1_800_000_000n
export const provider = privateKeyToAccount(`0x${'11'.repeat(32)}`)
export const account: Address = '0x00000000000000000000000000000000000000AA'
export const place: Place = { chainId: 1337, escrow: getAddress(`0x${'ee'.repeat(20)}`), offers: getAddress(`0x${'0f'.repeat(20)}`) }
export const permit2 = getAddress(`0x${'22'.repeat(20)}`)
export const token = { address: `0x${'70'.repeat(20)}`, symbol: 'TEST', decimals: 8 } as const
const predicate = `0x${'9e'.repeat(20)}`
const iso = (seconds: bigint) => new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')

export const deployed: Deployed = {
  tokens: [token],
  predicates: [
    { address: predicate, name: 'poems', unitName: 'poem', evidence: 'proof', schema: {}, developmentKey: false, distrust: null, twoRounds: false, assignedOnly: false, windowSeconds: 0, stepUnits: 0 },
  ],
}

// file is a signed ask of 1000 units for 1,500,001, reviewed for ten minutes.
export async function file(change: (file: Schemas['OfferFile']) => void = () => undefined, signer = provider): Promise<Schemas['OfferFile']> {
  const made: Schemas['OfferFile'] = {
    type: 'tercet-ask-1',
    chainId: String(place.chainId),
    offers: place.offers,
    terms: {
      predicate: getAddress(predicate),
      params: `0x${'0'.repeat(63)}7`,
      taskHash: zeroHash,
      token: getAddress(token.address),
      price: '1500001',
      quantity: '1000',
      unit: `0x${'ab'.repeat(32)}`,
      acceptBy: 'none',
      start: iso(now + 3600n),
      end: iso(now + 7200n),
      settleBy: iso(now + 10_800n),
      bond: '300007',
      provider: provider.address,
      beaconBlock: '0',
      sealX: zeroHash,
      sealY: zeroHash,
    },
    params: '0x7b7d',
    lastPrice: '0',
    rampStart: 'none',
    rampEnd: 'none',
    minFill: '100',
    expiry: iso(now + 3000n),
    nonce: '262',
    salt: `0x${'04'.repeat(32)}`,
    review: '600',
    signature: '0x',
  }
  change(made)
  made.signature = await signer.sign({ hash: digestOf(readOffer(made)) })
  return made
}

// unreviewed is one for the task "a poem", which its provider has accepted by signing.
export const unreviewed = (made: Schemas['OfferFile']) => {
  made.review = '0'
  made.terms.acceptBy = made.terms.start
  made.terms.taskHash = keccak256(stringToHex('a poem'))
}

// told is what an honest server says of an offer.
export function told(made: Schemas['OfferFile']): OfferDetail {
  const s = readOffer(made)
  const t = s.terms
  return {
    hash: hashOffer(s),
    side: 'ask',
    maker: t.provider.toLowerCase(),
    standing: 'open',
    reason: null,
    came: iso(now),
    judged: null,
    kind: 'assigned',
    predicate: { address: t.predicate.toLowerCase(), name: 'poems' },
    token: { ...token, address: t.token.toLowerCase() },
    unit: t.unit,
    quantity: String(t.quantity),
    left: String(t.quantity),
    minFill: String(s.minFill),
    price: String(t.price),
    lastPrice: s.rampEnd === 0n ? null : String(s.lastPrice),
    pricePerUnit: '',
    bond: String(t.bond),
    provider: t.provider.toLowerCase(),
    taskHash: t.taskHash,
    reviewSeconds: s.review === 0n ? null : Number(s.review),
    expiry: made.expiry,
    acceptBy: t.acceptBy === 0n ? null : made.terms.acceptBy,
    start: made.terms.start,
    end: made.terms.end,
    settleBy: made.terms.settleBy,
    parameters: { data: made.params, decoded: {}, matches: true },
    task: null,
    file: made,
  }
}

export interface Sent {
  from: string
  to: string
  data: Hex
  chainId: Hex
  value?: Hex
}

const errors = parseAbi(['error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)'])

const hashAt = (index: number): Hex => `0x${String(index + 1).padStart(64, '0')}`

// Market is a wallet at a chain where the ask can be taken: what it is asked to sign, it keeps.
export class Market {
  sent: Sent[] = []
  chainId = place.chainId
  time = now
  balance = 10_000_000n
  allowed = 0n
  taken: Taken = { filled: 0n, carry: 0n, cancelled: false }
  nonces = 0n
  operator = true
  bond = { balance: 10_000_000n, allowed: 10_000_000n }
  makerCode: Hex = '0x'
  stands: Hex = `0x1626ba7e${'0'.repeat(56)}`
  code: Record<string, Hex> = { [place.offers]: offersCode(place.escrow), [place.escrow]: escrowCode() }
  quotes = (terms: Terms) => terms // what the contract makes of a part
  refuses: Hex | null = null // what taking it reverts with
  rejects = false // the wallet's owner does
  fails: { to: string; sends: boolean } | null = null // the wallet, when it is asked to send to that address
  read: unknown[] = [] // the blocks at which a contract was asked
  waits: () => Promise<void> | void = () => undefined // until a receipt is there
  status: Hex = '0x1'
  opens = (id: Hex) => id // which forward the transaction opens instead
  events = true
  later = 12n // seconds until a transaction is in a block

  constructor(readonly signed: Signed) {}

  readonly provider = { request: (r: { method: string; params?: unknown[] }) => this.answer(r.method, r.params ?? []) } as unknown as EIP1193Provider

  private async answer(method: string, params: unknown[]): Promise<unknown> {
    switch (method) {
      case 'eth_requestAccounts':
        return [account]
      case 'eth_chainId':
        return '0x' + this.chainId.toString(16)
      case 'eth_blockNumber':
        return '0x5'
      case 'eth_getBlockByNumber':
        return { number: '0x5', timestamp: '0x' + this.time.toString(16), transactions: [] }
      case 'eth_getBlockByHash':
        return { number: '0x6', timestamp: '0x' + (this.time + this.later).toString(16), transactions: [] }
      case 'eth_getCode':
        return (params[0] as string) === this.signed.terms.provider ? this.makerCode : (this.code[params[0] as string] ?? '0x')
      case 'eth_getLogs':
        return this.taking().flatMap((sent) => this.receipt(hashAt(this.sent.indexOf(sent))).logs.filter((log) => log.address === place.offers))
      case 'eth_call':
        this.read.push(params[1])
        return this.call(params[0] as { to: string; data: Hex })
      case 'eth_sendTransaction': {
        if (this.rejects) throw Object.assign(new Error('User rejected the request.'), { code: 4001 })
        const sent = params[0] as Sent
        const fails = this.fails?.to === sent.to
        if (!fails || this.fails!.sends) this.sent.push(sent)
        if (sent.to === token.address || sent.to.toLowerCase() === token.address) this.allowed = decodeFunctionData({ abi: erc20Abi, data: sent.data }).args![1] as bigint
        if (fails) throw Object.assign(new Error('The wallet broke down.'), { code: -32603 })
        return hashAt(this.sent.length - 1)
      }
      case 'eth_getTransactionReceipt':
        await this.waits()
        return this.receipt(params[0] as Hex)
      case 'eth_getTransactionByHash':
        return null
    }
    throw new Error(`not expected: ${method}`)
  }

  // taking are the transactions that take a part.
  taking(): Sent[] {
    return this.sent.filter(({ to }) => to === place.offers)
  }

  private call({ to, data }: { to: string; data: Hex }): Hex {
    if (to === place.offers) return this.offers(data)
    if (to === place.escrow) return encodeFunctionResult({ abi: escrowAbi, functionName: 'isApprovedForAll', result: this.operator })
    if (to === this.signed.terms.provider) return this.stands
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data })
    const word = (n: bigint): Hex => `0x${n.toString(16).padStart(64, '0')}`
    const mine = args?.[0] === getAddress(account)
    switch (functionName) {
      case 'decimals':
        return word(8n)
      case 'symbol':
        return encodeFunctionResult({ abi: erc20Abi, functionName, result: 'TEST' })
      case 'balanceOf':
        return word(mine ? this.balance : this.bond.balance)
      case 'allowance':
        return word(mine ? this.allowed : this.bond.allowed)
    }
    throw new Error(`not expected: ${functionName}`)
  }

  private offers(data: Hex): Hex {
    const { functionName, args } = decodeFunctionData({ abi: offersAbi, data })
    const answer = { abi: offersAbi, functionName } as const
    switch (functionName) {
      case 'takenOf':
        return encodeFunctionResult({ ...answer, functionName, result: this.taken })
      case 'cancelledNonces':
        return encodeFunctionResult({ ...answer, functionName, result: this.nonces })
      case 'quoteAsk': {
        const part = partOf(this.signed, args[1] as Choice, this.taken, this.time)
        return encodeFunctionResult({ ...answer, functionName, result: [this.quotes(part.terms), part.salt] as never })
      }
      case 'fillAsk':
        if (this.refuses === null && this.allowed < partOf(this.signed, args[2] as unknown as Choice, this.taken, this.time).terms.price)
          this.refuses = encodeErrorResult({ abi: errors, errorName: 'ERC20InsufficientAllowance', args: [place.offers, this.allowed, 1n] })
        if (this.refuses !== null) throw Object.assign(new Error('execution reverted'), { code: 3, data: this.refuses })
        return zeroHash
    }
    throw new Error(`not expected: ${functionName}`)
  }

  private receipt(hash: Hex) {
    const { to, data } = this.sent[Number(hash) - 1]!
    const where = { transactionHash: hash, blockNumber: '0x6', blockHash: hash, transactionIndex: '0x0' }
    const logs = to === place.offers && this.events ? this.logs(data).map((log) => ({ ...where, logIndex: '0x0', removed: false, ...log })) : []
    return { ...where, from: account, to, status: this.status, logs, type: '0x2', gasUsed: '0x1', cumulativeGasUsed: '0x1', effectiveGasPrice: '0x1' }
  }

  private logs(data: Hex) {
    const { functionName, args } = decodeFunctionData({ abi: offersAbi, data })
    if (functionName !== 'fillAsk') throw new Error(`${functionName} is signed`)
    const choice = args[2] as unknown as Choice
    const at = this.time + this.later
    const part = partOf(this.signed, choice, this.taken, at)
    const terms = termsOf(this.signed, choice, part.terms.price, at)
    const id = this.opens(forwardId(terms, choice.buyer, part.salt, BigInt(place.chainId), place.escrow))
    const log = (abi: typeof offersAbi | typeof escrowAbi, address: Address, eventName: string, values: Record<string, unknown>) => {
      const inputs = abi.flatMap((e) => (e.type === 'event' && e.name === eventName ? [...e.inputs] : []) as { name: string; indexed: boolean }[]).filter((i) => !i.indexed)
      return { address, topics: encodeEventTopics({ abi, eventName, args: values } as never), data: encodeAbiParameters(inputs as never, inputs.map((i) => values[i.name]) as never) }
    }
    const { quantity } = choice
    return [
      log(escrowAbi, place.escrow, 'Opened', { id, buyer: choice.buyer, predicate: terms.predicate, terms, salt: part.salt, params: this.signed.params, task: '0x' }),
      log(offersAbi, place.offers, 'AskFilled', { ask: hashOffer(this.signed), id, provider: terms.provider, taker: account, quantity, price: terms.price, filled: this.taken.filled + quantity }),
    ]
  }
}

// The contracts' code, with what it is deployed with: their creation code ends in it.
const creations = [...readFileSync(new URL('../../../../bindings/contracts.go', import.meta.url), 'utf8').matchAll(/Bin: +"(0x[0-9a-f]+)"/g)].map((m) => m[1] as Hex)

function deployedCode(of: { length: number; hash: string }): Hex {
  const found = creations.map((code): Hex => `0x${code.slice(-2 * of.length)}`).find((code) => keccak256(code) === of.hash)
  if (!found) throw new Error('no contract of the bindings ends in that code')
  return found
}

export function offersCode(escrow: Address): Hex {
  let code = deployedCode(known.offers) as string
  known.offers.gaps.forEach(([at, length], i) => {
    const value = known.offers.escrow.includes(i) ? escrow : permit2
    code = code.slice(0, 2 + 2 * at!) + value.slice(2).toLowerCase() + code.slice(2 + 2 * (at! + length!))
  })
  return code as Hex
}

export const escrowCode = (): Hex => deployedCode(known.escrow)
