// What a part of an ask costs, and the forward that it becomes: relayer/internal/offer/part.go and price.go in TypeScript.
import type { Address, Hex } from 'viem'
import { units } from '../format'
import { hashOffer, zeroHash, type Offer } from './offer'
import { hashOf, type Terms } from './terms'

// Taken is what the chain knows of an offer.
export interface Taken {
  filled: bigint
  carry: bigint // what rounding left over, in units of 1/total
  cancelled: boolean // by itself or by its nonce
}

// Choice is what somebody takes of an ask, and what comes with them.
export interface Choice {
  quantity: bigint
  buyer: Address
  taskHash: Hex
  sealX: bigint
  sealY: bigint
}

export interface Part {
  terms: Terms
  buyer: Address
  salt: Hex
  carry: bigint // afterwards
}

// NoPart says why a part of an ask cannot be taken.
export class NoPart extends Error {
  constructor(
    readonly why: 'expired' | 'cancelled' | 'quantity' | 'ramp' | 'task' | 'review' | 'sealing key',
    words: string,
  ) {
    super(words)
  }
}

const divideUp = (x: bigint, by: bigint) => (x + by - 1n) / by

// totalPrice is what all of an ask costs at a time, rounded up.
export function totalPrice(o: Offer, at: bigint): bigint {
  if (o.rampEnd === 0n) return o.terms.price
  if (o.rampStart >= o.rampEnd) throw new NoPart('ramp', 'Its price would have to move backwards in time.')
  if (at <= o.rampStart) return o.terms.price
  if (at >= o.rampEnd) return o.lastPrice
  return divideUp((o.rampEnd - at) * o.terms.price + (at - o.rampStart) * o.lastPrice, o.rampEnd - o.rampStart)
}

// priceByFile is what all of an offer costs by its file, in the token's smallest units: how many of them are one is not signed. A bid
// that moves is rounded otherwise than an ask.
export function priceByFile(o: Offer, at: bigint): string {
  const { price } = o.terms
  if (o.rampEnd === 0n) return `By the file, all of it costs ${units(price, 0)} of the token’s smallest units.`
  const moves = `By the file, the price of all of it moves from ${units(price, 0)} to ${units(o.lastPrice, 0)} of the token’s smallest units`
  return o.side === 'ask' && o.rampStart < o.rampEnd ? `${moves}: by this machine’s clock it is ${units(totalPrice(o, at), 0)} now.` : `${moves}; where it is now is this server’s word.`
}

// partPrice is the price of a part of an ask, and what its rounding leaves over for the next one: however it is split, the parts' sum
// is rounded once.
export function partPrice(o: Offer, quantity: bigint, carry: bigint, at: bigint): [price: bigint, left: bigint] {
  const exact = totalPrice(o, at) * quantity
  if (exact <= carry) return [0n, carry - exact] // earlier parts paid for this one as well
  const price = divideUp(exact - carry, o.terms.quantity)
  return [price, carry + price * o.terms.quantity - exact]
}

// dearest is the most that a part may ever cost, whenever it is taken and whatever was taken before.
export function dearest(o: Offer, quantity: bigint): bigint {
  const highest = o.rampEnd !== 0n && o.lastPrice > o.terms.price ? o.lastPrice : o.terms.price
  return divideUp(highest * quantity, o.terms.quantity)
}

// rises says that the price moves against whoever takes the ask later.
export const rises = (o: Offer, at: bigint): boolean => o.rampEnd !== 0n && at < o.rampEnd && o.lastPrice > o.terms.price

// saltOf tells the parts of an offer apart: each moves filled on.
export const saltOf = (o: Offer, filled: bigint): Hex => hashOf(['bytes32', hashOffer(o)], ['uint96', filled])

// termsOf are those of the forward that a part becomes in a block of that time, at a price.
export function termsOf(o: Offer, choice: Choice, price: bigint, at: bigint): Terms {
  return {
    ...o.terms,
    price,
    quantity: choice.quantity,
    bond: (o.terms.bond * choice.quantity) / o.terms.quantity,
    taskHash: choice.taskHash,
    sealX: choice.sealX,
    sealY: choice.sealY,
    acceptBy: o.review === 0n ? o.terms.acceptBy : at + o.review,
  }
}

// partOf is what taking a part of an ask in a block of that time would open. Nobody's money is looked at.
export function partOf(o: Offer, choice: Choice, taken: Taken, at: bigint): Part {
  const t = o.terms
  const q = choice.quantity
  if (o.side !== 'ask') throw new Error('A bid has no part that a buyer takes.')
  if (o.review === 0n && choice.taskHash !== t.taskHash) throw new NoPart('task', `The task is not the one that the provider signed for: its hash is ${choice.taskHash}, and not ${t.taskHash}.`)
  if (o.review !== 0n && (t.taskHash !== zeroHash || t.acceptBy !== 0n)) throw new NoPart('review', 'It has a time for review, and names what comes with the buyer.')
  if (t.sealX !== 0n || t.sealY !== 0n) throw new NoPart('sealing key', 'It names a sealing key, which is the buyer’s to choose.')
  if (at >= o.expiry) throw new NoPart('expired', 'It has expired: its time is over.')
  if (taken.cancelled) throw new NoPart('cancelled', 'Its maker cancelled it.')
  const left = t.quantity - taken.filled
  if (left <= 0n) throw new NoPart('quantity', 'Nothing is left of it: others took it all.')
  if (q <= 0n || q > left) throw new NoPart('quantity', `There are ${left} left of ${t.quantity}, and ${q} cannot be taken.`)
  if (q < o.minFill && q !== left) throw new NoPart('quantity', `The smallest part is ${o.minFill}, or all of the ${left} that are left.`)
  const [price, carry] = partPrice(o, q, taken.carry, at)
  if (o.review !== 0n && at + o.review >> 64n !== 0n) throw new NoPart('review', 'Its time for review goes beyond all time.')
  return { terms: termsOf(o, choice, price, at), buyer: choice.buyer, salt: saltOf(o, taken.filled), carry }
}
