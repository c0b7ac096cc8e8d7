import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { modulus, multiply, onCurve, order, base } from './field'
import { capacity, permute, sponge, stream } from './hash'
import { claimOf, progressOf } from './header'
import { poemOf } from './poem'
import { keyFault, newKey, parsePublic, publicOf, publicText, readKey, unseal, unsealed, writeKey } from './seal'

// What Go, circuits and contracts agree on; the page has to as well.
const testdata = (name: string) => JSON.parse(readFileSync(new URL(`../../../../circuits/testdata/${name}.json`, import.meta.url), 'utf8'))
const vectors = testdata('vectors')
const big = (list: string[]) => list.map(BigInt)

interface SealVector {
  secret: string
  keyX: string
  keyY: string
  claim: string
  progress: string
  message: string[]
  payload: string[]
}

const sealed: SealVector[] = vectors.seal.filter((v: SealVector) => v.secret !== '')
const open: SealVector[] = vectors.seal.filter((v: SealVector) => v.secret === '')
const trimmed = (words: bigint[]) => words.slice(0, words.findLastIndex((w) => w !== 0n) + 1)

describe('the shared vectors', () => {
  it('agree on the permutation, with one that shares no code with Go', () => {
    const wide = testdata('poseidon2').permutation.filter((v: { width: number }) => v.width === 16)
    expect(wide.length).toBeGreaterThan(0)
    for (const v of wide) {
      const state = big(v.in)
      permute(state)
      expect(state).toEqual(big(v.out))
    }
  })
  it('agree on capacities, sponges and streams', () => {
    for (const v of vectors.capacity) expect(capacity(v.domain, v.n)).toBe(BigInt(v.out))
    for (const v of vectors.sponge) expect(sponge(v.domain, big(v.in))).toBe(BigInt(v.out))
    for (const v of vectors.stream) expect(stream(BigInt(v.key), v.out.length)).toEqual(big(v.out))
    expect(vectors.sponge.length).toBeGreaterThan(10)
  })
  it('agree on claims and steps', () => {
    for (const v of vectors.claim) expect(claimOf({ ...v, chainId: BigInt(v.chainId) })).toBe(BigInt(v.claim))
    for (const v of vectors.header) {
      expect(progressOf({ from: BigInt(v.from), to: BigInt(v.to), amount: BigInt(v.amount) })).toBe(BigInt(v.words[4]))
      expect(claimOf({ ...v, chainId: BigInt(v.chainId) })).toBe(BigInt(v.words[0]))
    }
    expect(vectors.claim.length).toBeGreaterThan(2)
  })
  it('open with the secret, and are sealed to its public key', () => {
    expect(sealed.length).toBeGreaterThan(3)
    for (const v of sealed) {
      const secret = BigInt(v.secret)
      expect(publicOf(secret)).toEqual({ x: BigInt(v.keyX), y: BigInt(v.keyY) })
      expect(unseal(secret, BigInt(v.claim), BigInt(v.progress), big(v.payload))).toEqual(trimmed(big(v.message)))
    }
  })
  it('are read as they are where nothing is sealed', () => {
    expect(open.length).toBe(2)
    for (const v of open) expect(unsealed(big(v.payload))).toEqual(trimmed(big(v.message)))
  })
})

describe('a payload', () => {
  const v = sealed.at(-1)!
  const [secret, claim, progress, payload] = [BigInt(v.secret), BigInt(v.claim), BigInt(v.progress), big(v.payload)]
  it('does not open with another key, claim or progress', () => {
    for (const args of [
      [secret + 1n, claim, progress],
      [secret, claim + 1n, progress],
      [secret, claim, progress + 1n],
    ] as const)
      expect(() => unseal(...args, payload)).toThrow('does not open with this key')
  })
  it('is refused without a point, or with one off the curve', () => {
    expect(() => unseal(secret, claim, progress, [])).toThrow('no message')
    expect(() => unseal(secret, claim, progress, [1n, 2n, 3n])).toThrow('point of the curve')
    expect(() => unsealed(payload)).toThrow('sealed')
  })
})

describe('a key', () => {
  it('is read from the file that the command line writes', () => {
    const secret = BigInt(sealed[0]!.secret)
    expect(readKey(writeKey(secret))).toBe(secret)
    expect(readKey(writeKey(secret).trimEnd())).toBe(secret)
  })
  it.each([
    ['an account key', '0x' + '11'.repeat(32)],
    ['zero', writeKey(0n)],
    ['the order', writeKey(order)],
    ['too few digits', 'tercet-sealing-key:0x11'],
    ['two keys', writeKey(1n) + writeKey(1n)],
  ])('is refused where the file holds %s, without repeating it', (_, text) => {
    expect(() => readKey(text)).toThrow(/sealing key/)
    try {
      readKey(text)
    } catch (error) {
      expect(String(error)).not.toContain('11'.repeat(8))
    }
  })
  it('is drawn anew each time, within the order, on the curve', () => {
    const [a, b] = [newKey(), newKey()]
    expect(a).not.toBe(b)
    expect(a > 0n && a < order).toBe(true)
    expect(keyFault(publicOf(a))).toBeNull()
    expect(parsePublic(publicText(publicOf(a)))).toEqual(publicOf(a))
  })
  it('is refused off the curve, of low order, and outside of the field', () => {
    expect(keyFault({ x: 1n, y: 1n })).toMatch('no point')
    expect(keyFault({ x: 0n, y: modulus - 1n })).toMatch('low order')
    expect(keyFault({ x: 0n, y: 1n })).toMatch('low order')
    expect(() => parsePublic('0x' + 'f'.repeat(128))).toThrow('field')
    expect(() => parsePublic('0x12')).toThrow('128 digits')
  })
})

it('the curve has the order that it is said to have', () => {
  expect(onCurve(base)).toBe(true)
  expect(multiply(base, order)).toEqual({ x: 0n, y: 1n })
  expect(multiply(base, order + 5n)).toEqual(multiply(base, 5n))
})

describe('a poem', () => {
  const encode = (codes: number[]) => {
    let word = 0n
    for (let i = 0; i < 35; i++) word = (word << 7n) | BigInt(codes[i] ?? 0)
    return word
  }
  it('is read from its symbols', () => {
    const first = [...'It is late,'].map((c) => c.charCodeAt(0))
    expect(poemOf([encode([...first, 10, 2, 65, 3, 5, 6])])).toBe('It is late,\n“A”—…')
    expect(poemOf([])).toBe('')
  })
  it('has one encoding', () => {
    expect(() => poemOf([encode([65, 0, 66])])).toThrow('no poem')
    expect(() => poemOf([encode([65]), encode([66])])).toThrow('no poem')
    expect(() => poemOf([encode([127])])).toThrow('no poem')
    expect(() => poemOf([1n << 245n])).toThrow('too long')
    expect(() => poemOf(new Array(19).fill(encode(new Array(35).fill(65))))).toThrow('no poem')
  })
})
