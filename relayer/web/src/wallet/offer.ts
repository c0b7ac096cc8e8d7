// Signed offers: relayer/internal/offer in TypeScript, so that what a person takes is what its maker signed, whatever the server says.
import { getAddress, isAddress, keccak256, recoverAddress, size, slice, stringToBytes, type Address, type Hex } from 'viem'
import type { Schemas } from '../api/client'
import { hashOf, hashTerms, termsType, zeroAddress, type Terms } from './terms'

export type Side = 'bid' | 'ask'

export interface Offer {
  side: Side
  terms: Terms // of the whole: its quantity, price and bond are the total's
  params: Hex // what terms.params commits to
  lastPrice: bigint // of the total from rampEnd on
  rampStart: bigint
  rampEnd: bigint // 0 for no ramp
  minFill: bigint
  expiry: bigint
  nonce: bigint
  salt: Hex
  buyer: Address // of a bid
  task: Hex // of a bid
  review: bigint // of an ask: seconds that the provider has to look at the taker's task; 0 for the task of the terms
}

// Signed is an offer with its maker's signature, for one chain and one contract.
export interface Signed extends Offer {
  chainId: bigint
  contract: Address
  permit2: Address | null // null, or the Permit2 that the signature is for
  signature: Hex
}

export const zeroHash: Hex = `0x${'0'.repeat(64)}`
export const maxBytes = 60 << 10 // of parameters and task together: what is longer nobody reads

// readOffer reads an offer's file. It throws, with the field's name, for whatever is not in its one form.
export function readOffer(file: Schemas['OfferFile']): Signed {
  const read = reader(file as unknown as Record<string, unknown>, '')
  const terms = reader((file.terms ?? {}) as unknown as Record<string, unknown>, 'terms.')
  const side: Side = file.type === 'tercet-ask-1' ? 'ask' : 'bid'
  if (file.type !== 'tercet-ask-1' && file.type !== 'tercet-bid-1') throw new Error('The offer’s file is of no type that is known here.')
  return {
    side,
    terms: {
      predicate: terms.address('predicate'),
      params: BigInt(terms.hash('params')),
      taskHash: terms.hash('taskHash'),
      token: terms.address('token'),
      price: terms.number('price', 128),
      quantity: terms.number('quantity', 96),
      unit: terms.hash('unit'),
      acceptBy: terms.time('acceptBy'),
      start: terms.time('start'),
      end: terms.time('end'),
      settleBy: terms.time('settleBy'),
      bond: terms.number('bond', 128),
      provider: terms.address('provider'),
      beaconBlock: terms.number('beaconBlock', 64),
      sealX: BigInt(terms.hash('sealX')),
      sealY: BigInt(terms.hash('sealY')),
    },
    params: read.bytes('params'),
    lastPrice: read.number('lastPrice', 128),
    rampStart: read.time('rampStart'),
    rampEnd: read.time('rampEnd'),
    minFill: read.number('minFill', 96),
    expiry: read.time('expiry'),
    nonce: read.number('nonce', 256),
    salt: read.hash('salt'),
    buyer: side === 'bid' ? read.address('buyer') : zeroAddress,
    task: side === 'bid' ? read.bytes('task') : '0x',
    review: side === 'ask' ? read.number('review', 64) : 0n,
    chainId: read.number('chainId', 64),
    contract: read.address('offers'),
    permit2: file.permit2 ? read.address('permit2') : null,
    signature: read.bytes('signature'),
  }
}

function reader(from: Record<string, unknown>, prefix: string) {
  const text = (name: string, what: string, good: (text: string) => boolean): string => {
    const value = from[name]
    if (typeof value !== 'string' || !good(value)) throw new Error(`The offer’s file cannot be read: ${prefix}${name} is not ${what}.`)
    return value
  }
  return {
    number: (name: string, bits: number) =>
      BigInt(text(name, `a whole number below 2^${bits}`, (t) => /^(0|[1-9][0-9]{0,77})$/.test(t) && BigInt(t) >> BigInt(bits) === 0n)),
    address: (name: string) => text(name, 'an address with its checksum', (t) => isAddress(t) && getAddress(t) === t) as Address,
    hash: (name: string) => text(name, '0x and 64 digits', (t) => /^0x[0-9a-f]{64}$/.test(t)) as Hex,
    bytes: (name: string) => text(name, '0x and pairs of digits', (t) => /^0x([0-9a-f]{2})*$/.test(t)) as Hex,
    time: (name: string) => {
      const at = text(name, 'a time in UTC', (t) => t === 'none' || isTime(t))
      return at === 'none' ? 0n : BigInt(Date.parse(at) / 1000)
    },
  }
}

const isTime = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && Date.parse(text) > 0 && new Date(text).toISOString() === text.replace('Z', '.000Z')

