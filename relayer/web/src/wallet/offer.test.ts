import { readFileSync } from 'node:fs'
import type { Address, Hex } from 'viem'
import { expect, it } from 'vitest'
import type { Schemas } from '../api/client'
import { digestOf, faultsOf, hashOffer, isSignedByKey, makerOf, readOffer } from './offer'
import { dearest, NoPart, partOf, priceByFile, totalPrice, type Choice } from './part'
import { forwardId } from './terms'

type File = Schemas['OfferFile']

interface Vectors {
  offers: { file: File; hash: Hex; digest: Hex; maker: string; signed: boolean; sound: boolean }[]
  parts: {
    ask: File
    filled: string
    carry: string
    cancelled: boolean
    at: number
    quantity: string
    buyer: Address
    taskHash: Hex
    sealX: string
    sealY: string
    refused?: string
    part?: { price: string; bond: string; acceptBy: number; salt: Hex; carry: string; dearest: string; forward: Hex }
  }[]
}

const { offers, parts } = JSON.parse(readFileSync(new URL('../../../internal/offer/testdata/vectors.json', import.meta.url), 'utf8')) as Vectors
const escrow: Address = '0x0000000000000000000000000000657363726f77'

it('an offer’s hash, what is signed and who signed it are those of Go', async () => {
  expect(offers.length).toBeGreaterThan(20)
  for (const v of offers) {
    const s = readOffer(v.file)
    expect([hashOffer(s), digestOf(s), makerOf(s).toLowerCase(), await isSignedByKey(s)]).toEqual([v.hash, v.digest, v.maker, v.signed])
    expect(faultsOf(s).length === 0).toBe(v.sound)
  }
})

it('a part of an ask costs what it does in Go, becomes the same forward, and is refused for the same reason', () => {
  expect(parts.length).toBeGreaterThan(50)
  for (const v of parts) {
    const s = readOffer(v.ask)
    const choice: Choice = { quantity: BigInt(v.quantity), buyer: v.buyer, taskHash: v.taskHash, sealX: BigInt(v.sealX), sealY: BigInt(v.sealY) }
    const make = () => partOf(s, choice, { filled: BigInt(v.filled), carry: BigInt(v.carry), cancelled: v.cancelled }, BigInt(v.at))
    if (v.refused) {
      expect(why(make)).toBe(v.refused)
      continue
    }
    const { terms, buyer, salt, carry } = make()
    expect({
      price: String(terms.price),
      bond: String(terms.bond),
      acceptBy: Number(terms.acceptBy),
      salt,
      carry: String(carry),
      dearest: String(dearest(s, choice.quantity)),
      forward: forwardId(terms, buyer, salt, s.chainId, escrow),
    }).toEqual(v.part)
  }
})

it('says the price by the file, and what of it the file does not say', () => {
  const asks = parts.map((v) => ({ s: readOffer(v.ask), at: BigInt(v.at) })).filter(({ s }) => s.rampEnd > s.rampStart)
  expect(asks.length).toBeGreaterThan(5)
  const spaced = (n: bigint) => String(n).replace(/\B(?=(\d{3})+$)/g, ' ')
  for (const { s, at } of asks) {
    expect(priceByFile(s, at)).toContain(`it is ${spaced(totalPrice(s, at))} now`)
    expect(priceByFile({ ...s, side: 'bid' }, at)).toContain('where it is now is this server’s word')
    expect(priceByFile({ ...s, rampEnd: 0n }, at)).toBe(`By the file, all of it costs ${spaced(s.terms.price)} of the token’s smallest units.`)
  }
})

function why(make: () => unknown): string {
  try {
    make()
  } catch (error) {
    if (error instanceof NoPart) return error.why
    throw error
  }
  return 'it was made'
}

it.each<[string, (file: File) => void]>([
  ['type', (f) => Object.assign(f, { type: 'tercet-ask-2' })],
  ['chainId', (f) => (f.chainId = '01337')],
  ['terms.price', (f) => (f.terms.price = '0x10')],
  ['terms.price', (f) => (f.terms.price = String(2n ** 128n))],
  ['terms.provider', (f) => (f.terms.provider = f.terms.provider.toLowerCase())],
  ['terms.unit', (f) => (f.terms.unit = f.terms.unit.slice(0, -1))],
  ['expiry', (f) => (f.expiry = '2027-02-30T00:00:00Z')],
  ['expiry', (f) => (f.expiry = '2027-02-03T00:00:00+01:00')],
  ['params', (f) => (f.params = '0x123')],
  ['nonce', (f) => delete (f as Partial<File>).nonce],
])('refuses a file for its %s', (field, change) => {
  const file = structuredClone(offers.at(-1)!.file)
  change(file)
  expect(() => readOffer(file)).toThrow(field)
})

it('takes no signature in another form than the contract does', async () => {
  const s = readOffer(offers.at(-1)!.file)
  expect(await isSignedByKey(s)).toBe(true)
  const v = s.signature.slice(-2)
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const high = (order - BigInt('0x' + s.signature.slice(66, 130))).toString(16).padStart(64, '0')
  for (const signature of [
    s.signature.slice(0, -2) + (v === '1b' ? '00' : '01'),
    s.signature.slice(0, -2) + (v === '1b' ? '1c' : '1b'),
    s.signature.slice(0, 66) + high + (v === '1b' ? '1c' : '1b'), // the same key's, with the other s
    s.signature + '00',
    '0x',
  ])
    expect(await isSignedByKey({ ...s, signature: signature as Hex })).toBe(false)
})
