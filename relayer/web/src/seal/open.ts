// What was delivered, in readable form.
import type { ForwardDetail, Settlement } from '../api/client'
import { claimOf, progressOf } from './header'
import { poemOf } from './poem'
import { publicOf, readKey, SealFault, unseal, unsealed } from './seal'

export interface Opened {
  number: number
  text: string | null // null where the page cannot render what the predicate delivers
  words: bigint[]
}

// open opens every settlement whose payload is here. keyFile is the content of a key's file, null where nothing was sealed.
export function open(forward: ForwardDetail, settlements: Settlement[], chainId: number, escrow: string, keyFile: string | null): Opened[] {
  const sealedTo = forward.terms.sealingKey
  const secret = keyFile === null ? null : readKey(keyFile)
  if (secret !== null && sealedTo) {
    const mine = publicOf(secret)
    if (mine.x !== BigInt(sealedTo.x) || mine.y !== BigInt(sealedTo.y)) throw new SealFault('The output is sealed to another key than that of this file.')
  }
  return [...settlements].reverse().map((s) => {
    if (!s.body) throw new SealFault(`The payload of delivery ${s.number} is not here: read it first.`)
    const payload = s.body.payload.map(BigInt)
    let words: bigint[]
    if (!sealedTo) words = unsealed(payload)
    else if (secret === null) throw new SealFault('The output is sealed: opening it takes the buyer’s key.')
    else {
      const claim = claimOf({ chainId: BigInt(chainId), escrow, forward: forward.id, recipient: s.recipient })
      words = unseal(secret, claim, progressOf({ from: BigInt(s.from), to: BigInt(s.to), amount: BigInt(s.amount) }), payload)
    }
    return { number: s.number, text: forward.predicate.name === 'terza-rima' ? poemOf(words) : null, words }
  })
}