const offerType =
  'Offer(Terms terms,bytes params,uint128 lastPrice,uint64 rampStart,uint64 rampEnd,uint96 minFill,uint64 expiry,uint256 nonce,bytes32 salt)'
const typeHash = (type: string) => keccak256(stringToBytes(type + offerType + termsType))
const offerHash = keccak256(stringToBytes(offerType + termsType))
const bidHash = typeHash('Bid(Offer offer,address buyer,bytes task)')
const askHash = typeHash('Ask(Offer offer,uint64 review)')
const domainHash = keccak256(stringToBytes('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'))

// hashOffer is the EIP-712 struct hash of a bid or an ask: its name in events, and what `tercet offer show` calls it.
export function hashOffer(o: Offer): Hex {
  const inner = hashOf(
    ['bytes32', offerHash],
    ['bytes32', hashTerms(o.terms)],
    ['bytes32', keccak256(o.params)],
    ['uint128', o.lastPrice],
    ['uint64', o.rampStart],
    ['uint64', o.rampEnd],
    ['uint96', o.minFill],
    ['uint64', o.expiry],
    ['uint256', o.nonce],
    ['bytes32', o.salt],
  )
  if (o.side === 'ask') return hashOf(['bytes32', askHash], ['bytes32', inner], ['uint64', o.review])
  return hashOf(['bytes32', bidHash], ['bytes32', inner], ['address', o.buyer], ['bytes32', keccak256(o.task)])
}

// digestOf is what the maker signs, unless for Permit2.
export function digestOf(s: Signed): Hex {
  const text = (t: string) => keccak256(stringToBytes(t))
  const domain = hashOf(['bytes32', domainHash], ['bytes32', text('Tercet Offers')], ['bytes32', text('1')], ['uint256', s.chainId], ['address', s.contract])
  return keccak256(`0x1901${domain.slice(2)}${hashOffer(s).slice(2)}`)
}

// makerOf is who has to have signed.
export const makerOf = (o: Offer): Address => (o.side === 'ask' ? o.terms.provider : o.buyer)

const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

// isSignedByKey says whether the signature is one of the maker's key that the contract takes. A contract's only that contract can
// check (EIP-1271).
export async function isSignedByKey(s: Signed): Promise<boolean> {
  if (size(s.signature) !== 65) return false
  const v = BigInt(slice(s.signature, 64))
  if ((v !== 27n && v !== 28n) || BigInt(slice(s.signature, 32, 64)) > halfOrder) return false
  try {
    return (await recoverAddress({ hash: digestOf(s), signature: s.signature })) === makerOf(s)
  } catch {
    return false // no key makes it
  }
}

const mostQuantity = (1n << 88n) - 1n

// faultsOf names why no forward could ever come of an offer, whenever and by whom it is taken, and what its taker could be misled by.
export function faultsOf(o: Offer): string[] {
  const t = o.terms
  const ask = o.side === 'ask'
  const faults: [boolean, string][] = [
    [makerOf(o) === zeroAddress, 'It names no maker.'],
    [t.price === 0n || (o.rampEnd !== 0n && o.lastPrice === 0n), 'A price is zero.'],
    [t.quantity === 0n || t.quantity > mostQuantity, 'Its quantity is none that a forward can have.'],
    [o.minFill > t.quantity, 'Its smallest part is more than all of it.'],
    [t.start >= t.end || t.end >= t.settleBy, 'Its times do not follow each other.'],
    [o.rampEnd !== 0n && o.rampStart >= o.rampEnd, 'Its price would have to move backwards in time.'],
    [o.rampEnd === 0n && (o.rampStart !== 0n || o.lastPrice !== 0n), 'It has the price of a ramp, and no ramp.'],
    [size(o.params) + size(o.task) > maxBytes, 'Its parameters and its task are longer than anybody reads.'],
    [ask && (t.sealX !== 0n || t.sealY !== 0n), 'It names a sealing key, which is the buyer’s to choose.'],
    [ask && o.review !== 0n && (t.taskHash !== zeroHash || t.acceptBy !== 0n), 'It has a time for review, and names what comes with the buyer.'],
    [ask && o.review === 0n && (t.acceptBy === 0n || t.acceptBy > t.start), 'It would have to be accepted after its start, or never.'],
    [!ask && t.acceptBy === 0n && (t.bond !== 0n || t.provider !== zeroAddress || t.beaconBlock !== 0n), 'It is for open forwards, and names what only assigned ones have.'],
    [!ask && t.acceptBy !== 0n && t.bond === 0n && t.provider === zeroAddress, 'Anybody could accept it and let it lapse.'],
    [!ask && t.acceptBy > t.start, 'It would have to be accepted after its start.'],
  ]
  return faults.filter(([wrong]) => wrong).map(([, words]) => words)
}
