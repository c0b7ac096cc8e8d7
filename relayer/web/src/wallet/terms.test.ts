import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { forwardId, type Terms } from './terms'

const { forward } = JSON.parse(readFileSync(new URL('../../../../circuits/testdata/vectors.json', import.meta.url), 'utf8'))
const whole = new Set(['params', 'price', 'quantity', 'acceptBy', 'start', 'end', 'settleBy', 'bond', 'beaconBlock', 'sealX', 'sealY'])

it('the id of a forward is that of Go and of the contract', () => {
  expect(forward.length).toBeGreaterThan(3)
  for (const v of forward) {
    const terms = Object.fromEntries(Object.entries<string>(v.terms).map(([name, value]) => [name, whole.has(name) ? BigInt(value) : value]))
    expect(forwardId(terms as unknown as Terms, v.buyer, v.salt, BigInt(v.chainId), v.escrow)).toBe(v.forwardId)
  }
})
