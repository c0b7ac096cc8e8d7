// The text in the message of a poem: circuits/terzarima/encoding.go in TypeScript.
import { SealFault } from './seal'

const bits = 7n
const perWord = 35
const most = 640
const specials = ['', '‘', '“', '”', '–', '—', '…', '’']

// poemOf reads the text. It takes one encoding of each text: padding only after the last symbol.
export function poemOf(words: bigint[]): string {
  let text = ''
  let symbols = 0
  let ended = false
  for (const word of words) {
    if (word >> (bits * BigInt(perWord)) !== 0n) throw new SealFault('The message is no poem: a word is too long.')
    for (let j = perWord - 1; j >= 0; j--) {
      const symbol = Number((word >> (bits * BigInt(j))) & 127n)
      if (symbol === 0) {
        ended = true
        continue
      }
      const character = specials[symbol] ?? (symbol === 10 || (symbol >= 32 && symbol <= 126) ? String.fromCharCode(symbol) : null)
      if (ended || character === null || ++symbols > most) throw new SealFault('The message is no poem.')
      text += character
    }
  }
  return text
}
