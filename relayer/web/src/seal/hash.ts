// Poseidon2 of width 16 over BN254's scalar field, its sponge and its key stream: circuits/statement/hash.go in TypeScript.
import { keccak256, numberToBytes, stringToBytes, concatBytes } from './bytes'
import constants from './constants.json'
import { mod } from './field'

const width = 16
const rate = width - 1
const fullRounds = 8
const partRounds = constants.roundKeys.length - fullRounds

const roundKeys = constants.roundKeys.map((round) => round.map(BigInt))
const diagonal = constants.diagonal.map(BigInt)

// permute changes the state.
export function permute(state: bigint[]): void {
  external(state)
  roundKeys.forEach((keys, round) => {
    keys.forEach((key, i) => (state[i] = mod(state[i]! + key)))
    if (round < fullRounds / 2 || round >= fullRounds / 2 + partRounds) {
      for (let i = 0; i < width; i++) state[i] = power5(state[i]!)
      external(state)
    } else {
      state[0] = power5(state[0]!)
      const sum = state.reduce((a, b) => a + b)
      for (let i = 0; i < width; i++) state[i] = mod(state[i]! * diagonal[i]! + sum)
    }
  })
}

function power5(x: bigint): bigint {
  const square = mod(x * x)
  return mod(mod(square * square) * x)
}

// external multiplies each four by M4, and adds the sum over all fours to each.
function external(state: bigint[]): void {
  const sum = [0n, 0n, 0n, 0n]
  for (let i = 0; i < width; i += 4) {
    const [a, b, c, e] = state.slice(i, i + 4) as [bigint, bigint, bigint, bigint]
    const out = [5n * a + 7n * b + c + 3n * e, 4n * a + 6n * b + c + e, a + 3n * b + 5n * c + 7n * e, a + b + 4n * c + 6n * e]
    out.forEach((x, j) => {
      state[i + j] = x
      sum[j]! += x
    })
  }
  for (let i = 0; i < width; i++) state[i] = mod(state[i]! + sum[i % 4]!)
}

// u248 is a hash as a field element, without its first byte.
export function u248(hash: Uint8Array): bigint {
  return BigInt('0x' + [...hash.slice(1)].map((b) => b.toString(16).padStart(2, '0')).join(''))
}

// capacity says what is hashed, and how many words of it.
export function capacity(domain: string, n: number): bigint {
  return u248(keccak256(concatBytes(stringToBytes('tercet/v1/' + domain), numberToBytes(BigInt(n)))))
}

// sponge hashes words under a domain.
export function sponge(domain: string, words: bigint[]): bigint {
  const state = new Array<bigint>(width).fill(0n)
  state[rate] = capacity(domain, words.length)
  for (let i = 0; i === 0 || i < words.length; i += rate) {
    words.slice(i, i + rate).forEach((word, j) => (state[j] = mod(state[j]! + word)))
    permute(state)
  }
  return state[0]!
}

// stream is n words of key stream.
export function stream(key: bigint, n: number): bigint[] {
  const out: bigint[] = []
  const last = capacity('stream', 2)
  for (let block = 0n; out.length < n; block++) {
    const state = new Array<bigint>(width).fill(0n)
    state[0] = key
    state[1] = block
    state[rate] = last
    permute(state)
    out.push(...state.slice(0, rate))
  }
  return out.slice(0, n)
}
