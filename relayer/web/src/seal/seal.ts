// Opening what was sealed: circuits/statement/seal.go in TypeScript. The key stays where this runs.
import { base, modulus, mod, multiply, onCurve, order, type Point } from './field'
import { sponge, stream } from './hash'

const cofactor = 8n
const messageBits = 248n
const filePrefix = 'tercet-sealing-key:'

// SealFault is a key or a payload that is not what it should be. Its text repeats nothing secret.
export class SealFault extends Error {}

// readKey is the secret in a sealing key's file.
export function readKey(text: string): bigint {
  const match = new RegExp(`^${filePrefix}0x([0-9a-f]{64})\\n?$`, 'i').exec(text)
  if (!match) throw new SealFault('The file holds no sealing key; `tercet key new --seal FILE` makes one, and so does this page.')
  const secret = BigInt('0x' + match[1])
  if (secret === 0n || secret >= order) throw new SealFault('The number in the file is no sealing key: it is not between 1 and the order of the curve.')
  return secret
}

// writeKey undoes readKey.
export const writeKey = (secret: bigint): string => `${filePrefix}0x${secret.toString(16).padStart(64, '0')}\n`

// newKey draws a key from the browser's secure source.
export function newKey(): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(48)) // 133 bits more than the order has, so that the remainder is uniform
  let drawn = 0n
  for (const byte of bytes) drawn = (drawn << 8n) | BigInt(byte)
  return (drawn % (order - 1n)) + 1n
}

// publicOf is the key to put into a forward's terms.
export const publicOf = (secret: bigint): Point => multiply(base, secret)

// keyFault says why a public key seals nothing; null if it does.
export function keyFault(key: Point): string | null {
  if (!onCurve(key)) return 'It is no point of the curve: the escrow refuses it.'
  const cleared = multiply(key, cofactor)
  if (cleared.x === 0n && cleared.y === 1n) return 'It has low order: everybody can read what is sealed to it.'
  return null
}

// parsePublic reads a public key as the command line writes it, 0x and 128 digits.
export function parsePublic(text: string): Point {
  const match = /^0x([0-9a-f]{64})([0-9a-f]{64})$/i.exec(text.trim())
  if (!match) throw new SealFault('A public sealing key has 0x and 128 digits.')
  const key = { x: BigInt('0x' + match[1]), y: BigInt('0x' + match[2]) }
  if (key.x >= modulus || key.y >= modulus) throw new SealFault('A coordinate is not below the order of the field.')
  const fault = keyFault(key)
  if (fault) throw new SealFault(fault)
  return key
}

// opens says whether a key's file is that of a public key.
export function opens(file: string, key: Point): boolean {
  const mine = publicOf(readKey(file))
  return mine.x === key.x && mine.y === key.y
}

export const publicText = ({ x, y }: Point): string => '0x' + x.toString(16).padStart(64, '0') + y.toString(16).padStart(64, '0')

// unseal is the message in a payload that was sealed to a key under a claim and a progress.
export function unseal(secret: bigint, claim: bigint, progress: bigint, payload: bigint[]): bigint[] {
  const [x, y, ...sealed] = trim(payload)
  if (x === undefined || y === undefined) throw new SealFault('The settlement carries no message.')
  const r: Point = { x, y }
  if (!onCurve(r)) throw new SealFault('The payload does not begin with a point of the curve: it was not sealed.')
  const shared = multiply(multiply(r, cofactor), secret)
  const key = sponge('seal', [shared.x, shared.y, x, y, claim, progress])
  const keys = stream(key, sealed.length)
  return sealed.map((word, i) => short(mod(word - keys[i]!), 'The payload does not open with this key.'))
}

// unsealed is the message of a payload that nothing was sealed in.
export function unsealed(payload: bigint[]): bigint[] {
  const [x, y, ...message] = trim(payload)
  if (x === undefined) return []
  if (x !== 0n || y !== 0n || message.length === 0) throw new SealFault('The payload is sealed, or of another kind.')
  return message.map((word) => short(word, 'A word of the message is longer than a message has.'))
}

function short(word: bigint, fault: string): bigint {
  if (word >> messageBits !== 0n) throw new SealFault(fault)
  return word
}

function trim(words: bigint[]): bigint[] {
  let n = words.length
  while (n > 0 && words[n - 1] === 0n) n--
  return words.slice(0, n)
}
